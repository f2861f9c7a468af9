namespace AgentOtel.LogFiles;

/// <summary>Work that is done on a thread of its own when it is asked for; asked however often meanwhile, it is done once more.</summary>
/// <param name="work">The work, which must not throw and ends soon after the token says so.</param>
internal sealed class BackgroundPass(Action<CancellationToken> work) : IDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _passes = Task.CompletedTask;
    private bool _isRunning;
    private bool _isAsked;

    /// <summary>Done when there is nothing left to do.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
            {
                return _passes;
            }
        }
    }

    public void Ask()
    {
        lock (_gate)
        {
            _isAsked = true;
            if (!_isRunning && !_stop.IsCancellationRequested)
            {
                _isRunning = true;
                _passes = Task.Factory.StartNew(RunAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Stops the work, wherever it is; waits for that half a second at most.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Idle.Wait(StopWithin);
        _stop.Dispose();
    }

    private void RunAll()
    {
        var stop = _stop.Token;
        while (TryBegin(stop))
        {
            work(stop);
        }
    }

    private bool TryBegin(CancellationToken stop)
    {
        lock (_gate)
        {
            _isRunning = _isAsked && !stop.IsCancellationRequested;
            _isAsked = false;
            return _isRunning;
        }
    }
}
