using System.Text.Json;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads the JSON that the store wrote.</summary>
internal static class StoredJson
{
    // What was sent may be nested deeper than the default allows.
    public const int MaxDepth = 1_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    private static readonly JsonElement Empty = Parse("{}");

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return document.RootElement.Clone();
    }

    public static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    public static long Whole(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    public static JsonElement Object(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : Empty;
}
