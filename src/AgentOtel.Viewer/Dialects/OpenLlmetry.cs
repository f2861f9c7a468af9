using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>OpenLLMetry (Traceloop): its own spans of workflows, tasks, agents and tools around official model calls. LangGraph through it too.</summary>
internal static class OpenLlmetry
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key)
        {
            case "traceloop.span.kind": draft.SpanType = value.AsText(); break;
            case "traceloop.entity.name": draft.Entity = value.AsText(); break;
            case "traceloop.workflow.name": draft.Workflow ??= value.AsText(); break;
            case "traceloop.association.properties.session_id": draft.Session ??= value.AsText(); break;
            case "traceloop.association.properties.user_id": draft.User ??= value.AsText(); break;
            case "traceloop.association.properties.thread_id":
            case "traceloop.association.properties.conversation_id":
            case "traceloop.association.properties.chat_id": draft.Conversation ??= value.AsText(); break;
            case "llm.request.type": draft.SpanType ??= value.AsText(); break;
            case "llm.usage.total_tokens": draft.Usage.Total ??= value.AsWhole(); break;
            case "llm.user": draft.User ??= value.AsText(); break;
            default:
                if (key.StartsWith("llm.", StringComparison.Ordinal))
                {
                    return;
                }

                break;
        }

        draft.Senders |= Sender.Traceloop;
    }

    public static void Settle(ref OperationDraft draft)
    {
        switch (draft.SpanType)
        {
            case "workflow":
                draft.Kind = OperationKind.Workflow;
                draft.Workflow = draft.Entity ?? draft.Workflow;
                break;
            case "task":
                draft.Kind = OperationKind.Task;
                draft.Task = draft.Entity;
                break;
            case "agent":
                draft.Kind = OperationKind.Agent;
                draft.Agent ??= draft.Entity;
                break;
            case "tool":
                draft.Kind = OperationKind.Tool;
                draft.Tool ??= draft.Entity;
                break;
            case "chat":
                draft.Kind = OperationKind.Model;
                break;
            case "completion":
                draft.Kind = OperationKind.Model;
                draft.Name = "text_completion";
                break;
            case "embedding":
                draft.Kind = OperationKind.Model;
                draft.Name = "embeddings";
                break;
            case "rerank":
                draft.Kind = OperationKind.Retrieval;
                draft.Name = "rerank";
                break;
            default: break;
        }
    }
}
