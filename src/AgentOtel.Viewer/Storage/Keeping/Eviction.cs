using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Deletes the oldest, a piece at a time: whole traces with their logs, logs, points. Oldest is what nothing came for longest, so a
/// trace that still grows goes last. For the writer's thread, within its transaction.
/// </summary>
internal static class Eviction
{
    private const int MostItems = 5_000;
    private const int BytesOfPoint = 128;

    // CROSS: SQLite keeps the order of such a join, and would else read an index from end to end to spare the look into evicted.
    private const string Spans = "SELECT s.id FROM evicted e CROSS JOIN span_rows s ON s.trace=e.id";
    private const string LogsOfTraces = "SELECT l.id FROM evicted e CROSS JOIN log_rows l ON l.trace=e.id";

    internal const string MakeChosen = """
        CREATE TEMP TABLE IF NOT EXISTS evicted (id INTEGER PRIMARY KEY);
        CREATE TEMP TABLE IF NOT EXISTS evicted_groups (fingerprint TEXT NOT NULL);
        DELETE FROM evicted;
        DELETE FROM evicted_groups
        """;

    private const string DeleteGroups = """
        DELETE FROM error_groups WHERE fingerprint IN (SELECT fingerprint FROM evicted_groups) AND state='open' AND note IS NULL
        AND NOT EXISTS (SELECT 1 FROM faults f WHERE f.fingerprint=error_groups.fingerprint);
        """;

    internal const string DeleteTraces = $"""
        DELETE FROM span_text WHERE rowid IN ({Spans});
        DELETE FROM span_details WHERE span IN ({Spans});
        DELETE FROM span_rows WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM log_text WHERE rowid IN ({LogsOfTraces});
        DELETE FROM log_details WHERE log IN ({LogsOfTraces});
        DELETE FROM decisions WHERE id IN ({LogsOfTraces});
        DELETE FROM evaluations WHERE id IN ({LogsOfTraces});
        DELETE FROM log_rows WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM trace_facets WHERE trace IN (SELECT id FROM evicted);
        INSERT INTO evicted_groups SELECT fingerprint FROM faults WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM faults WHERE trace IN (SELECT id FROM evicted);
        {DeleteGroups}
        DELETE FROM traces WHERE id IN (SELECT id FROM evicted);
        DELETE FROM sums WHERE minute<coalesce((SELECT min(start)/60000000000 FROM traces), 9e18);
        DELETE FROM hour_sums WHERE hour<coalesce((SELECT min(start)/3600000000000 FROM traces), 9e18);
        """;

    internal const string DeleteLogs = $"""
        UPDATE traces SET logs=logs-gone.n
        FROM (SELECT l.trace, count(*) AS n FROM evicted e CROSS JOIN log_rows l ON l.id=e.id WHERE l.trace IS NOT NULL GROUP BY l.trace) gone
        WHERE traces.id=gone.trace;
        DELETE FROM log_text WHERE rowid IN (SELECT id FROM evicted);
        DELETE FROM log_details WHERE log IN (SELECT id FROM evicted);
        DELETE FROM decisions WHERE id IN (SELECT id FROM evicted);
        DELETE FROM evaluations WHERE id IN (SELECT id FROM evicted);
        DELETE FROM log_rows WHERE id IN (SELECT id FROM evicted);
        INSERT INTO evicted_groups SELECT fingerprint FROM faults WHERE trace IS NULL AND log IN (SELECT id FROM evicted);
        DELETE FROM faults WHERE trace IS NULL AND log IN (SELECT id FROM evicted);
        {DeleteGroups}
        """;

    /// <summary>Deletes some of the traces that nothing came for since then (nanoseconds since the epoch): so many bytes, about.</summary>
    public static ItemCounts Traces(StoreWriter writer, long arrivedBefore, long bytes)
    {
        if (!Choose(writer.Connection, "SELECT id, bytes+256+logs*512 AS size, arrived FROM traces WHERE arrived<$before ORDER BY arrived", arrivedBefore, bytes))
        {
            return default;
        }

        var evicted = new ItemCounts(
            StoreFile.Scalar(writer.Connection, "SELECT count(*) FROM evicted"),
            StoreFile.Scalar(writer.Connection, $"SELECT count(*) FROM ({Spans})"),
            StoreFile.Scalar(writer.Connection, $"SELECT count(*) FROM ({LogsOfTraces})"),
            0);
        writer.Forget(Names(writer.Connection, "SELECT t.trace_id FROM evicted e CROSS JOIN traces t ON t.id=e.id"));
        StoreFile.Execute(writer.Connection, DeleteTraces);
        writer.Counts.Evict(evicted);
        return evicted;
    }

    /// <summary>Deletes some of the logs that came before then.</summary>
    public static ItemCounts Logs(StoreWriter writer, long arrivedBefore, long bytes)
    {
        if (!Choose(writer.Connection, "SELECT id, bytes+64 AS size, arrived FROM log_rows ORDER BY id", arrivedBefore, bytes))
        {
            return default;
        }

        var evicted = new ItemCounts(0, 0, StoreFile.Scalar(writer.Connection, "SELECT count(*) FROM evicted"), 0);
        writer.Forget(Names(writer.Connection, """
            SELECT trace_id FROM traces WHERE id IN (SELECT l.trace FROM evicted e CROSS JOIN log_rows l ON l.id=e.id)
            """));
        StoreFile.Execute(writer.Connection, DeleteLogs);
        writer.Counts.Evict(evicted);
        return evicted;
    }

    /// <summary>Deletes some of the points that came before then, and series without any.</summary>
    public static ItemCounts Points(StoreWriter writer, long arrivedBefore, long bytes)
    {
        using var delete = writer.Connection.CreateCommand();
        delete.CommandText = """
            DELETE FROM points WHERE (series, time) IN (SELECT series, time FROM points WHERE arrived<$before ORDER BY arrived LIMIT $limit)
            """;
        delete.Parameters.AddWithValue("$before", arrivedBefore);
        delete.Parameters.AddWithValue("$limit", Math.Clamp(bytes / BytesOfPoint, 1, MostItems));
        var evicted = new ItemCounts(0, 0, 0, delete.ExecuteNonQuery());
        if (evicted.Points > 0)
        {
            StoreFile.Execute(writer.Connection, """
                DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM points WHERE series=series.id);
                DELETE FROM instruments WHERE NOT EXISTS (SELECT 1 FROM series WHERE instrument=instruments.id)
                """);
            writer.ForgetSeries();
            writer.Counts.Evict(evicted);
        }

        return evicted;
    }

    /// <summary>Chooses from the first of the rows, at least one, those that take so many bytes together.</summary>
    private static bool Choose(SqliteConnection connection, string rows, long arrivedBefore, long bytes)
    {
        StoreFile.Execute(connection, MakeChosen);
        using var choose = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is this class's own.
        choose.CommandText = $"""
            INSERT INTO evicted SELECT id FROM
              (SELECT id, arrived, sum(size) OVER (ORDER BY n)-size AS before FROM (SELECT id, arrived, size, row_number() OVER () AS n FROM ({rows} LIMIT {MostItems})))
            WHERE before<$bytes AND arrived<$before
            """;
#pragma warning restore CA2100
        choose.Parameters.AddWithValue("$before", arrivedBefore);
        choose.Parameters.AddWithValue("$bytes", bytes);
        return choose.ExecuteNonQuery() > 0;
    }

    private static List<string> Names(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        List<string> names = [];
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }
}
