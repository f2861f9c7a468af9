namespace AgentOtel;

/// <summary>
/// Operations that one thread started, and that were not ended yet, on any. Each handle refers to its own; nothing else keeps it.
/// </summary>
/// <param name="active">What it is a part of.</param>
/// <param name="node">The operation's place, where it is one that others run in; it is then alone here.</param>
internal sealed class OpenOperations(ActiveOperations active, OperationNode? node)
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _started;
    private long _endedHere;
    private long _endedElsewhere;

    /// <summary>Nothing refers to it any more. It only adds up: what throws here would end the process.</summary>
    ~OpenOperations()
    {
        if (Count > 0)
        {
            node?.MarkEnded();
            active.CountNeverEnded(Count, node is not null);
        }
    }

    public ActiveOperations Active => active;

    public long Started => Volatile.Read(ref _started);

    public long Count => Volatile.Read(ref _started) - Volatile.Read(ref _endedHere) - Volatile.Read(ref _endedElsewhere);

    /// <summary>Called by the thread that made it alone: counting needs no lock then, which most calls would wait for.</summary>
    public void Start() => _started++;

    public void End()
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _endedHere++;
        }
        else
        {
            Interlocked.Increment(ref _endedElsewhere);
        }

        if (node is not null)
        {
            active.EndAlone();
            GC.SuppressFinalize(this);
        }
    }
}
