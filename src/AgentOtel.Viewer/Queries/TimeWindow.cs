using System.Globalization;

namespace AgentOtel.Viewer.Queries;

/// <summary>From <see cref="From"/> up to, not including, <see cref="To"/>; nanoseconds since the epoch.</summary>
internal readonly record struct TimeWindow(long From, long To)
{
    /// <summary>Years before 1700 and after 2250 do not fit in what the store keeps.</summary>
    private static readonly DateTimeOffset Earliest = new(1700, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Latest = new(2250, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public long Length => To - From;

    public DateTimeOffset FromTime => Nanos.ToTime(From);

    public DateTimeOffset ToTime => Nanos.ToTime(To);

    public TimeWindow Before => new(From - Length, From);

    /// <exception cref="ParameterException">Either does not parse, or the end is not after the beginning.</exception>
    public static TimeWindow Parse(string? from, string? to, DateTimeOffset now)
    {
        var window = new TimeWindow(Nanos.Of(Point("from", from, now) ?? now.AddHours(-1)), Nanos.Of(Point("to", to, now) ?? now));
        return window.Length > 0 ? window : throw new ParameterException("to", "must be after 'from'");
    }

    /// <summary>The whole minutes that it touches: what sums are kept by.</summary>
    public TimeWindow ToMinutes()
    {
        var from = From - Modulo(From);
        var over = Modulo(To);
        return new TimeWindow(from, over == 0 ? To : To - over + Nanos.PerMinute);
    }

    private static long Modulo(long nanos) => ((nanos % Nanos.PerMinute) + Nanos.PerMinute) % Nanos.PerMinute;

    private static DateTimeOffset? Point(string name, string? text, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var time = text == "now" ? now : Relative(text, now) ?? Absolute(text);
        return time is { } point && point >= Earliest && point <= Latest
            ? point
            : throw new ParameterException(name, "takes an ISO 8601 time such as 2026-01-31T08:00:00Z, or one before now such as -15m, -6h or -7d");
    }

    private static DateTimeOffset? Absolute(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static DateTimeOffset? Relative(string text, DateTimeOffset now)
    {
        if (text[0] != '-' || !int.TryParse(text.AsSpan(1, Math.Max(0, text.Length - 2)), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var seconds = text[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3600L, 'd' => 86_400L, _ => 0L };
        return seconds > 0 && count * seconds <= 3_650L * 86_400 ? now.AddSeconds(-count * seconds) : null;
    }
}
