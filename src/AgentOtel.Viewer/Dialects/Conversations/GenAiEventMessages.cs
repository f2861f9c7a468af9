using System.Text.Json;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>
/// The older official messages: a log record (or, in Strands and Agent Framework, an event of the span) for each,
/// <c>gen_ai.user.message</c> and the like, with the answer in <c>gen_ai.choice</c>; and openlit's older pair of events.
/// </summary>
internal static class GenAiEventMessages
{
    public static void Read(CapturedSpan span, ConversationDraft conversation)
    {
        var (lacksInput, lacksOutput) = (conversation.LacksInput, conversation.LacksOutput);
        foreach (var item in span.Events)
        {
            switch (item.Name)
            {
                case "gen_ai.system.message" or "gen_ai.user.message" or "gen_ai.assistant.message" or "gen_ai.tool.message" when lacksInput:
                    ReadInput(span, item, conversation);
                    break;
                case "gen_ai.choice" when lacksOutput:
                    ReadChoice(span, item, conversation);
                    break;
                case "gen_ai.content.prompt" when lacksInput && JsonText.Property(item.Attributes, "gen_ai.prompt") is { } prompt:
                    conversation.AddInput(prompt);
                    break;
                case "gen_ai.content.completion" when lacksOutput && JsonText.Property(item.Attributes, "gen_ai.completion") is { } completion:
                    conversation.AddOutput(completion);
                    break;
                default:
                    break;
            }
        }
    }

    private static void ReadInput(CapturedSpan span, in CapturedEvent item, ConversationDraft conversation)
    {
        var message = Payload(item);
        var role = item.Name["gen_ai.".Length..^".message".Length];
        if (span.Kind is OperationKind.Tool && role == "tool")
        {
            conversation.AddToolCall(Content(message, "content"), null, JsonText.Text(message, "id"));
            return;
        }

        conversation.AddInput(message, role);
    }

    private static void ReadChoice(CapturedSpan span, in CapturedEvent item, ConversationDraft conversation)
    {
        var choice = Payload(item);
        if (span.Kind is OperationKind.Tool)
        {
            conversation.AddToolResult(Content(choice, "message"), null, JsonText.Text(choice, "id"));
            return;
        }

        // Strands writes the blocks, or the answer's text, where others have the message.
        if (JsonText.Property(choice, "message") is { } said && JsonText.Unwrap(said) is not { ValueKind: JsonValueKind.Object })
        {
            var reason = FinishReasons.Spell(JsonText.Text(choice, "finish_reason"));
            conversation.AddOutput(new Api.MessageView("assistant", "output", reason, MessageParts.Of(JsonText.Unwrap(said))));
            return;
        }

        conversation.AddOutput(choice);
    }

    private static JsonElement Payload(in CapturedEvent item) =>
        item.Body.ValueKind is JsonValueKind.Object && !item.Body.EnumerateObject().Any() ? item.Attributes : JsonText.Unwrap(item.Body);

    private static string? Content(JsonElement json, string name) => JsonText.Property(json, name) is { } content ? MessageParts.TextOf(content) : null;
}
