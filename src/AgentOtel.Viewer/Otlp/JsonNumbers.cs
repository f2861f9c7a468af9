using System.Globalization;
using System.Text.Json;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Numbers of OTLP JSON, which stand as numbers or as text.</summary>
internal static class JsonNumbers
{
    public static bool TryWhole(this JsonElement value, out long whole)
    {
        whole = 0;
        if (value.ValueKind is JsonValueKind.Number ? value.TryGetInt64(out whole) : long.TryParse(value.NumberText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole))
        {
            return true;
        }

        // 1e3, or 5.0: whole numbers in another spelling.
        var isWhole = value.TryReal(out var real) && real is >= long.MinValue and < long.MaxValue && Math.Truncate(real) == real;
        whole = isWhole ? (long)real : 0;
        return isWhole;
    }

    public static bool TryUnsigned(this JsonElement value, out ulong number)
    {
        number = 0;
        if (value.ValueKind is JsonValueKind.Number ? value.TryGetUInt64(out number) : ulong.TryParse(value.NumberText(), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        var isWhole = value.TryReal(out var real) && real is >= 0 and < ulong.MaxValue && Math.Truncate(real) == real;
        number = isWhole ? (ulong)real : 0;
        return isWhole;
    }

    public static bool TryReal(this JsonElement value, out double real)
    {
        if (value.ValueKind is JsonValueKind.Number)
        {
            return value.TryGetDouble(out real);
        }

        var text = value.NumberText();
        real = text switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => 0,
        };
        return real != 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out real);
    }

    private static string? NumberText(this JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? JsonFields.TextOf(value, "a number"u8, TextPool.Values) : null;
}
