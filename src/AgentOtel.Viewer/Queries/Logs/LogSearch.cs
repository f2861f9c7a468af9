using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// Finds logs, a page at a time, by the plans of <see cref="TraceSearch"/>: few that the index of words knows are looked up; of many,
/// logs are tried in the order asked for, and where <see cref="Near"/> do not fill the page, the rarest words are looked up after all.
/// </summary>
internal sealed class LogSearch(ReadSession session)
{
    private const long Few = 5_000;
    private const int Near = 1_000;

    public static string SortName(bool isNewestFirst) => isNewestFirst ? "-time" : "time";

    public LogList Find(LogFilter filter, bool isNewestFirst, Cursor? after, int limit)
    {
        var columns = Columns(filter);
        Sql? table = filter.AfterId is null ? null : Sql.Of($"log_rows l NOT INDEXED");
        if (filter.TraceId is { } traceId)
        {
            if (new TraceReader(session).IdOf(traceId) is not { } trace)
            {
                return new LogList([], null);
            }

            table = $"log_rows l INDEXED BY logs_trace";
            columns.Add($"l.trace = {trace}");
        }

        columns.Add(After(after, isNewestFirst));
        var all = LogCondition.AllOf(filter, session);
        var rarest = table is null ? Rarest(all, Few) : null;
        table ??= $"log_rows l INDEXED BY logs_time";
        if (rarest is null && all.Any(static condition => !condition.IsQuick))
        {
            if (FindNear(table, columns, all, isNewestFirst, limit) is { } near)
            {
                return near;
            }

            rarest = Rarest(all, long.MaxValue);
        }

        if (rarest is not null)
        {
            table = $"(SELECT rowid AS log FROM {LogCondition.Rows(rarest.Words!)}) w CROSS JOIN log_rows l ON l.id = w.log";
        }

        return Page(table, [.. columns, .. all.Where(condition => condition != rarest || !condition.IsMetByWords).Select(static condition => condition.ProbeFrom(0))], isNewestFirst, limit);
    }

    public LogView? Read(long id) =>
        session.First($"SELECT {LogColumns.All} FROM {LogColumns.Joined($"log_rows l")} WHERE l.id = {id}", LogColumns.Read);

    public List<LogView> OfSpan(long trace, ulong spanId, int limit) => session.All(
        $"""
        SELECT {LogColumns.All} FROM {LogColumns.Joined($"log_rows l")}
        WHERE l.trace = {trace} AND l.span_id = {unchecked((long)spanId)} ORDER BY l.time, l.id LIMIT {limit}
        """,
        LogColumns.Read);

    /// <summary>What the columns of the log itself must be.</summary>
    private static List<Sql> Columns(LogFilter filter)
    {
        List<Sql?> all =
        [
            $"l.time >= {filter.Window.From} AND l.time < {filter.Window.To}",
            filter.AfterId is { } afterId ? Sql.Of($"l.id > {afterId}") : null,
            filter.SpanId is { } spanId ? Sql.Of($"l.span_id = {unchecked((long)spanId)}") : null,
            filter.MinSeverity is { } severity ? Sql.Of($"l.severity >= {severity}") : null,
        ];
        return [.. all.OfType<Sql>()];
    }

    private static Sql Order(bool isNewestFirst) => isNewestFirst ? Sql.Of($"ORDER BY l.time DESC, l.id DESC") : Sql.Of($"ORDER BY l.time, l.id");

    private static Sql After(Cursor? cursor, bool isNewestFirst)
    {
        if (cursor is null)
        {
            return Sql.True;
        }

        var time = cursor.ToSql();
        return isNewestFirst
            ? Sql.Of($"l.time <= {time} AND (l.time < {time} OR l.id < {cursor.Id})")
            : Sql.Of($"l.time >= {time} AND (l.time > {time} OR l.id > {cursor.Id})");
    }

    private LogCondition? Rarest(IReadOnlyList<LogCondition> conditions, long below)
    {
        LogCondition? rarest = null;
        foreach (var condition in conditions)
        {
            if (condition.Words is { } words && session.CountTo(below, LogCondition.Rows(words)) is var count && count < below)
            {
                (rarest, below) = (condition, Math.Max(count, 1));
            }
        }

        return rarest;
    }

    /// <summary>A page from the first logs in the order asked for; <see langword="null"/> where they do not fill it and there are more.</summary>
    private LogList? FindNear(Sql table, IReadOnlyList<Sql> columns, IReadOnlyList<LogCondition> all, bool isNewestFirst, int limit)
    {
        List<Sql> quick = [.. columns, .. all.Where(static condition => condition.IsQuick).Select(static condition => condition.ProbeFrom(0))];
        var near = session.All($"SELECT l.id FROM {table} WHERE {Sql.And(quick)} {Order(isNewestFirst)} LIMIT {Near}", static row => row.GetInt64(0));
        var first = near.Count == 0 ? 0 : near.Min();
        var page = Page(
            $"log_rows l",
            [$"l.id IN {Sql.List(near)}", .. all.Where(static condition => !condition.IsQuick).Select(condition => condition.ProbeFrom(first))],
            isNewestFirst,
            limit);
        return page.NextCursor is not null || near.Count < Near ? page : null;
    }

    private LogList Page(Sql table, IReadOnlyList<Sql> conditions, bool isNewestFirst, int limit)
    {
        // Found and sorted by narrow rows first; what is wide is read of one page alone.
        Sql query =
            $"""
            SELECT {LogColumns.All} FROM {LogColumns.Joined(
                $"(SELECT l.id FROM {table} WHERE {Sql.And(conditions)} {Order(isNewestFirst)} LIMIT {limit + 1}) f CROSS JOIN log_rows l ON l.id = f.id")}
            {Order(isNewestFirst)}
            """;
        var rows = session.All(query, static row => (Log: LogColumns.Read(row), Time: row.GetInt64(1)));
        var cursor = rows.Count > limit ? new Cursor(SortName(isNewestFirst), rows[limit - 1].Time, rows[limit - 1].Log.Id).ToString() : null;
        return new LogList([.. rows.Take(limit).Select(static row => row.Log)], cursor);
    }
}
