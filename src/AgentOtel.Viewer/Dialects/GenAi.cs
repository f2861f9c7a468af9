using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>
/// The official conventions, today's and older (<c>gen_ai.system</c>), with the names that libraries added in their namespace.
/// </summary>
internal static class GenAi
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        switch (key)
        {
            case "gen_ai.operation.name": draft.Name = value.AsText(); break;
            case "gen_ai.provider.name": draft.Provider = value.AsText(); break;
            case "gen_ai.system": draft.System = value.AsText(); break;
            case "gen_ai.request.model": draft.RequestModel = value.AsText(); break;
            case "gen_ai.response.model": draft.ResponseModel = value.AsText(); break;
            case "gen_ai.response.id": draft.ResponseId = value.AsText(); break;
            case "gen_ai.response.finish_reasons": draft.FinishReasons = value; break;
            case "gen_ai.agent.name": draft.Agent = value.AsText(); break;
            case "gen_ai.workflow.name": draft.Workflow = value.AsText(); break;
            case "gen_ai.tool.name": draft.Tool = value.AsText(); break;
            case "gen_ai.tool.call.id": draft.ToolCallId = value.AsText(); break;
            case "gen_ai.conversation.id": draft.Conversation = value.AsText(); break;
            case "gen_ai.request.user": draft.User ??= value.AsText(); break;
            case "gen_ai.response.time_to_first_chunk": draft.TimeToFirstChunk = value.AsReal(); break;
            case "gen_ai.client.operation.time_to_first_chunk":
            case "gen_ai.server.time_to_first_token": draft.TimeToFirstChunk ??= value.AsReal(); break;
            default:
                TakeUsage(ref draft, key, value);
                return;
        }

        draft.Senders |= Sender.Official;
    }

    /// <summary>What the official names say a span is; <see cref="OperationKind.None"/> for the rest.</summary>
    public static OperationKind KindOf(string? name) => name switch
    {
        "chat" or "text_completion" or "generate_content" or "embeddings" or "completion" or "embedding" or "responses" => OperationKind.Model,
        "execute_tool" => OperationKind.Tool,
        "invoke_agent" => OperationKind.Agent,
        "invoke_workflow" => OperationKind.Workflow,
        "plan" => OperationKind.Plan,
        "execute_task" => OperationKind.Task,
        "retrieval" or "search_memory" or "rerank" => OperationKind.Retrieval,
        _ => OperationKind.None,
    };

    /// <summary>The official name for what a sender named in its own way, or not at all.</summary>
    public static string? NameOf(OperationKind kind) => kind switch
    {
        OperationKind.Model => "chat",
        OperationKind.Tool => "execute_tool",
        OperationKind.Agent => "invoke_agent",
        OperationKind.Workflow => "invoke_workflow",
        OperationKind.Plan => "plan",
        OperationKind.Task => "execute_task",
        OperationKind.Retrieval => "retrieval",
        _ => null,
    };

    /// <summary>A span without an operation's name: a model call where it names provider and model, a tool call where it names a tool.</summary>
    public static void Guess(ref OperationDraft draft)
    {
        if (draft.Name is not null)
        {
            return;
        }

        if ((draft.System ?? draft.Provider) is not null && (draft.RequestModel ?? draft.ResponseModel) is not null)
        {
            draft.Kind = OperationKind.Model;
        }
        else if (draft.Tool is not null && draft.Speaks(Sender.Official))
        {
            draft.Kind = OperationKind.Tool;
        }
    }

    private static void TakeUsage(ref OperationDraft draft, string key, in AttributeValue value)
    {
        ref var usage = ref draft.Usage;
        switch (key)
        {
            case "gen_ai.usage.input_tokens": usage.Input = value.AsWhole(); break;
            case "gen_ai.usage.output_tokens": usage.Output = value.AsWhole(); break;
            case "gen_ai.usage.prompt_tokens": usage.Input ??= value.AsWhole(); break;
            case "gen_ai.usage.completion_tokens": usage.Output ??= value.AsWhole(); break;
            case "gen_ai.usage.total_tokens": usage.Total ??= value.AsWhole(); break;
            case "gen_ai.usage.cache_read.input_tokens": usage.CacheRead = value.AsWhole(); break;
            case "gen_ai.usage.cache_write.input_tokens": usage.CacheWrite = value.AsWhole(); break;
            case "gen_ai.usage.cache_read_input_tokens":
            case "gen_ai.usage.cached_input_tokens":
            case "gen_ai.usage.details.cache_read_tokens": usage.CacheRead ??= value.AsWhole(); break;
            case "gen_ai.usage.cache_creation.input_tokens":
            case "gen_ai.usage.cache_creation_input_tokens":
            case "gen_ai.usage.cache_write_input_tokens":
            case "gen_ai.usage.details.cache_write_tokens": usage.CacheWrite ??= value.AsWhole(); break;
            case "gen_ai.usage.reasoning.output_tokens": usage.Reasoning = value.AsWhole(); break;
            case "gen_ai.usage.reasoning_tokens":
            case "gen_ai.usage.details.reasoning_tokens": usage.Reasoning ??= value.AsWhole(); break;
            case "gen_ai.usage.experimental.reasoning_tokens":
                usage.Reasoning ??= value.AsWhole();
                draft.IsReasoningApart = true;
                draft.Senders |= Sender.Google;
                break;
            case "gen_ai.usage.cost": draft.Cost = value.AsReal(); break;
            case "gen_ai.usage.total_cost":
            case "gen_ai.cost.total_cost": draft.Cost ??= value.AsReal(); break;
            default: break;
        }
    }
}
