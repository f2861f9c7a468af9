using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Dialects;

/// <summary>Vercel's AI SDK up to version 6; from 7 on it speaks the official conventions, with a few of these beside them.</summary>
internal static class VercelAi
{
    public static void Take(ref OperationDraft draft, string key, in AttributeValue value)
    {
        draft.Senders |= Sender.Vercel;
        switch (key)
        {
            case "ai.operationId": draft.SpanType = value.AsText(); break;
            case "ai.telemetry.functionId": draft.Entity = value.AsText(); break;
            case "ai.model.id": draft.RequestModel ??= value.AsText(); break;
            case "ai.model.provider": draft.System ??= value.AsText(); break;
            case "ai.response.id": draft.ResponseId ??= value.AsText(); break;
            case "ai.response.model": draft.ResponseModel ??= value.AsText(); break;
            case "ai.response.finishReason": draft.FinishReasons = draft.FinishReasons.IsEmpty ? value : draft.FinishReasons; break;
            case "ai.response.msToFirstChunk": draft.TimeToFirstChunk ??= value.AsReal() / 1000; break;
            case "ai.toolCall.name": draft.Tool ??= value.AsText(); break;
            case "ai.toolCall.id": draft.ToolCallId ??= value.AsText(); break;
            case "ai.usage.inputTokens":
            case "ai.usage.promptTokens":
            case "ai.usage.tokens": draft.Usage.Input ??= value.AsWhole(); break;
            case "ai.usage.outputTokens":
            case "ai.usage.completionTokens": draft.Usage.Output ??= value.AsWhole(); break;
            case "ai.usage.totalTokens": draft.Usage.Total ??= value.AsWhole(); break;
            case "ai.usage.cachedInputTokens":
            case "ai.usage.inputTokenDetails.cacheReadTokens": draft.Usage.CacheRead ??= value.AsWhole(); break;
            case "ai.usage.inputTokenDetails.cacheWriteTokens": draft.Usage.CacheWrite ??= value.AsWhole(); break;
            case "ai.usage.reasoningTokens":
            case "ai.usage.outputTokenDetails.reasoningTokens": draft.Usage.Reasoning ??= value.AsWhole(); break;
            case "ai.telemetry.metadata.userId":
            case "ai.settings.context.userId": draft.User ??= value.AsText(); break;
            case "ai.telemetry.metadata.sessionId":
            case "ai.settings.context.sessionId": draft.Session ??= value.AsText(); break;
            case "ai.telemetry.metadata.threadId":
            case "ai.telemetry.metadata.chatId":
            case "ai.telemetry.metadata.conversationId": draft.Conversation ??= value.AsText(); break;
            default: break;
        }
    }

    public static void Settle(ref OperationDraft draft)
    {
        switch (draft.SpanType)
        {
            case "ai.toolCall":
                draft.Kind = OperationKind.Tool;
                break;
            case "ai.generateText" or "ai.streamText" or "ai.generateObject" or "ai.streamObject":
                draft.Kind = OperationKind.Agent;
                draft.Agent ??= draft.Entity;
                break;
            case { } call when call.EndsWith(".doGenerate", StringComparison.Ordinal) || call.EndsWith(".doStream", StringComparison.Ordinal):
                draft.Kind = OperationKind.Model;
                draft.Agent ??= draft.Entity;
                break;
            case { } call when call.EndsWith(".doEmbed", StringComparison.Ordinal):
                draft.Kind = OperationKind.Model;
                draft.Name = "embeddings";
                break;
            case { } call when call.EndsWith(".doRerank", StringComparison.Ordinal):
                draft.Kind = OperationKind.Retrieval;
                draft.Name = "rerank";
                break;
            default: break;
        }
    }
}
