namespace AgentOtel;

/// <summary>A part of a message. Make it by what it is.</summary>
public readonly record struct MessagePart
{
    private MessagePart(string type, params KeyValuePair<string, object?>[] fields)
    {
        Type = type;
        Fields = fields;
    }

    /// <summary>The convention's name of what it is: <c>text</c>, <c>tool_call</c>…</summary>
    public string Type { get; }

    internal IReadOnlyList<KeyValuePair<string, object?>> Fields { get; }

    /// <summary>Text.</summary>
    public static MessagePart Text(string? content) => new("text", Field("content", content));

    /// <summary>The model's reasoning, as far as it shows it.</summary>
    public static MessagePart Reasoning(string? content) => new("reasoning", Field("content", content));

    /// <summary>A call of a tool that the model asks for.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="name">The tool.</param>
    /// <param name="arguments">A dictionary, a <see cref="System.Text.Json.JsonElement"/>, or JSON as text.</param>
    public static MessagePart ToolCall(string? id, string name, object? arguments) =>
        new("tool_call", Field("id", id), Field("name", name), Field("arguments", arguments));

    /// <summary>What a tool answered.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="response">A dictionary, a list, a <see cref="System.Text.Json.JsonElement"/>, or text.</param>
    public static MessagePart ToolCallResponse(string? id, object? response) =>
        new("tool_call_response", Field("id", id), Field("response", response));

    /// <summary>Something that stands at an address.</summary>
    /// <param name="modality"><c>image</c>, <c>audio</c> or <c>video</c>.</param>
    /// <param name="uri">The address.</param>
    /// <param name="mimeType">What it is.</param>
    public static MessagePart Uri(string modality, string uri, string? mimeType = null) =>
        new("uri", Field("modality", modality), Field("mime_type", mimeType), Field("uri", uri));

    /// <summary>A file that the provider holds.</summary>
    public static MessagePart File(string fileId, string? modality = null) =>
        new("file", Field("modality", modality), Field("file_id", fileId));

    private static KeyValuePair<string, object?> Field(string name, object? value) => new(name, value);
}
