using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Holds the bounds of age and size, a piece at a time between commits, and gives the space back. What a signal takes on disk is
/// told from the size of its newest items: exact enough to share the file out, and nothing to keep in step.
/// </summary>
internal sealed class Retention(StoreSettings settings, TimeProvider clock)
{
    /// <summary>Pages given back in one step.</summary>
    private const long MostGivenBack = 1024;

    /// <summary>What is deleted in one transaction, in bytes, about: so little that senders do not wait long.</summary>
    private readonly long _pieceBytes = Math.Clamp(settings.MaxBytes / 64, 64 << 10, 4 << 20);

    /// <summary>Pages that may lie free before they are given back: new rows soon fill them.</summary>
    private readonly long _freePages = Math.Clamp(settings.MaxBytes / 32 / StoreFile.PageBytes, 32, 2048);

    private readonly UnusedOrigins _origins = new();

    /// <summary>What all that is held may take in the file, beside its log and the pages that lie free.</summary>
    private double MaxHeldBytes => (settings.MaxBytes - settings.MaxWalBytes - (_freePages * StoreFile.PageBytes)) * 0.95;

    /// <summary>Whether so much is held that some must go before more is taken.</summary>
    public bool IsFull(StoreWriter writer) => Used(writer.Connection) > MaxHeldBytes;

    /// <summary>Does a piece of what is to be done.</summary>
    /// <returns>Whether there is more.</returns>
    public bool Step(StoreWriter writer)
    {
        ItemCounts evicted = default;
        writer.Evict(_ =>
        {
            evicted = Aged(writer) + TooMuch(writer);
            if (evicted == default)
            {
                _origins.Sweep(writer);
            }
        });
        _origins.HasEvicted |= evicted != default;
        return GiveBack(writer.Connection) || evicted != default;
    }

    private ItemCounts Aged(StoreWriter writer) =>
        Eviction.Traces(writer, Before(settings.Traces.MaxAge), _pieceBytes)
        + Eviction.Logs(writer, Before(settings.Logs.MaxAge), _pieceBytes)
        + Eviction.Points(writer, Before(settings.Metrics.MaxAge), _pieceBytes);

    private ItemCounts TooMuch(StoreWriter writer)
    {
        var used = Used(writer.Connection);
        if (used < MaxHeldBytes * LeastShare())
        {
            return default;
        }

        var sizes = SignalSizes.Read(writer.Connection, writer.Counts.Current, used);
        var (traces, logs, points) = (
            Fill(sizes.Traces, settings.Traces), Fill(sizes.Logs, settings.Logs), Fill(sizes.Points, settings.Metrics));
        var fullest = Math.Max(traces, Math.Max(logs, points));
        if (fullest <= 1 && used <= MaxHeldBytes)
        {
            return default;
        }

        return fullest == traces ? Eviction.Traces(writer, long.MaxValue, _pieceBytes)
            : fullest == logs ? Eviction.Logs(writer, long.MaxValue, _pieceBytes)
            : Eviction.Points(writer, long.MaxValue, _pieceBytes);
    }

    private double LeastShare() => Math.Min(1, Math.Min(settings.Traces.MaxBytes, Math.Min(settings.Logs.MaxBytes, settings.Metrics.MaxBytes)) / (double)settings.MaxBytes);

    /// <summary>The part that a signal takes of its share of what may be held.</summary>
    private double Fill(double size, SignalLimit limit) => size / (MaxHeldBytes * Math.Min(1, limit.MaxBytes / (double)settings.MaxBytes));

    private long Before(TimeSpan age)
    {
        var sinceEpoch = clock.GetUtcNow() - DateTimeOffset.UnixEpoch;
        return age >= sinceEpoch ? 0 : (sinceEpoch - age).Ticks * 100;
    }

    private static long Used(SqliteConnection connection) =>
        (StoreFile.Scalar(connection, "PRAGMA page_count") - StoreFile.Scalar(connection, "PRAGMA freelist_count")) * StoreFile.PageBytes;

    private bool GiveBack(SqliteConnection connection)
    {
        var excess = StoreFile.Scalar(connection, "PRAGMA freelist_count") - _freePages;
        if (excess <= 0)
        {
            return false;
        }

        StoreFile.Drain(connection, $"PRAGMA incremental_vacuum({Math.Min(excess, MostGivenBack)})");
        var left = StoreFile.Scalar(connection, "PRAGMA freelist_count") - _freePages;
        return left > 0 && left < excess;
    }
}
