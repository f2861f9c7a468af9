namespace AgentOtel.Viewer.Queries;

/// <summary>Nanoseconds since the Unix epoch, as the store keeps time, and what the API shows.</summary>
internal static class Nanos
{
    public const long PerSecond = 1_000_000_000;

    public const long PerMinute = 60 * PerSecond;

    public static DateTimeOffset ToTime(long nanos) => DateTimeOffset.UnixEpoch.AddTicks(nanos / 100);

    public static long Of(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks;
        return ticks > long.MaxValue / 100 ? long.MaxValue : ticks < long.MinValue / 100 ? long.MinValue : ticks * 100;
    }

    public static double ToSeconds(long nanos) => nanos / 1e9;

    /// <summary>Saturates: a search for more than 292 years finds nothing rather than failing.</summary>
    public static long OfSeconds(double seconds) => seconds * 1e9 >= long.MaxValue ? long.MaxValue : (long)(seconds * 1e9);
}
