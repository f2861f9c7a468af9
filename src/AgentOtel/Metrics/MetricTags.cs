using System.Diagnostics;

namespace AgentOtel;

/// <summary>The labels that metrics share; at most eight on any, since a ninth allocates.</summary>
internal static class MetricTags
{
    public static void AddContext(ref TagList tags, AgentContext context) => AddContext(ref tags, context.Agent, context.Workflow);

    public static void AddContext(ref TagList tags, string? agent, string? workflow)
    {
        AddIfKnown(ref tags, SemanticConventions.GenAi.Agent.Name, agent);
        AddIfKnown(ref tags, SemanticConventions.GenAi.WorkflowName, workflow);
    }

    public static void AddIfKnown(ref TagList tags, string name, string? value)
    {
        if (value is not null)
        {
            tags.Add(name, value);
        }
    }

    /// <summary>As <c>error.type</c>, where something failed.</summary>
    public static void AddError(ref TagList tags, string? errorType) => AddIfKnown(ref tags, SemanticConventions.Error.Type, errorType);

    /// <summary>As what a span starts with, or what measurements share.</summary>
    public static KeyValuePair<string, object?>[] ToArray(this in TagList tags)
    {
        var array = new KeyValuePair<string, object?>[tags.Count];
        tags.CopyTo(array);
        return array;
    }
}
