using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>What the writer's thread does between commits: bounds, space given back, and whether anything may be written at all.</summary>
internal sealed class Upkeep(StoreSessions sessions, StoreSettings settings, StoreWarnings warnings, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Retention _retention = new(settings, clock);
    private readonly WriteAheadLog _log = new(sessions.Path, settings.MaxWalBytes);
    private long _last;

    /// <summary>Whether there is more to do at once.</summary>
    public bool HasMore { get; private set; } = true;

    /// <summary>Why a write must be refused now; <see langword="null"/> where it may go ahead.</summary>
    /// <exception cref="SqliteException">The file cannot be written.</exception>
    public string? Refusal()
    {
        if (!sessions.TryBegin())
        {
            return $"{sessions.Path} was corrupt, and a new file cannot be begun.";
        }

        var refusal = _log.Tend(sessions.Current!.Writer.Connection);
        warnings.Set(StoreTrouble.Log, refusal);
        return refusal;
    }

    /// <summary>Called after each commit, and where nothing came for a while.</summary>
    public void Tend()
    {
        var isDue = HasMore || clock.GetElapsedTime(_last) >= Pause;
        try
        {
            if (!isDue && !(sessions.Current is { } open && _retention.IsFull(open.Writer)))
            {
                return;
            }

            HasMore = false;
            _last = clock.GetTimestamp();
            while (Refusal() is null)
            {
                HasMore = _retention.Step(sessions.Current!.Writer);
                if (!HasMore || !_retention.IsFull(sessions.Current!.Writer))
                {
                    break;
                }
            }

            warnings.Set(StoreTrouble.Bounds, null);
        }
        catch (SqliteException exception) when (StoreFaults.IsCorruption(exception))
        {
            sessions.BeginAnew();
        }
        catch (SqliteException exception)
        {
            // A full disk, above all: senders hear of it by themselves, and the next round tries again.
            HasMore = false;
            warnings.Set(StoreTrouble.Bounds, $"{sessions.Path} cannot be kept within its bounds: {exception.Message} {StoreFaults.Advice(exception)}");
        }
    }
}
