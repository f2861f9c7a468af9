using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>OpenInference (Arize).</summary>
internal static class OpenInference
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key)
        {
            case "openinference.span.kind": draft.SpanType = value.AsText(); draft.Senders |= Sender.Arize; break;
            case "llm.model_name": draft.RequestModel ??= value.AsText(); break;
            case "llm.response.model_name": draft.ResponseModel ??= value.AsText(); break;
            case "embedding.model_name": draft.RequestModel ??= value.AsText(); break;
            case "llm.provider": draft.Provider ??= value.AsText(); break;
            case "llm.system": draft.System ??= value.AsText(); break;
            case "llm.finish_reason": draft.FinishReasons = draft.FinishReasons.IsEmpty ? value : draft.FinishReasons; break;
            case "llm.token_count.prompt": draft.Usage.Input ??= value.AsWhole(); break;
            case "llm.token_count.completion": draft.Usage.Output ??= value.AsWhole(); break;
            case "llm.token_count.total": draft.Usage.Total ??= value.AsWhole(); break;
            case "llm.token_count.prompt_details.cache_read": draft.Usage.CacheRead ??= value.AsWhole(); break;
            case "llm.token_count.prompt_details.cache_write": draft.Usage.CacheWrite ??= value.AsWhole(); break;
            case "llm.token_count.completion_details.reasoning": draft.Usage.Reasoning ??= value.AsWhole(); break;
            case "llm.cost.total": draft.Cost ??= value.AsReal(); break;
            case "agent.name": draft.Agent ??= value.AsText(); break;
            case "graph.node.id": draft.Entity ??= value.AsText(); break;
            case "tool.name": draft.Tool ??= value.AsText(); break;
            case "tool.id":
            case "tool_call.id": draft.ToolCallId ??= value.AsText(); break;
            case "metadata": draft.Conversation ??= ThreadIn(value.Text); break;
            default: break;
        }
    }

    public static void Settle(ref OperationDraft draft, SpanRecord span)
    {
        switch (draft.SpanType)
        {
            case "LLM":
                draft.Kind = OperationKind.Model;
                break;
            case "EMBEDDING":
                draft.Kind = OperationKind.Model;
                draft.Name = "embeddings";
                break;
            case "AGENT":
                draft.Kind = OperationKind.Agent;
                draft.Agent ??= draft.Entity ?? span.Name;
                break;
            case "TOOL":
                draft.Kind = OperationKind.Tool;
                draft.Tool ??= span.Name;
                break;
            case "CHAIN" when span.ParentSpanId == 0:
                draft.Kind = OperationKind.Workflow;
                draft.Workflow ??= span.Name;
                break;
            case "RETRIEVER":
                draft.Kind = OperationKind.Retrieval;
                break;
            case "RERANKER":
                draft.Kind = OperationKind.Retrieval;
                draft.Name = "rerank";
                break;
            default: break;
        }
    }

    /// <summary>LangGraph's thread stands in a JSON object of other things.</summary>
    private static string? ThreadIn(string? metadata) =>
        metadata is not null && metadata.Contains("\"thread_id\"", StringComparison.Ordinal) && JsonText.Parse(metadata) is { } json
            ? JsonText.Text(json, "thread_id")
            : null;
}
