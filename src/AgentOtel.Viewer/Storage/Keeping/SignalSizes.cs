using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>What each signal takes on disk, in bytes, about: the file shared out by the size of the newest items.</summary>
internal readonly record struct SignalSizes(double Traces, double Logs, double Points)
{
    public static SignalSizes Read(SqliteConnection connection, in ItemCounts held, long used)
    {
        var traces = held.Traces * Mean(connection, "SELECT bytes + 256 AS size FROM traces ORDER BY id DESC LIMIT 1000");
        var logs = held.Logs * Mean(connection, "SELECT bytes + 64 AS size FROM log_rows ORDER BY id DESC LIMIT 1000");
        var points = held.Points * Mean(connection, "SELECT 64 + coalesce(length(distribution), 0) + coalesce(length(exemplars), 0) AS size FROM points ORDER BY arrived DESC LIMIT 1000");
        var sum = traces + logs + points;
        return sum > 0 ? new(used * traces / sum, used * logs / sum, used * points / sum) : default;
    }

    private static double Mean(SqliteConnection connection, string sizes)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is this class's own.
        command.CommandText = $"SELECT avg(size) FROM ({sizes})";
#pragma warning restore CA2100
        return command.ExecuteScalar() is double mean ? mean : 0;
    }
}
