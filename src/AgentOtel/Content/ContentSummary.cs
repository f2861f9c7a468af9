using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AgentOtel;

/// <summary>Tells the shape of a value, never its content: type, length, keys, number of items, bytes.</summary>
internal static class ContentSummary
{
    private const int MaxKeys = 10;
    private const int MaxKeyLength = 60;

    public static string? Of(object? value, Redactor redactor) => value switch
    {
        null => null,
        string text => Text(text),
        byte[] bytes => Invariant($"bytes, {bytes.Length} bytes"),
        ReadOnlyMemory<byte> bytes => Invariant($"bytes, {bytes.Length} bytes"),
        JsonElement json => Of(json, redactor),
        ModelMessage message => Invariant($"message, {message.Parts.Count} parts, {Chars(message)} chars"),
        IReadOnlyCollection<ModelMessage> messages => Invariant($"messages, {messages.Count} items, {Chars(messages)} chars"),
        IDictionary map => Keys(map.Keys.Cast<object?>().Select(key => key as string ?? "?"), map.Count, redactor),
        IReadOnlyDictionary<string, object?> map => Keys(map.Keys, map.Count, redactor),
        ICollection items => Invariant($"list, {items.Count} items"),
        IReadOnlyCollection<object?> items => Invariant($"list, {items.Count} items"),
        bool => "boolean",
        IFormattable and ValueType => "number",
        _ => value.GetType().Name.Split('`')[0],
    };

    private static string? Of(JsonElement json, Redactor redactor) => json.ValueKind switch
    {
        JsonValueKind.Object => Keys(json.EnumerateObject().Select(property => property.Name), json.GetPropertyCount(), redactor),
        JsonValueKind.Array => Invariant($"list, {json.GetArrayLength()} items"),
        JsonValueKind.String => Text(json.GetString()!),
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => null,
    };

    private static long Chars(IReadOnlyCollection<ModelMessage> messages)
    {
        long chars = 0;
        foreach (var message in messages)
        {
            chars += Chars(message);
        }

        return chars;
    }

    /// <summary>Of its texts; what a tool was given or answered is told by that tool's own summary.</summary>
    private static long Chars(ModelMessage message)
    {
        long chars = 0;
        foreach (var part in message.Parts)
        {
            foreach (var (name, value) in part.Fields)
            {
                chars += name == "content" && value is string text ? text.Length : 0;
            }
        }

        return chars;
    }

    private static string Text(string text) => Invariant($"string, {text.Length} chars, {Encoding.UTF8.GetByteCount(text)} bytes");

    // A key may be data too: an address as the key of a map.
    private static string Keys(IEnumerable<string> keys, int count, Redactor redactor)
    {
        var named = keys.Take(MaxKeys).Select(key =>
            TextCut.Marked(redactor.Redact(TextCut.Chars(key, MaxKeyLength + TextCut.Overlap)), MaxKeyLength));
        return Invariant($"object, {count} keys: {string.Join(", ", named)}{(count > MaxKeys ? ", …" : "")}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
