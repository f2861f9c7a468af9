using System.Diagnostics;

namespace AgentOtel;

/// <summary>The labels that metrics share; at most eight on any, since a ninth allocates.</summary>
internal static class MetricTags
{
    public static void AddContext(ref TagList tags, AgentContext context)
    {
        AddIfKnown(ref tags, SemanticConventions.GenAi.Agent.Name, context.Agent);
        AddIfKnown(ref tags, SemanticConventions.GenAi.WorkflowName, context.Workflow);
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
}
