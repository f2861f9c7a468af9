using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>What the writer's thread does between commits: bounds, space given back, and whether anything may be written at all.</summary>
internal sealed class Upkeep(StoreSessions sessions, StoreSettings settings, StoreWarnings warnings, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Retention _retention = new(settings, clock);
    private readonly WriteAheadLog _log = new(sessions.Path, settings.MaxWalBytes);
    private long _last;
    private bool _hasMore = true;

    /// <summary>Why a write must be refused now; <see langword="null"/> where it may go ahead.</summary>
    public string? Refusal()
    {
        if (_log.Tend(sessions.Current.Writer.Connection) is not { } refusal)
        {
            return null;
        }

        warnings.Trouble = refusal;
        return refusal;
    }

    /// <summary>Called after each commit, and where nothing came for a while.</summary>
    public void Tend()
    {
        if (!_hasMore && clock.GetElapsedTime(_last) < Pause)
        {
            return;
        }

        _last = clock.GetTimestamp();
        try
        {
            _hasMore = _retention.Step(sessions.Current.Writer);
            _log.Tend(sessions.Current.Writer.Connection);
        }
        catch (SqliteException exception) when (StoreSessions.IsCorruption(exception))
        {
            sessions.BeginAnew();
        }
        catch (SqliteException exception)
        {
            // A full disk, above all: senders hear of it by themselves, and the next round tries again.
            warnings.Trouble = $"{sessions.Path} cannot be tended: {exception.Message}";
            _hasMore = false;
        }
    }
}
