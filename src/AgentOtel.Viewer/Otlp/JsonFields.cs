using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>
/// Reads the fields of OTLP JSON's objects. Null means absent, numbers may stand as text, and a field of another type than the
/// protocol's throws <see cref="OtlpFormatException"/>.
/// </summary>
internal static class JsonFields
{
    public static JsonElement Object(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Has(name, out var value) ? value.OfKind(JsonValueKind.Object, name) : default;

    public static JsonElement.ArrayEnumerator Items(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Has(name, out var value) ? value.OfKind(JsonValueKind.Array, name).EnumerateArray() : default;

    public static int Length(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Has(name, out var value) ? value.OfKind(JsonValueKind.Array, name).GetArrayLength() : 0;

    public static string Text(this JsonElement element, ReadOnlySpan<byte> name, TextPool pool) =>
        element.Has(name, out var value) ? TextOf(value, name, pool) : "";

    public static bool Flag(this JsonElement element, ReadOnlySpan<byte> name) => element.Has(name, out var value) && FlagOf(value, name);

    public static ulong Unsigned(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Has(name, out var value) ? value.TryUnsigned(out var number) ? number : throw Wrong(name, "a whole number of 64 bits from 0") : 0;

    public static uint Unsigned32(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Unsigned(name) is <= uint.MaxValue and var number ? (uint)number : throw Wrong(name, "a whole number of 32 bits from 0");

    /// <summary>An enumeration's number; one that the protocol does not have, or a name that it does not have, is 0.</summary>
    public static ulong Enum(this JsonElement element, ReadOnlySpan<byte> name, string[] names)
    {
        if (!element.Has(name, out var value))
        {
            return 0;
        }

        return value.TryWhole(out var number)
            ? (ulong)Math.Max(number, 0)
            : (ulong)Math.Max(Array.IndexOf(names, TextOf(value, name, TextPool.Names)), 0);
    }

    public static List<ulong> Unsigneds(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var numbers = new List<ulong>(element.Length(name));
        foreach (var item in element.Items(name))
        {
            numbers.Add(item.TryUnsigned(out var number) ? number : throw Wrong(name, "whole numbers of 64 bits from 0"));
        }

        return numbers;
    }

    public static List<double> Reals(this JsonElement element, ReadOnlySpan<byte> name)
    {
        var numbers = new List<double>(element.Length(name));
        foreach (var item in element.Items(name))
        {
            numbers.Add(item.TryReal(out var number) ? number : throw Wrong(name, "numbers"));
        }

        return numbers;
    }

    public static int Signed(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Has(name, out var value) ? value.TryWhole(out var number) && number == (int)number ? (int)number : throw Wrong(name, "a whole number of 32 bits") : 0;

    public static double? Real(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Has(name, out var value) ? value.TryReal(out var number) ? number : throw Wrong(name, "a number") : null;

    /// <summary>An id of a trace; 0 where it is absent, and <see langword="false"/> where it is not one.</summary>
    public static bool TryTraceId(this JsonElement element, ReadOnlySpan<byte> name, out UInt128 id)
    {
        var text = element.IdText(name);
        return Ids.TryTraceId(text, out id) || text.TrimStart('0').IsEmpty;
    }

    /// <summary>An id of a span; 0 where it is absent, and <see langword="false"/> where it is not one.</summary>
    public static bool TrySpanId(this JsonElement element, ReadOnlySpan<byte> name, out ulong id)
    {
        var text = element.IdText(name);
        return Ids.TrySpanId(text, out id) || text.TrimStart('0').IsEmpty;
    }

    public static bool Has(this JsonElement element, ReadOnlySpan<byte> name, out JsonElement value)
    {
        value = default;
        return element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out value) && value.ValueKind is not JsonValueKind.Null;
    }

    public static JsonElement OfKind(this JsonElement value, JsonValueKind kind, ReadOnlySpan<byte> name) =>
        value.ValueKind == kind ? value : throw Wrong(name, kind is JsonValueKind.Array ? "an array" : "an object");

    public static string TextOf(JsonElement value, ReadOnlySpan<byte> name, TextPool pool)
    {
        if (value.ValueKind is not JsonValueKind.String)
        {
            throw Wrong(name, "text");
        }

        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        return raw.Contains((byte)'\\') ? value.GetString()! : pool.Get(raw);
    }

    public static bool FlagOf(JsonElement value, ReadOnlySpan<byte> name) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    private static ReadOnlySpan<char> IdText(this JsonElement element, ReadOnlySpan<byte> name) => element.Text(name, TextPool.None);

    public static OtlpFormatException Wrong(ReadOnlySpan<byte> name, string expected) =>
        new($"Not OTLP JSON: \"{Encoding.UTF8.GetString(name)}\" is not {expected}.");
}
