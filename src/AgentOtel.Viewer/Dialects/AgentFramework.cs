using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Microsoft Agent Framework: official agents, tools and model calls inside workflows and executors of its own.</summary>
internal static class AgentFramework
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key)
        {
            case "workflow.name":
            case "workflow.id": draft.Entity = key == "workflow.name" ? value.AsText() : draft.Entity ?? value.AsText(); break;
            case "executor.id": draft.Executor = value.AsText(); break;
            default: break;
        }
    }

    public static void Settle(ref OperationDraft draft, SpanRecord span)
    {
        if (draft.Name is null && span.Name is "workflow.run" or "workflow_invoke")
        {
            draft.Kind = OperationKind.Workflow;
            draft.Workflow ??= draft.Entity;
        }
        else if (draft.Name is null && draft.Executor is not null && span.Name.StartsWith("executor.process", StringComparison.Ordinal))
        {
            draft.Kind = OperationKind.Task;
            draft.Task = draft.Executor;
        }
    }
}
