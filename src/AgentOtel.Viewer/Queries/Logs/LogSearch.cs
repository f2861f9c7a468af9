using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>Finds logs, a page at a time.</summary>
internal sealed class LogSearch(ReadSession session)
{
    public static string SortName(bool isNewestFirst) => isNewestFirst ? "-time" : "time";

    public LogList Find(LogFilter filter, bool isNewestFirst, Cursor? after, int limit)
    {
        if (LogPlan.Of(filter, session) is not { } plan)
        {
            return new LogList([], null);
        }

        Sql order = isNewestFirst ? Sql.Of($"ORDER BY l.time DESC, l.id DESC") : Sql.Of($"ORDER BY l.time, l.id");
        // Found and sorted by narrow rows first; what is wide is read of one page alone.
        Sql query =
            $"""
            SELECT {LogColumns.All} FROM {LogColumns.Joined(
                $"(SELECT l.id FROM {plan.Table} WHERE {plan.Where} AND {After(after, isNewestFirst)} {order} LIMIT {limit + 1}) f CROSS JOIN log_rows l ON l.id = f.id")}
            {order}
            """;
        var rows = session.All(query, static row => (Log: LogColumns.Read(row), Time: row.GetInt64(1)));
        var cursor = rows.Count > limit ? new Cursor(SortName(isNewestFirst), rows[limit - 1].Time, rows[limit - 1].Log.Id).ToString() : null;
        return new LogList([.. rows.Take(limit).Select(static row => row.Log)], cursor);
    }

    public LogView? Read(long id) =>
        session.First($"SELECT {LogColumns.All} FROM {LogColumns.Joined($"log_rows l")} WHERE l.id = {id}", LogColumns.Read);

    public List<LogView> OfSpan(long trace, ulong spanId, int limit) => session.All(
        $"""
        SELECT {LogColumns.All} FROM {LogColumns.Joined($"log_rows l")}
        WHERE l.trace = {trace} AND l.span_id = {unchecked((long)spanId)} ORDER BY l.time, l.id LIMIT {limit}
        """,
        LogColumns.Read);

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
}
