using System.Text.Json;
using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Dialects.Conversations;

/// <summary>The parts of a message, in the shapes of the official conventions and of providers' own APIs.</summary>
internal static class MessageParts
{
    public static IReadOnlyList<MessagePartView> Of(JsonElement content)
    {
        var parts = new List<MessagePartView>();
        Read(content, parts);
        return parts;
    }

    /// <summary>A part, a list of parts, or plain text.</summary>
    public static void Read(JsonElement content, List<MessagePartView> into)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                AddText("text", content.GetString(), into);
                break;
            case JsonValueKind.Array:
                foreach (var item in content.EnumerateArray())
                {
                    Read(item, into);
                }

                break;
            case JsonValueKind.Object when JsonText.Items(content) is { } items:
                foreach (var item in items)
                {
                    Read(item, into);
                }

                break;
            case JsonValueKind.Object when content.EnumerateObject().Any():
                ReadPart(JsonText.Property(content, "message_content") ?? content, into);
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                AddText("text", content.GetRawText(), into);
                break;
            default:
                break;
        }
    }

    /// <summary>A call as OpenAI nests it (<c>function</c>), as others lay it flat, and as OpenInference flattens it (<c>tool_call</c>).</summary>
    public static void ReadToolCall(JsonElement call, List<MessagePartView> into)
    {
        call = JsonText.Property(call, "tool_call") ?? call;
        var function = JsonText.Property(call, "function") is { ValueKind: JsonValueKind.Object } own ? own : call;
        var arguments = First(function, "arguments", "args", "input", "parameters");
        into.Add(new MessagePartView(
            "tool_call",
            arguments is { } sent ? JsonText.Shown(sent) : null,
            FirstText(function, "name", "toolName", "tool_name"),
            FirstText(call, "id", "toolCallId", "toolUseId", "tool_call_id", "call_id")));
    }

    public static bool IsToolResult(JsonElement part) =>
        JsonText.Text(part, "type") is "tool_call_response" or "tool-result" or "tool_result" or "function_call_output"
        || First(part, "toolResult", "functionResponse", "function_response") is not null;

    /// <summary>All there is, as one text: for results of tools, which are mostly a single text or JSON.</summary>
    public static string TextOf(JsonElement content)
    {
        var value = JsonText.Unwrap(content);
        var texts = value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0
            ? value.EnumerateArray().Select(item => JsonText.Property(item, "type") is null || JsonText.Text(item, "type") == "text" ? JsonText.Text(item, "text") ?? JsonText.Text(item, "content") : null).ToList()
            : [];
        return texts.Count > 0 && !texts.Contains(null) ? string.Join('\n', texts) : JsonText.Shown(content);
    }

    private static void ReadPart(JsonElement part, List<MessagePartView> into)
    {
        if (First(part, "toolUse", "functionCall", "function_call") is { ValueKind: JsonValueKind.Object } call)
        {
            ReadToolCall(call, into);
            return;
        }

        if (First(part, "toolResult", "functionResponse", "function_response") is { ValueKind: JsonValueKind.Object } response)
        {
            ReadToolResult(response, into);
            return;
        }

        switch (JsonText.Text(part, "type"))
        {
            case "tool_call" or "tool-call" or "tool_use" or "function_call" or "server_tool_call" or "function":
                ReadToolCall(part, into);
                break;
            case "tool_call_response" or "tool-result" or "tool_result" or "function_call_output" or "server_tool_call_response":
                ReadToolResult(part, into);
                break;
            case "reasoning" or "thinking":
                AddText("reasoning", FirstText(part, "content", "text", "thinking"), into);
                break;
            case "text" or "input_text" or "output_text" or null when FirstText(part, "content", "text") is { } text:
                AddText("text", text, into);
                break;
            case "refusal":
                AddText("text", FirstText(part, "refusal", "content"), into);
                break;
            case "image" or "image_url" or "input_image" or "blob" or "uri" or "file" or "media" or "audio" or "input_audio" or "document" or "video":
                ReadMedia(part, into);
                break;
            case null when First(part, "inline_data", "inlineData", "file_data", "image") is { } media:
                ReadMedia(media, into);
                break;
            case null when First(part, "reasoningContent") is { } reasoning:
                AddText("reasoning", FirstText(First(reasoning, "reasoningText") ?? reasoning, "text"), into);
                break;
            default:
                into.Add(new MessagePartView("other", part.GetRawText(), JsonText.Text(part, "type")));
                break;
        }
    }

    private static void ReadToolResult(JsonElement part, List<MessagePartView> into)
    {
        var result = First(part, "response", "result", "output", "content");
        if (result is { ValueKind: JsonValueKind.Object } output && JsonText.Property(output, "value") is { } value && JsonText.Property(output, "type") is not null)
        {
            result = value;
        }

        into.Add(new MessagePartView(
            "tool_result",
            result is { } sent ? TextOf(sent) : null,
            FirstText(part, "name", "toolName"),
            FirstText(part, "id", "toolCallId", "toolUseId", "tool_use_id", "tool_call_id", "call_id")));
    }

    /// <summary>The type and where it is; never the bytes.</summary>
    private static void ReadMedia(JsonElement part, List<MessagePartView> into)
    {
        var source = First(part, "image_url", "image", "source") is { ValueKind: JsonValueKind.Object } nested ? nested : part;
        source = First(source, "image") is { ValueKind: JsonValueKind.Object } deeper ? deeper : source;
        var type = FirstText(part, "mime_type", "mediaType", "mimeType", "media_type") ?? FirstText(source, "mime_type", "media_type", "format")
            ?? FirstText(part, "modality", "type") ?? "media";
        var address = FirstText(source, "uri", "url", "file_uri", "file_id") ?? FirstText(part, "image_url", "file_id");
        into.Add(new MessagePartView("media", address is null || address.StartsWith("data:", StringComparison.Ordinal) ? $"({type})" : address, type));
    }

    private static void AddText(string type, string? text, List<MessagePartView> into)
    {
        if (!string.IsNullOrEmpty(text))
        {
            into.Add(new MessagePartView(type, text));
        }
    }

    private static JsonElement? First(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonText.Property(json, name) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static string? FirstText(JsonElement json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (JsonText.Text(json, name) is { } text)
            {
                return text;
            }
        }

        return null;
    }
}
