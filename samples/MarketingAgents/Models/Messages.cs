using AgentOtel;
using OpenAI.Chat;

namespace MarketingAgents;

/// <summary>OpenAI's messages as the kit records them, where content is captured.</summary>
internal static class Messages
{
    public static List<ModelMessage> Of(IEnumerable<ChatMessage> messages) => [.. messages.Select(Of)];

    public static ModelMessage Of(ChatCompletion completion) =>
        new("assistant", [.. Parts(completion.Content), .. Parts(completion.ToolCalls)]);

    private static ModelMessage Of(ChatMessage message) => message switch
    {
        SystemChatMessage => new("system", Parts(message.Content)),
        ToolChatMessage tool => new("tool", [MessagePart.ToolCallResponse(tool.ToolCallId, Text(tool.Content))]),
        AssistantChatMessage assistant => new("assistant", [.. Parts(assistant.Content), .. Parts(assistant.ToolCalls)]),
        _ => new("user", Parts(message.Content)),
    };

    private static MessagePart[] Parts(ChatMessageContent content) =>
        [.. content.Where(part => part.Text is not null).Select(part => MessagePart.Text(part.Text))];

    private static IEnumerable<MessagePart> Parts(IEnumerable<ChatToolCall> calls) =>
        calls.Select(call => MessagePart.ToolCall(call.Id, call.FunctionName, call.FunctionArguments.ToString()));

    private static string Text(ChatMessageContent content) => string.Concat(content.Select(part => part.Text));
}
