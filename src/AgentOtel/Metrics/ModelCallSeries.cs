using System.Diagnostics;

namespace AgentOtel;

/// <summary>
/// The tags of a model call's measurements. Calls that ask the same, are answered by the same model and run in the same agent
/// share them: most of an app's calls.
/// </summary>
internal sealed class ModelCallSeries
{
    private readonly string? _responseModel;
    private readonly string? _agent;
    private readonly string? _workflow;

    public ModelCallSeries(
        string operation, string? provider, string? requestModel, string? responseModel, string? agent, string? workflow)
    {
        (_responseModel, _agent, _workflow) = (responseModel, agent, workflow);
        var tags = new TagList { { SemanticConventions.GenAi.OperationName, operation } };
        AddModel(ref tags, provider, requestModel);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Response.Model, responseModel);
        MetricTags.AddContext(ref tags, agent, workflow);
        Tags = tags.ToArray();
        Input = [.. Tags, new(SemanticConventions.GenAi.TokenType, "input")];
        Output = [.. Tags, new(SemanticConventions.GenAi.TokenType, "output")];

        var cost = default(TagList);
        AddModel(ref cost, provider, requestModel);
        MetricTags.AddContext(ref cost, agent, workflow);
        cost.Add(SemanticConventions.AgentOtel.Cost.Category, "model");
        Cost = cost.ToArray();
    }

    /// <summary>Operation, provider, models, agent and workflow: six at most.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    public KeyValuePair<string, object?>[] Input { get; }

    public KeyValuePair<string, object?>[] Output { get; }

    /// <summary>Provider, request model, agent, workflow and the category of the cost.</summary>
    public KeyValuePair<string, object?>[] Cost { get; }

    public bool Is(string? responseModel, string? agent, string? workflow) =>
        responseModel == _responseModel && agent == _agent && workflow == _workflow;

    private static void AddModel(ref TagList tags, string? provider, string? requestModel)
    {
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, requestModel);
    }
}
