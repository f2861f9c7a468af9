using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Deletes the oldest, a piece at a time: whole traces with their logs, logs, points. Oldest is what nothing came for longest, so a
/// trace that still grows goes last. For the writer's thread, within its transaction.
/// </summary>
internal static class Eviction
{
    private const string Spans = "SELECT s.id FROM evicted e JOIN span_rows s ON s.trace=e.id";
    private const string LogsOfTraces = "SELECT l.id FROM evicted e JOIN log_rows l ON l.trace=e.id";

    private const string DeleteTraces = $"""
        DELETE FROM span_text WHERE rowid IN ({Spans});
        DELETE FROM span_details WHERE span IN ({Spans});
        DELETE FROM span_rows WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM log_text WHERE rowid IN ({LogsOfTraces});
        DELETE FROM log_details WHERE log IN ({LogsOfTraces});
        DELETE FROM log_rows WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM trace_facets WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM faults WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM decisions WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM evaluations WHERE trace IN (SELECT id FROM evicted);
        DELETE FROM traces WHERE id IN (SELECT id FROM evicted);
        DELETE FROM sums WHERE minute<coalesce((SELECT min(start)/60000000000 FROM traces), 0);
        DELETE FROM hour_sums WHERE hour<coalesce((SELECT min(start)/3600000000000 FROM traces), 0);
        """;

    private const string DeleteLogs = """
        DELETE FROM log_text WHERE rowid IN (SELECT id FROM evicted);
        DELETE FROM log_details WHERE log IN (SELECT id FROM evicted);
        UPDATE traces SET logs=logs-(SELECT count(*) FROM evicted e JOIN log_rows l ON l.id=e.id WHERE l.trace=traces.id)
        WHERE id IN (SELECT l.trace FROM evicted e JOIN log_rows l ON l.id=e.id WHERE l.trace IS NOT NULL);
        DELETE FROM log_rows WHERE id IN (SELECT id FROM evicted);
        DELETE FROM faults WHERE trace IS NULL AND time<(SELECT min(time) FROM log_rows);
        """;

    /// <summary>Deletes at most so many traces that nothing came for since then (nanoseconds since the epoch).</summary>
    public static ItemCounts Traces(StoreWriter writer, long arrivedBefore, int limit)
    {
        Choose(writer.Connection, "SELECT id FROM traces WHERE arrived<$before ORDER BY arrived LIMIT $limit", arrivedBefore, limit);
        var evicted = new ItemCounts(
            StoreFile.Scalar(writer.Connection, "SELECT count(*) FROM evicted"),
            StoreFile.Scalar(writer.Connection, $"SELECT count(*) FROM ({Spans})"),
            StoreFile.Scalar(writer.Connection, $"SELECT count(*) FROM ({LogsOfTraces})"),
            0);
        if (evicted.Traces > 0)
        {
            writer.Forget(Names(writer.Connection));
            StoreFile.Execute(writer.Connection, DeleteTraces);
            writer.Counts.Evict(evicted);
        }

        return evicted;
    }

    /// <summary>Deletes at most so many logs that came before then.</summary>
    public static ItemCounts Logs(StoreWriter writer, long arrivedBefore, int limit)
    {
        Choose(writer.Connection, "SELECT id FROM (SELECT id, arrived FROM log_rows ORDER BY id LIMIT $limit) WHERE arrived<$before", arrivedBefore, limit);
        var evicted = new ItemCounts(0, 0, StoreFile.Scalar(writer.Connection, "SELECT count(*) FROM evicted"), 0);
        if (evicted.Logs > 0)
        {
            StoreFile.Execute(writer.Connection, DeleteLogs);
            writer.Counts.Evict(evicted);
        }

        return evicted;
    }

    /// <summary>Deletes at most so many points that came before then, and series without any.</summary>
    public static ItemCounts Points(StoreWriter writer, long arrivedBefore, int limit)
    {
        using var delete = writer.Connection.CreateCommand();
        delete.CommandText = """
            DELETE FROM points WHERE (series, time) IN (SELECT series, time FROM points WHERE arrived<$before ORDER BY arrived LIMIT $limit)
            """;
        delete.Parameters.AddWithValue("$before", arrivedBefore);
        delete.Parameters.AddWithValue("$limit", limit);
        var evicted = new ItemCounts(0, 0, 0, delete.ExecuteNonQuery());
        if (evicted.Points > 0)
        {
            StoreFile.Execute(writer.Connection, "DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM points WHERE series=series.id)");
            writer.ForgetSeries();
            writer.Counts.Evict(evicted);
        }

        return evicted;
    }

    private static void Choose(SqliteConnection connection, string sql, long arrivedBefore, int limit)
    {
        StoreFile.Execute(connection, "CREATE TEMP TABLE IF NOT EXISTS evicted (id INTEGER PRIMARY KEY); DELETE FROM evicted");
        using var choose = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is this class's own.
        choose.CommandText = $"INSERT INTO evicted {sql}";
#pragma warning restore CA2100
        choose.Parameters.AddWithValue("$before", arrivedBefore);
        choose.Parameters.AddWithValue("$limit", limit);
        choose.ExecuteNonQuery();
    }

    private static List<string> Names(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT t.trace_id FROM evicted e JOIN traces t ON t.id=e.id";
        using var rows = command.ExecuteReader();
        List<string> names = [];
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }
}
