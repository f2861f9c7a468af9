namespace AgentOtel.LogFiles;

/// <summary>
/// Writes lines on a thread of its own, so that no logger waits. A line that cannot be written is tried again until there is
/// room; what comes meanwhile waits, up to a bound of lines and of their length, and past it is dropped and counted.
/// </summary>
/// <param name="write">Writes a line, on one thread. Where it throws an <see cref="IOException"/> it is called again with it.</param>
/// <param name="target">What it writes to; disposed after the last line.</param>
/// <param name="capacity">How many may wait.</param>
/// <param name="onFailure">Told once each time that writing begins to fail.</param>
/// <param name="onDropped">Told of each line that is dropped.</param>
/// <param name="time">The clock.</param>
internal sealed class LineWriter(
    Action<string> write, IDisposable target, int capacity, Action<Exception> onFailure, Action<LineLoss> onDropped, TimeProvider time)
    : IDisposable
{
    private const long MaxWaitingChars = 50_000_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();

    // A line leaves when it is done with, not when its writing begins.
    private readonly Queue<string> _waiting = new();
    private Thread? _thread;
    private long _waitingChars;
    private long _added;
    private long _done;
    private long _attempts;
    private long _lastRefused;
    private long _writingSince;
    private bool _isClosed;
    private bool _isFailing;

    /// <summary>How long the end waits for lines that are being written. Where writing fails it does not wait.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(1);

    public void Add(string line)
    {
        LineLoss loss;
        lock (_gate)
        {
            if (!_isClosed && _waiting.Count < capacity && _waitingChars + line.Length <= MaxWaitingChars)
            {
                Enqueue(line);
                return;
            }

            loss = _isClosed ? LineLoss.NotFlushed : LineLoss.QueueFull;
        }

        onDropped(loss);
    }

    /// <summary>Waits until what was added before is written. Gives up when that was tried in vain, or the time is over.</summary>
    public bool Flush(TimeSpan timeout)
    {
        var since = time.GetTimestamp();
        lock (_gate)
        {
            var (last, attempts) = (_added, _attempts);

            // The thread may be waiting to try again: it tries now.
            Monitor.PulseAll(_gate);
            while (_done < last && _lastRefused <= attempts)
            {
                var left = timeout - time.GetElapsedTime(since);
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                {
                    break;
                }
            }

            return _done >= last;
        }
    }

    /// <summary>
    /// Writes what waits. What cannot be written at once is dropped, and so is what waits behind a write that does not return:
    /// in that case the thread ends by itself when it does, or with the process.
    /// </summary>
    public void Dispose()
    {
        Thread? thread;
        lock (_gate)
        {
            _isClosed = true;
            thread = _thread;
            Monitor.PulseAll(_gate);
        }

        if (thread is null)
        {
            End();
        }
        else if (!Join(thread))
        {
            DropAll();
        }
    }

    private bool Join(Thread thread)
    {
        var since = Interlocked.Read(ref _writingSince);
        var left = since == 0 ? CloseWithin : CloseWithin - time.GetElapsedTime(since);
        return thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void Enqueue(string line)
    {
        _waiting.Enqueue(line);
        _waitingChars += line.Length;
        _added++;
        if (_waiting.Count == 1)
        {
            Monitor.PulseAll(_gate);
        }

        if (_thread is null)
        {
            _thread = new Thread(WriteAll) { IsBackground = true, Name = "AgentOtel log lines" };
            _thread.UnsafeStart();
        }
    }

    private void WriteAll()
    {
        while (Next() is { } line)
        {
            if (TryWrite(line))
            {
                Leave();
            }
            else if (!WaitToRetry())
            {
                DropAll();
            }
        }

        End();
    }

    /// <returns>Nothing when the app has ended.</returns>
    private string? Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            _attempts++;
            return _waiting.TryPeek(out var line) ? line : null;
        }
    }

    /// <returns>Whether the line is done with.</returns>
    private bool TryWrite(string line)
    {
        Interlocked.Exchange(ref _writingSince, time.GetTimestamp());
        try
        {
            write(line);
            _isFailing = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Tell(exception);
            return false;
        }
        catch (Exception exception)
        {
            // Trying again would not help, and whatever it is must not end the writing.
            Tell(exception);
            onDropped(LineLoss.Failed);
        }
        finally
        {
            Interlocked.Exchange(ref _writingSince, 0);
        }

        return true;
    }

    private void Leave()
    {
        lock (_gate)
        {
            // The end may have dropped it meanwhile, when its writing took too long.
            if (_waiting.TryDequeue(out var line))
            {
                _waitingChars -= line.Length;
                _done++;
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <returns>Whether to try again: once more when the app ends, and then no more.</returns>
    private bool WaitToRetry()
    {
        lock (_gate)
        {
            _lastRefused = _attempts;
            Monitor.PulseAll(_gate);
            if (_isClosed)
            {
                return false;
            }

            Monitor.Wait(_gate, RetryAfter);
            return true;
        }
    }

    private void DropAll()
    {
        int count;
        lock (_gate)
        {
            count = _waiting.Count;
            _waiting.Clear();
            _waitingChars = 0;
            _done += count;
            Monitor.PulseAll(_gate);
        }

        for (var i = 0; i < count; i++)
        {
            onDropped(LineLoss.NotFlushed);
        }
    }

    private void End()
    {
        try
        {
            target.Dispose();
        }
        catch (Exception exception)
        {
            // As where a line is written.
            Tell(exception);
        }
    }

    private void Tell(Exception exception)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            onFailure(exception);
        }
    }
}
