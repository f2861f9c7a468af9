using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>What AgentOtel itself adds to the official conventions.</summary>
internal static class Kit
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key)
        {
            case "agentotel.status": draft.Status = value.AsText(); break;
            case "agentotel.workflow.run.id": draft.RunId = value.AsText(); break;
            case "agentotel.task.name": draft.Task = value.AsText(); break;
            case "agentotel.task.id": draft.TaskId = value.AsText(); break;
            case "agentotel.task.attempt": draft.Attempt = value.AsWhole() is >= 1 and <= int.MaxValue and { } attempt ? (int)attempt : null; break;
            case "agentotel.tenant": draft.Tenant = value.AsText(); break;
            case "agentotel.cost.source": draft.IsCostSourced = true; break;
            case "agentotel.cost.incomplete": draft.IsCostIncomplete = value.Flag == true; break;
            case "agentotel.error.category": draft.ErrorCategory = value.AsText(); break;
            case "agentotel.error.severity": draft.ErrorSeverity = value.AsText(); break;
            case "agentotel.error.fingerprint": draft.ErrorFingerprint = value.AsText(); break;
            default: break;
        }
    }
}
