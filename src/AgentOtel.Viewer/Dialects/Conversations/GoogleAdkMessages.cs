using System.Text.Json;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>Google's Agent Development Kit: the request to Gemini and its answer, whole. <c>{}</c> where capture is off.</summary>
internal static class GoogleAdkMessages
{
    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        if (conversation.LacksInput && Captured(span["gcp.vertex.agent.llm_request"]) is { } request)
        {
            if (conversation.LacksInstructions && JsonText.Property(request, "config") is { } config && JsonText.Property(config, "system_instruction") is { } instructions)
            {
                conversation.AddInstructions(JsonText.Property(instructions, "parts") ?? instructions);
            }

            conversation.AddInput(JsonText.Property(request, "contents") ?? request);
        }

        if (conversation.LacksOutput && Captured(span["gcp.vertex.agent.llm_response"]) is { } response)
        {
            var reason = FinishReasons.Spell(JsonText.Text(response, "finish_reason"));
            foreach (var message in MessageShape.ReadAll(JsonText.Property(response, "content") ?? response, "assistant", "output"))
            {
                conversation.AddOutput(message with { FinishReason = reason });
            }
        }
    }

    private static JsonElement? Captured(JsonElement? sent) =>
        sent is { } value && JsonText.Unwrap(value) is var json && (json.ValueKind is not JsonValueKind.Object || json.EnumerateObject().Any()) ? json : null;
}
