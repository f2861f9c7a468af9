using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// What a series grew by from point to point. Delta points say it themselves. Of cumulative ones it is the difference to the
/// point before; where a counter began anew (its start moved on, or it fell) all of the new one. The first point held counts in
/// full where its sender had been heard before, since then the series is new, or where it began within the window; else what it
/// says happened before anyone listened.
/// </summary>
internal static class Growth
{
    /// <summary>
    /// By point in the window: the point, and the one to subtract from it, if any. The points come in order of time; the first
    /// may lie before the window, to count from.
    /// </summary>
    public static IEnumerable<(SeriesPoint Now, SeriesPoint? Before)> Of(MetricSeries series, IReadOnlyList<SeriesPoint> points, TimeWindow window)
    {
        SeriesPoint? before = null;
        foreach (var point in points)
        {
            if (point.Time >= window.From)
            {
                if (series.Temporality is Temporality.Delta || (before is not null && HasRestarted(before, point)))
                {
                    yield return (point, null);
                }
                else if (before is not null || series.Since < point.Time || point.Start >= window.From)
                {
                    yield return (point, before);
                }
            }

            before = point;
        }
    }

    private static bool HasRestarted(SeriesPoint before, SeriesPoint now) =>
        (now.Start > before.Start && now.Start >= before.Time)
        || (now.Distribution is { } distribution ? distribution.Count < before.Distribution?.Count : now.Value < before.Value);
}
