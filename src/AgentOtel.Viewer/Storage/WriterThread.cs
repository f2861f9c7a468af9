using AgentOtel.Viewer.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>The thread that writes: it commits what waits together and answers whoever sent it.</summary>
internal sealed class WriterThread
{
    /// <summary>Bytes as sent that go into one transaction: enough to make commits cheap, so little that senders do not wait long.</summary>
    private const long GroupBytes = 4 << 20;

    private readonly WriteQueue _queue;
    private readonly StoreWriter _writer;
    private readonly ChangeSignal _changes;
    private readonly Thread _thread;
    private readonly List<WaitingWrite> _group = [];
    private readonly List<PreparedBatch> _batches = [];

    public WriterThread(WriteQueue queue, StoreWriter writer, ChangeSignal changes)
    {
        _queue = queue;
        _writer = writer;
        _changes = changes;
        _thread = new Thread(Run) { IsBackground = true, Name = "AgentOtel viewer writer" };
        _thread.Start();
    }

    public void Join() => _thread.Join();

    private void Run()
    {
        while (_queue.Take(_group, GroupBytes))
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
    }

    private void Run(WaitingWrite write, Action<StoreWriter> change)
    {
        try
        {
            _writer.Change(change);
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
        _batches.Clear();
        foreach (var write in group)
        {
            _batches.Add(write.Batch!);
        }

        ChangeCounts changes;
        try
        {
            changes = _writer.Commit(_batches);
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

        foreach (var write in group)
        {
            write.Complete(WriteOutcome.Taken);
        }

        _changes.Raise(changes.Traces > 0, changes.Logs > 0, changes.Metrics > 0, changes.Errors > 0);
    }

    private void Refuse(List<WaitingWrite> group, SqliteException exception)
    {
        if (group.Count > 1 && !IsOfTheFile(exception))
        {
            // One of them cannot be written; the others can.
            foreach (var write in group)
            {
                Commit([write]);
            }

            return;
        }

        var outcome = IsOfTheFile(exception)
            ? WriteOutcome.TryAgain($"The viewer's file cannot be written: {exception.Message}")
            : WriteOutcome.Reject($"The viewer cannot keep this: {exception.Message}");
        foreach (var write in group)
        {
            write.Complete(outcome);
        }
    }

    private static bool IsOfTheFile(SqliteException exception) => exception.SqliteErrorCode
        is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED
        or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_NOMEM
        or SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;
}
