using AgentOtel.Viewer.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>The thread that writes: it commits what waits together and answers whoever sent it.</summary>
internal sealed class WriterThread
{
    /// <summary>Bytes as sent that go into one transaction: enough to make commits cheap, so little that senders do not wait long.</summary>
    private const long GroupBytes = 4 << 20;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly WriteQueue _queue;
    private readonly StoreSessions _sessions;
    private readonly Upkeep _upkeep;
    private readonly StoreWarnings _warnings;
    private readonly ChangeSignal _changes;
    private readonly Thread _thread;
    private readonly List<WaitingWrite> _group = [];
    private readonly List<PreparedBatch> _batches = [];

    public WriterThread(WriteQueue queue, StoreSessions sessions, Upkeep upkeep, StoreWarnings warnings, ChangeSignal changes)
    {
        _queue = queue;
        _sessions = sessions;
        _upkeep = upkeep;
        _warnings = warnings;
        _changes = changes;
        _thread = new Thread(Run) { IsBackground = true, Name = "AgentOtel viewer writer" };
        _thread.Start();
    }

    public void Join() => _thread.Join();

    private void Run()
    {
        while (_queue.Take(_group, GroupBytes, Idle))
        {
            if (_group.Count > 0)
            {
                Write();
            }

            _upkeep.Tend();
        }
    }

    private void Write()
    {
        if (_group[0].Change is { } change)
        {
            Run(_group[0], change);
        }
        else
        {
            Commit(_group);
        }

        long bytes = 0;
        foreach (var write in _group)
        {
            bytes += write.Bytes;
        }

        _queue.Release(bytes);
        _group.Clear();
    }

    private void Run(WaitingWrite write, Action<StoreWriter> change)
    {
        try
        {
            _sessions.Current.Writer.Change(change);
        }
        catch (SqliteException exception) when (StoreSessions.IsCorruption(exception))
        {
            _sessions.BeginAnew();
        }
        catch (Exception exception)
        {
            // Whoever asked for the change gets what it threw; the writer goes on.
            write.Fail(exception);
            return;
        }

        _changes.Raise(traces: true, logs: true, metrics: true, errors: true);
        write.Complete(WriteOutcome.Taken);
    }

    private void Commit(List<WaitingWrite> group)
    {
        if (_upkeep.Refusal() is { } refusal)
        {
            Complete(group, WriteOutcome.TryAgain(refusal));
            return;
        }

        _batches.Clear();
        foreach (var write in group)
        {
            _batches.Add(write.Batch!);
        }

        ChangeCounts changes;
        try
        {
            changes = _sessions.Current.Writer.Commit(_batches);
        }
        catch (SqliteException exception)
        {
            Refuse(group, exception);
            return;
        }
        finally
        {
            _batches.Clear();
        }

        _warnings.Trouble = null;
        Complete(group, WriteOutcome.Taken);
        _changes.Raise(changes.Traces > 0, changes.Logs > 0, changes.Metrics > 0, changes.Errors > 0);
    }

    private void Refuse(List<WaitingWrite> group, SqliteException exception)
    {
        if (StoreSessions.IsCorruption(exception))
        {
            _sessions.BeginAnew();
            Commit(group);
            return;
        }

        if (group.Count > 1 && !IsOfTheFile(exception))
        {
            // One of them cannot be written; the others can.
            foreach (var write in group)
            {
                Commit([write]);
            }

            return;
        }

        if (!IsOfTheFile(exception))
        {
            Complete(group, WriteOutcome.Reject($"The viewer cannot keep this: {exception.Message}"));
            return;
        }

        _warnings.Trouble = $"{_sessions.Path} cannot be written: {exception.Message} Make room on its disk; senders try again by themselves.";
        Complete(group, WriteOutcome.TryAgain($"The viewer's file cannot be written: {exception.Message}"));
    }

    private static void Complete(List<WaitingWrite> group, WriteOutcome outcome)
    {
        foreach (var write in group)
        {
            write.Complete(outcome);
        }
    }

    private static bool IsOfTheFile(SqliteException exception) => exception.SqliteErrorCode
        is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED
        or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_NOMEM;
}
