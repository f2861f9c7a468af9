using System.Text.Json;
using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>
/// Messages in any of the shapes that libraries write: <c>parts</c> (official, Gemini), <c>content</c> as text or list (OpenAI,
/// Anthropic, Vercel, Bedrock), <c>tool_calls</c> beside it, a message inside a choice, LangChain's objects.
/// </summary>
internal static class MessageShape
{
    /// <param name="json">A message, a list of them, or something that holds such a list.</param>
    /// <param name="role">Of what does not say.</param>
    /// <param name="direction"><c>input</c> or <c>output</c>.</param>
    public static IEnumerable<MessageView> ReadAll(JsonElement json, string role, string direction)
    {
        if (JsonText.Items(json) is { } items && items.Any(IsMessage))
        {
            return items.SelectMany(item => item.ValueKind is JsonValueKind.Array ? ReadAll(item, role, direction) : [ReadOne(item, role, direction)]);
        }

        if (json.ValueKind is JsonValueKind.Object && !IsMessage(json) && (Inside(json, "messages") ?? Inside(json, "contents") ?? Inside(json, "choices")) is { } inner)
        {
            var system = JsonText.Property(json, "system") is { ValueKind: JsonValueKind.String or JsonValueKind.Array } text
                ? [new MessageView("system", direction, null, MessageParts.Of(text))]
                : Array.Empty<MessageView>();
            return system.Concat(ReadAll(inner, role, direction));
        }

        return [ReadOne(json, role, direction)];
    }

    public static string Role(string sent) => sent.ToLowerInvariant() switch
    {
        "model" or "ai" or "aimessage" or "assistant" => "assistant",
        "human" or "humanmessage" or "user" => "user",
        "developer" or "systemmessage" or "system" => "system",
        "function" or "toolmessage" or "tool" => "tool",
        var other => other,
    };

    private static MessageView ReadOne(JsonElement json, string role, string direction)
    {
        json = JsonText.Unwrap(json);
        var finishReason = FinishReasons.Spell(JsonText.Text(json, "finish_reason") ?? JsonText.Text(json, "finishReason") ?? JsonText.Text(json, "stop_reason"));
        json = Wrapped(json) ?? json;
        finishReason ??= FinishReasons.Spell(JsonText.Text(json, "finish_reason"));
        role = Role(JsonText.Text(json, "role") ?? LangChainRole(json) ?? role);
        var parts = new List<MessagePartView>();
        if (!IsMessage(json))
        {
            MessageParts.Read(json, parts);
            return new MessageView(role, direction, finishReason, parts);
        }

        var content = JsonText.Property(json, "parts") ?? JsonText.Property(json, "contents") ?? JsonText.Property(json, "content");
        if ((JsonText.Text(json, "reasoning_content") ?? JsonText.Text(json, "reasoning")) is { Length: > 0 } reasoning)
        {
            parts.Add(new MessagePartView("reasoning", reasoning));
        }

        if (content is { } sent && role == "tool" && !HasToolResult(sent))
        {
            parts.Add(new MessagePartView("tool_result", MessageParts.TextOf(sent), JsonText.Text(json, "name"), JsonText.Text(json, "tool_call_id") ?? JsonText.Text(json, "id")));
        }
        else if (content is { } said)
        {
            MessageParts.Read(said.ValueKind is JsonValueKind.String ? Blocks(said) : said, parts);
        }

        foreach (var call in JsonText.Property(json, "tool_calls", "toolCalls") is { } calls ? JsonText.Items(JsonText.Unwrap(calls)) ?? [] : [])
        {
            MessageParts.ReadToolCall(call, parts);
        }

        return new MessageView(role, direction, finishReason, parts);
    }

    /// <summary>Strands writes the list of blocks into the content's text.</summary>
    private static JsonElement Blocks(JsonElement content) =>
        JsonText.Unwrap(content) is { ValueKind: JsonValueKind.Array } blocks && blocks.EnumerateArray().All(block => block.ValueKind is JsonValueKind.Object) ? blocks : content;

    /// <summary>The message inside a choice, a flattened attribute or a LangChain object.</summary>
    private static JsonElement? Wrapped(JsonElement json) =>
        (JsonText.Property(json, "message") ?? JsonText.Property(json, "kwargs")) is { } inner && JsonText.Unwrap(inner) is { ValueKind: JsonValueKind.Object } message ? message : null;

    /// <summary>A list by name, or one level down, where LangGraph's inputs and outputs have it.</summary>
    private static JsonElement? Inside(JsonElement json, string name) =>
        JsonText.Property(json, name)
        ?? ((JsonText.Property(json, "inputs") ?? JsonText.Property(json, "outputs")) is { } wrapped ? JsonText.Property(wrapped, name) : null);

    private static bool IsMessage(JsonElement json) => json.ValueKind is JsonValueKind.Object
        ? JsonText.Property(json, "role") is not null || JsonText.Property(json, "parts") is not null || JsonText.Property(json, "tool_calls") is not null
            || Wrapped(json) is not null
            || (JsonText.Property(json, "content") is not null && (JsonText.Property(json, "type") is null || LangChainRole(json) is not null))
        : json.ValueKind is JsonValueKind.Array && json.EnumerateArray().Any(IsMessage);

    private static bool HasToolResult(JsonElement content) =>
        JsonText.Items(JsonText.Unwrap(content)) is { } items && items.Any(item => item.ValueKind is JsonValueKind.Object && MessageParts.IsToolResult(item));

    private static string? LangChainRole(JsonElement json) => JsonText.Text(json, "type") is "human" or "ai" or "system" or "tool" ? JsonText.Text(json, "type") : null;
}
