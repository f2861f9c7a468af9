using System.Text.Json;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>Pydantic AI: an agent's whole history in one list; in its first format a list of the older official events.</summary>
internal static class PydanticAiMessages
{
    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        if ((span["pydantic_ai.all_messages"] ?? span["all_messages_events"] ?? (span.Scope == "pydantic-ai" ? span["events"] : null)) is { } history
            && JsonText.Unwrap(history) is { ValueKind: JsonValueKind.Array } messages && conversation.LacksInput)
        {
            var last = messages.GetArrayLength() - 1;
            var lacksOutput = conversation.LacksOutput;
            var index = 0;
            foreach (var message in messages.EnumerateArray())
            {
                var isAnswer = index++ == last && (JsonText.Text(message, "role") ?? Role(message)) == "assistant";
                if (isAnswer && lacksOutput)
                {
                    conversation.AddOutput(message);
                }
                else if (!isAnswer)
                {
                    conversation.AddInput(message, Role(message));
                }
            }
        }

        if (conversation.LacksOutput && span["final_result"] is { } result)
        {
            conversation.AddOutput(result);
        }
    }

    private static string Role(JsonElement message) => JsonText.Text(message, "event.name") switch
    {
        "gen_ai.system.message" => "system",
        "gen_ai.assistant.message" or "gen_ai.choice" => "assistant",
        "gen_ai.tool.message" => "tool",
        _ => "user",
    };
}
