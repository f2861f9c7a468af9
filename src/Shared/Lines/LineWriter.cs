using System.Threading.Channels;

namespace AgentOtel;

/// <summary>
/// Writes lines on a thread of its own, so that no logger waits. A line that cannot be written is tried again until there is
/// room; what comes meanwhile waits, up to a bound of lines and of their length, and past it is dropped and counted.
/// </summary>
internal sealed class LineWriter : IDisposable
{
    private const int MaxWaitingChars = 50_000_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(2);

    private readonly ILineSink _sink;
    private readonly Action<Exception> _onFailure;
    private readonly Action _onDropped;
    private readonly TimeProvider _time;
    private readonly Channel<string> _lines;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private long _waitingChars;
    private long _taken;
    private long _done;
    private bool _isFailing;

    /// <param name="sink">Where the lines go; disposed with this.</param>
    /// <param name="capacity">How many may wait.</param>
    /// <param name="onFailure">Told once each time that writing begins to fail.</param>
    /// <param name="onDropped">Told of each line that is dropped.</param>
    /// <param name="time">The clock.</param>
    public LineWriter(ILineSink sink, int capacity, Action<Exception> onFailure, Action onDropped, TimeProvider time)
    {
        _sink = sink;
        _onFailure = onFailure;
        _onDropped = onDropped;
        _time = time;
        _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _writing = Task.Run(WriteAllAsync);
    }

    public void Add(string line)
    {
        if (Interlocked.Add(ref _waitingChars, line.Length) <= MaxWaitingChars && _lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _taken);
        }
        else
        {
            Interlocked.Add(ref _waitingChars, -line.Length);
            _onDropped();
        }
    }

    /// <summary>Waits until what was added before is written, or the time is over.</summary>
    public bool Flush(TimeSpan timeout)
    {
        var target = Interlocked.Read(ref _taken);
        return SpinWait.SpinUntil(() => Interlocked.Read(ref _done) >= target || _writing.IsCompleted, timeout);
    }

    public void Dispose()
    {
        _lines.Writer.TryComplete();
        if (!_writing.Wait(LastFlush))
        {
            _stop.Cancel();
            _writing.Wait(LastFlush);
        }

        _sink.Dispose();
        _stop.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var isOver = false;
        while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_lines.Reader.TryRead(out var line))
            {
                isOver = isOver || !await WriteAsync(line).ConfigureAwait(false);
                if (isOver)
                {
                    _onDropped();
                }

                Interlocked.Add(ref _waitingChars, -line.Length);
                Interlocked.Increment(ref _done);
            }

            TryFlush();
        }
    }

    /// <returns>Whether to go on: not once the app has ended.</returns>
    private async Task<bool> WriteAsync(string line)
    {
        while (!TryWrite(line))
        {
            try
            {
                await Task.Delay(RetryAfter, _time, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>Whether the line is done with.</returns>
    private bool TryWrite(string line)
    {
        try
        {
            _sink.Write(line);
            _isFailing = false;
            return true;
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
            _onDropped();
            return true;
        }
    }

    private void TryFlush()
    {
        try
        {
            _sink.Flush();
        }
        catch (Exception exception)
        {
            // As above.
            Tell(exception);
        }
    }

    private void Tell(Exception exception)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            _onFailure(exception);
        }
    }
}
