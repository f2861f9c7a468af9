namespace AgentOtel.Viewer.Storage;

/// <summary>Counts changes and wakes who waits for one. Raised by the writer, read by any thread.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _lock = new();
    private ChangeCounts _counts;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChangeCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return _counts;
            }
        }
    }

    /// <summary>Completes when <see cref="Counts"/> differ from those seen.</summary>
    public Task WaitAsync(ChangeCounts seen, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _counts != seen ? Task.CompletedTask : _next.Task.WaitAsync(cancellationToken);
        }
    }

    public void Raise(bool traces = false, bool logs = false, bool metrics = false, bool errors = false)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _counts = new ChangeCounts(
                _counts.Traces + (traces ? 1 : 0),
                _counts.Logs + (logs ? 1 : 0),
                _counts.Metrics + (metrics ? 1 : 0),
                _counts.Errors + (errors ? 1 : 0));
            waiting = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }
}
