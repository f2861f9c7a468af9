using System.Diagnostics;

namespace AgentOtel;

/// <summary>A request as the name and the tags of a span, made once for all calls that ask the same.</summary>
internal sealed class ModelCallStart
{
    // Enough for the agents and answering models of one request; more only make some anew.
    private const int MaxSeries = 8;

    private readonly ModelCallSeries?[] _series = new ModelCallSeries?[MaxSeries];
    private int _next;

    public ModelCallStart(string operation, ModelRequest request)
    {
        Operation = operation;
        Request = request;
        SpanName = SpanNames.Of(operation, request.Model);
        Provider = string.IsNullOrEmpty(request.Provider) ? null : request.Provider;
        Tags = StartTags(operation, Provider, request);
    }

    /// <summary>One of <see cref="ModelOperations"/>.</summary>
    public string Operation { get; }

    public ModelRequest Request { get; }

    public string SpanName { get; }

    public string? Provider { get; }

    /// <summary>The attributes that samplers see.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    public bool IsInference => Operation is ModelOperations.Chat or ModelOperations.TextCompletion;

    /// <summary>The tags of measurements of a call that was answered so, and ran there.</summary>
    public ModelCallSeries SeriesOf(string? responseModel, AgentContext context)
    {
        foreach (var kept in _series)
        {
            if (kept is not null && kept.Is(responseModel, context.Agent, context.Workflow))
            {
                return kept;
            }
        }

        var made = new ModelCallSeries(Operation, Provider, Request.Model, responseModel, context.Agent, context.Workflow);
        _series[(uint)Interlocked.Increment(ref _next) % MaxSeries] = made;
        return made;
    }

    private static KeyValuePair<string, object?>[] StartTags(string operation, string? provider, ModelRequest request)
    {
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, operation } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, request.Model);
        ServerTags.Add(ref tags, request.ServerAddress, request.ServerPort);
        return tags.ToArray();
    }
}
