using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Looks through the file where a reader met a corrupt page: with a connection of its own, since the writer's remembers pages as they
/// were, and while the writer goes on. One at a time, however many readers tell. Thread-safe.
/// </summary>
internal sealed class SoundnessCheck(StoreSessions sessions, Func<Action<StoreWriter>, Task> change)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Completes once the file was found to be sound, or was set aside and a new one begun.</summary>
    public Task RunAsync()
    {
        lock (_lock)
        {
            return _running.IsCompleted ? _running = Task.Run(CheckAsync) : _running;
        }
    }

    private async Task CheckAsync()
    {
        if (sessions.Current is not { } suspect || IsSound())
        {
            return;
        }

        await change(writer =>
        {
            // Another may stand in its place by now.
            if (writer == suspect.Writer)
            {
                throw new SqliteException("A reader met a corrupt page.", SQLitePCL.raw.SQLITE_CORRUPT);
            }
        }).ConfigureAwait(false);
    }

    private bool IsSound()
    {
        try
        {
            using var connection = StoreFile.OpenForReading(sessions.Path);
            using var check = connection.CreateCommand();
            check.CommandText = "PRAGMA quick_check(1)";
            check.CommandTimeout = 0;
            return check.ExecuteScalar() is "ok";
        }
        catch (SqliteException exception) when (StoreFaults.IsCorruption(exception))
        {
            return false;
        }
    }
}
