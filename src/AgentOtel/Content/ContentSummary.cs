using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentOtel;

/// <summary>Tells the shape of a value, never its content: type, length, keys, number of items, bytes.</summary>
internal static class ContentSummary
{
    private const int MaxKeys = 10;

    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => Invariant($"string, {text.Length} chars, {Encoding.UTF8.GetByteCount(text)} bytes"),
        byte[] bytes => Invariant($"bytes, {bytes.Length} bytes"),
        ReadOnlyMemory<byte> bytes => Invariant($"bytes, {bytes.Length} bytes"),
        JsonElement json => Of(json),
        IDictionary map => Keys("object", map.Keys.Cast<object?>().Select(key => key as string ?? "?"), map.Count),
        ICollection items => Invariant($"list, {items.Count} items"),
        bool => "boolean",
        IFormattable and ValueType => "number",
        _ => value.GetType().Name,
    };

    private static string? Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Keys("object", json.EnumerateObject().Select(property => property.Name), json.GetPropertyCount()),
        JsonValueKind.Array => Invariant($"list, {json.GetArrayLength()} items"),
        JsonValueKind.String => Of(json.GetString()),
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => null,
    };

    private static string Keys(string type, IEnumerable<string> keys, int count) => Invariant(
        $"{type}, {count} keys: {string.Join(", ", keys.Take(MaxKeys))}{(count > MaxKeys ? ", …" : "")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
