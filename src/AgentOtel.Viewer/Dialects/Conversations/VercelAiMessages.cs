using System.Text.Json;
using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>Vercel's AI SDK up to version 6.</summary>
internal static class VercelAiMessages
{
    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        if (conversation.LacksInput && (span["ai.prompt.messages"] ?? span["ai.prompt"] ?? span["ai.value"] ?? span["ai.values"]) is { } prompt)
        {
            ReadPrompt(prompt, conversation);
        }

        if (!conversation.LacksOutput)
        {
            return;
        }

        var parts = new List<MessagePartView>();
        Add("reasoning", span["ai.response.reasoning"], parts);
        Add("text", span["ai.response.text"], parts);
        Add("text", span["ai.response.object"], parts);
        if (span["ai.response.toolCalls"] is { } sent && JsonText.Unwrap(sent) is { ValueKind: JsonValueKind.Array } calls)
        {
            foreach (var call in calls.EnumerateArray())
            {
                MessageParts.ReadToolCall(call, parts);
            }
        }

        conversation.AddOutput(new MessageView("assistant", "output", FinishReasons.Spell(JsonText.Text(span.Attributes, "ai.response.finishReason")), parts));
    }

    private static void ReadPrompt(JsonElement prompt, ConversationDraft conversation)
    {
        var json = JsonText.Unwrap(prompt);
        if (JsonText.Text(json, "system") is { } system && JsonText.Property(json, "messages") is null)
        {
            conversation.AddInput(JsonText.Property(json, "system")!.Value, "system");
        }

        conversation.AddInput(JsonText.Property(json, "prompt") ?? json);
    }

    private static void Add(string type, JsonElement? said, List<MessagePartView> parts)
    {
        if (said is { } value && JsonText.Shown(value) is { Length: > 0 } text)
        {
            parts.Add(new MessagePartView(type, text));
        }
    }
}
