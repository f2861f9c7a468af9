namespace AgentOtel;

/// <summary>
/// The clock as operations read it: a timestamp at the start and one at the end. The time of day is read once a second, since a
/// timestamp tells the rest: a step of the system's clock is seen within that second.
/// </summary>
internal sealed class OperationClock(TimeProvider time)
{
    private readonly double _seconds = 1.0 / time.TimestampFrequency;
    private readonly double _ticks = (double)TimeSpan.TicksPerSecond / time.TimestampFrequency;
    private Reading _last = new(time);

    public long Now => time.GetTimestamp();

    public double SecondsBetween(long start, long end) => (end - start) * _seconds;

    public DateTimeOffset UtcAt(long timestamp)
    {
        var last = _last;
        if (timestamp - last.Timestamp > time.TimestampFrequency)
        {
            _last = last = new Reading(time);
        }

        return new DateTimeOffset(last.UtcTicks + (long)((timestamp - last.Timestamp) * _ticks), TimeSpan.Zero);
    }

    private sealed class Reading(TimeProvider time)
    {
        public long Timestamp { get; } = time.GetTimestamp();

        public long UtcTicks { get; } = time.GetUtcNow().UtcTicks;
    }
}
