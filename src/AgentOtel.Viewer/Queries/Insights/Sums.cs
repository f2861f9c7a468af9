namespace AgentOtel.Viewer.Queries;

/// <summary>The store's sums over a window of whole minutes.</summary>
internal static class Sums
{
    private static readonly Sql Columns =
        $"""
        kind, service, workflow, agent, name, provider, tenant, calls, errors, duration, max_duration, input_tokens, output_tokens, cost,
        estimated_cost, unpriced
        """;

    /// <summary>A row a minute and set of names.</summary>
    public static Sql ByMinute(TimeWindow window) =>
        $"(SELECT minute, {Columns} FROM sums WHERE minute >= {window.From / Nanos.PerMinute} AND minute < {window.To / Nanos.PerMinute})";

    /// <summary>Whole hours as one row a set of names, at the hour's first minute; what is before and after them by the minute.</summary>
    public static Sql ByHour(TimeWindow window)
    {
        var from = window.From / Nanos.PerMinute;
        var to = window.To / Nanos.PerMinute;
        var firstHour = (from + 59) / 60;
        var endHour = Math.Max(firstHour, to / 60);
        return
            $"""
            (SELECT minute, {Columns} FROM sums WHERE minute >= {from} AND minute < {Math.Min(to, firstHour * 60)}
            UNION ALL SELECT hour * 60, {Columns} FROM hour_sums WHERE hour >= {firstHour} AND hour < {endHour}
            UNION ALL SELECT minute, {Columns} FROM sums WHERE minute >= {endHour * 60} AND minute < {to})
            """;
    }
}
