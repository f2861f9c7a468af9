using System.Globalization;

namespace AgentOtel.Cli.View;

/// <summary>Times and sizes as people write them: <c>90m</c>, <c>12h</c>, <c>7d</c>; <c>500MB</c>, <c>4GB</c> (of 1,024).</summary>
internal static class Quantities
{
    public static bool TryTime(string text, out TimeSpan time)
    {
        time = default;
        if (text.Length < 2 || !TryNumber(text[..^1], out var number))
        {
            return false;
        }

        var unit = char.ToLowerInvariant(text[^1]) switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        return unit > TimeSpan.Zero && TryMultiply(number, unit.Ticks, out var ticks) && (time = TimeSpan.FromTicks(ticks)) > TimeSpan.Zero;
    }

    public static bool TrySize(string text, out long bytes)
    {
        bytes = 0;
        if (text.Length < 3 || !TryNumber(text[..^2], out var number))
        {
            return false;
        }

        var unit = text[^2..].ToUpperInvariant() switch
        {
            "KB" => 1L << 10,
            "MB" => 1L << 20,
            "GB" => 1L << 30,
            "TB" => 1L << 40,
            _ => 0,
        };
        return unit > 0 && TryMultiply(number, unit, out bytes) && bytes > 0;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool TryMultiply(double number, long unit, out long product)
    {
        var exact = number * unit;
        product = exact < long.MaxValue ? (long)exact : 0;
        return product > 0;
    }
}
