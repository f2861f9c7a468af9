using AgentOtel.Viewer.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>The thread that writes: it commits what waits together and answers whoever sent it.</summary>
internal sealed class WriterThread
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly WriteQueue _queue;
    private readonly StoreSessions _sessions;
    private readonly Upkeep _upkeep;
    private readonly StoreWarnings _warnings;
    private readonly ChangeSignal _changes;
    private readonly long _groupBytes;
    private readonly Thread _thread;
    private readonly List<WaitingWrite> _group = [];
    private readonly List<PreparedBatch> _batches = [];

    public WriterThread(WriteQueue queue, StoreSessions sessions, Upkeep upkeep, StoreWarnings warnings, ChangeSignal changes, long groupBytes)
    {
        _queue = queue;
        _sessions = sessions;
        _upkeep = upkeep;
        _warnings = warnings;
        _changes = changes;
        _groupBytes = groupBytes;
        _thread = new Thread(Run) { IsBackground = true, Name = "AgentOtel viewer writer" };
        _thread.Start();
    }

    public void Join() => _thread.Join();

    private void Run()
    {
        while (_queue.Take(_group, _groupBytes, _upkeep.HasMore ? TimeSpan.Zero : Idle))
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
            if (_upkeep.Refusal() is { } refusal)
            {
                throw new SqliteException(refusal, SQLitePCL.raw.SQLITE_BUSY);
            }

            _sessions.Current!.Writer.Change(change);
        }
        catch (SqliteException exception) when (StoreFaults.IsCorruption(exception))
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

    private void Commit(List<WaitingWrite> group, bool isAnew = false)
    {
        ChangeCounts changes;
        try
        {
            if (_upkeep.Refusal() is { } refusal)
            {
                Complete(group, WriteOutcome.TryAgain(refusal));
                return;
            }

            changes = _sessions.Current!.Writer.Commit(Batches(group));
        }
        catch (SqliteException exception) when (StoreFaults.IsCorruption(exception))
        {
            _sessions.BeginAnew();
            if (isAnew)
            {
                Complete(group, WriteOutcome.TryAgain($"The viewer's file cannot be written: {exception.Message}"));
                return;
            }

            Commit(group, isAnew: true);
            return;
        }
        catch (SqliteException exception) when (StoreFaults.IsOfTheFile(exception))
        {
            _warnings.Set(StoreTrouble.Writing, $"{_sessions.Path} cannot be written: {exception.Message} {StoreFaults.Advice(exception)} Senders try again by themselves.");
            Complete(group, WriteOutcome.TryAgain($"The viewer's file cannot be written: {exception.Message}"));
            return;
        }
        catch (Exception exception)
        {
            // Whatever is wrong with what one sender sent harms neither the others nor the process.
            Part(group, exception);
            return;
        }
        finally
        {
            _batches.Clear();
        }

        _warnings.Set(StoreTrouble.Writing, null);
        Complete(group, WriteOutcome.Taken);
        _changes.Raise(changes.Traces > 0, changes.Logs > 0, changes.Metrics > 0, changes.Errors > 0);
    }

    private List<PreparedBatch> Batches(List<WaitingWrite> group)
    {
        _batches.Clear();
        foreach (var write in group)
        {
            _batches.Add(write.Batch!);
        }

        return _batches;
    }

    /// <summary>One of them cannot be written; the others can.</summary>
    private void Part(List<WaitingWrite> group, Exception exception)
    {
        if (group.Count == 1)
        {
            Complete(group, WriteOutcome.Reject($"The viewer cannot keep this: {exception.Message}"));
            return;
        }

        foreach (var write in group)
        {
            Commit([write]);
        }
    }

    private static void Complete(List<WaitingWrite> group, WriteOutcome outcome)
    {
        foreach (var write in group)
        {
            write.Complete(outcome);
        }
    }
}
