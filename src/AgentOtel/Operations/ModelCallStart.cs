using System.Diagnostics;

namespace AgentOtel;

/// <summary>A request as the name and the tags of a span, made once for all calls that ask the same.</summary>
internal sealed class ModelCallStart
{
    public ModelCallStart(string operation, ModelRequest request)
    {
        Operation = operation;
        SpanName = SpanNames.Of(operation, request.Model);
        Provider = string.IsNullOrEmpty(request.Provider) ? null : request.Provider;
        Tags = StartTags(operation, Provider, request);
    }

    /// <summary>One of <see cref="ModelOperations"/>.</summary>
    public string Operation { get; }

    public string SpanName { get; }

    public string? Provider { get; }

    /// <summary>The attributes that samplers see.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    public bool IsInference => Operation is ModelOperations.Chat or ModelOperations.TextCompletion;

    private static KeyValuePair<string, object?>[] StartTags(string operation, string? provider, ModelRequest request)
    {
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, operation } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, request.Model);
        ServerTags.Add(ref tags, request.ServerAddress, request.ServerPort);
        return tags.ToArray();
    }
}
