using AgentOtel.Viewer.Storage.Rows;

namespace AgentOtel.Viewer.Storage;

/// <summary>What waits to be written, bounded by bytes as sent. Many put in, one takes out.</summary>
internal sealed class WriteQueue(long maxBytes)
{
    private readonly object _lock = new();
    private readonly Queue<WaitingWrite> _waiting = new();
    private long _bytes;
    private bool _isClosed;

    /// <summary>Whether something of that size finds room. Something larger than the whole queue does where it waits alone.</summary>
    public bool TryAdd(WaitingWrite write)
    {
        lock (_lock)
        {
            if (_isClosed || (write.Change is null && _bytes > 0 && _bytes + write.Bytes > maxBytes))
            {
                return false;
            }

            _bytes += write.Bytes;
            _waiting.Enqueue(write);
            Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>
    /// Waits for something, for a while, and takes what waits, up to so many bytes: a change alone, or batches together. Their bytes
    /// count until <see cref="Release"/>.
    /// </summary>
    /// <returns>Whether to go on, with nothing taken where nothing came; not once the queue is closed and empty.</returns>
    public bool Take(List<WaitingWrite> taken, long bytes, TimeSpan wait)
    {
        lock (_lock)
        {
            while (_waiting.Count == 0)
            {
                if (_isClosed)
                {
                    return false;
                }

                if (!Monitor.Wait(_lock, wait))
                {
                    return !_isClosed;
                }
            }

            do
            {
                var next = _waiting.Dequeue();
                taken.Add(next);
                bytes -= next.Bytes;
            }
            while (bytes > 0 && taken[0].Change is null && _waiting.TryPeek(out var after) && after.Change is null);
            return true;
        }
    }

    public void Release(long bytes)
    {
        lock (_lock)
        {
            _bytes -= bytes;
        }
    }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }
    }
}

/// <summary>A batch, or a change of another kind, and who waits for it.</summary>
internal sealed class WaitingWrite
{
    private readonly TaskCompletionSource<WriteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PreparedBatch? Batch { get; init; }

    public Action<StoreWriter>? Change { get; init; }

    public int Bytes { get; init; }

    public Task<WriteOutcome> Done => _done.Task;

    public void Complete(WriteOutcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
