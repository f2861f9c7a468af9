using System.Globalization;
using System.Text.Json;

namespace AgentOtel.Viewer.Dialects;

/// <summary>JSON that others wrote into texts: often, but not always, whole.</summary>
internal static class JsonText
{
    /// <summary>The value, or <see langword="null"/> where the text is no JSON, was cut, or is nested too deep.</summary>
    public static JsonElement? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(LoneSurrogates.Replace(text));
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value that may itself be a text of JSON, unwrapped: senders write structures as strings.</summary>
    public static JsonElement Unwrap(JsonElement value) =>
        value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 1 } text && text.TrimStart() is ['{' or '[', ..] && Parse(text) is { } inner
            ? inner
            : value;

    public static JsonElement? Property(JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    /// <summary>The first of the properties that is there.</summary>
    public static JsonElement? Property(JsonElement json, string name, string otherName) => Property(json, name) ?? Property(json, otherName);

    /// <summary>A property that is a text or number, as text.</summary>
    public static string? Text(JsonElement json, string name) => Property(json, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>An array's items, or those of an object whose names are numbers: what was flattened into attributes.</summary>
    public static IReadOnlyList<JsonElement>? Items(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => [.. json.EnumerateArray()],
        JsonValueKind.Object when json.EnumerateObject().Any() && json.EnumerateObject().All(property => int.TryParse(property.Name, out _)) =>
            [.. json.EnumerateObject().OrderBy(property => int.Parse(property.Name, CultureInfo.InvariantCulture)).Select(property => property.Value)],
        _ => null,
    };

    /// <summary>A text as it is, anything else as JSON.</summary>
    public static string Shown(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
