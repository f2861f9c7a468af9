namespace AgentOtel.Viewer.Queries;

/// <summary>Cuts a window into steps of a length that people like, at most as many as a chart shows.</summary>
internal readonly record struct StepLength(long Nanoseconds)
{
    private static readonly long[] Minutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440];

    public double Seconds => Nanos.ToSeconds(Nanoseconds);

    /// <summary>Whole minutes.</summary>
    public static StepLength Of(TimeWindow window, int atMost)
    {
        foreach (var minutes in Minutes)
        {
            if (window.Length / (minutes * Nanos.PerMinute) < atMost)
            {
                return new StepLength(minutes * Nanos.PerMinute);
            }
        }

        const long Day = 1440 * Nanos.PerMinute;
        return new StepLength(((window.Length / Day / atMost) + 1) * Day);
    }

    /// <summary>The beginning of the step that a time falls into.</summary>
    public long StartOf(long time) => time - (((time % Nanoseconds) + Nanoseconds) % Nanoseconds);

    /// <summary>The beginnings of all steps of a window; the first may lie before it.</summary>
    public IEnumerable<long> Starts(TimeWindow window)
    {
        for (var start = StartOf(window.From); start < window.To; start += Nanoseconds)
        {
            yield return start;
        }
    }
}
