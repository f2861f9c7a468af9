using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Holds the bounds of age and size, a piece at a time between commits, and gives the space back. What a signal takes on disk is
/// told from the size of its newest items: exact enough to share the file out, and nothing to keep in step.
/// </summary>
internal sealed class Retention(StoreSettings settings, TimeProvider clock)
{
    private const int Traces = 200;
    private const int Logs = 5_000;
    private const int Points = 5_000;

    /// <summary>The part of the bound at which the oldest begins to go, so that what comes meanwhile finds room.</summary>
    private const double Full = 0.95;

    /// <summary>Pages that may lie free before they are given back: new rows soon fill them.</summary>
    private const int FreePages = 256;

    /// <summary>Does a piece of what is to be done.</summary>
    /// <returns>Whether there is more.</returns>
    public bool Step(StoreWriter writer)
    {
        ItemCounts evicted = default;
        writer.Evict(_ => evicted = Aged(writer) + TooMuch(writer));
        return GiveBack(writer.Connection) || evicted != default;
    }

    private ItemCounts Aged(StoreWriter writer) =>
        Eviction.Traces(writer, Before(settings.Traces.MaxAge), Traces)
        + Eviction.Logs(writer, Before(settings.Logs.MaxAge), Logs)
        + Eviction.Points(writer, Before(settings.Metrics.MaxAge), Points);

    private ItemCounts TooMuch(StoreWriter writer)
    {
        var used = Used(writer.Connection);
        if (used < settings.MaxBytes * Full * LeastShare())
        {
            return default;
        }

        var sizes = SignalSizes.Read(writer.Connection, writer.Counts.Current, used);
        var (traces, logs, points) = (
            Fill(sizes.Traces, settings.Traces), Fill(sizes.Logs, settings.Logs), Fill(sizes.Points, settings.Metrics));
        var fullest = Math.Max(traces, Math.Max(logs, points));
        if (fullest < 1 && used < settings.MaxBytes * Full)
        {
            return default;
        }

        return fullest == traces ? Eviction.Traces(writer, long.MaxValue, Traces)
            : fullest == logs ? Eviction.Logs(writer, long.MaxValue, Logs)
            : Eviction.Points(writer, long.MaxValue, Points);
    }

    private double LeastShare() => Math.Min(1, Math.Min(settings.Traces.MaxBytes, Math.Min(settings.Logs.MaxBytes, settings.Metrics.MaxBytes)) / (double)settings.MaxBytes);

    private static double Fill(double size, SignalLimit limit) => size / (limit.MaxBytes * Full);

    private long Before(TimeSpan age)
    {
        var sinceEpoch = clock.GetUtcNow() - DateTimeOffset.UnixEpoch;
        return age >= sinceEpoch ? 0 : (sinceEpoch - age).Ticks * 100;
    }

    private static long Used(SqliteConnection connection) =>
        (StoreFile.Scalar(connection, "PRAGMA page_count") - StoreFile.Scalar(connection, "PRAGMA freelist_count"))
        * StoreFile.Scalar(connection, "PRAGMA page_size");

    private static bool GiveBack(SqliteConnection connection)
    {
        if (StoreFile.Scalar(connection, "PRAGMA freelist_count") <= FreePages)
        {
            return false;
        }

        StoreFile.Execute(connection, $"PRAGMA incremental_vacuum({FreePages * 4})");
        return true;
    }
}
