namespace AgentOtel;

/// <summary>Operations that were started and not ended yet. Each handle refers to its own; nothing else does.</summary>
internal sealed class OpenOperations(ActiveOperations active, OperationNode? node)
{
    private int _open;

    /// <summary>Nothing refers to it any more. It only adds up: what throws here would end the process.</summary>
    ~OpenOperations()
    {
        if (_open > 0)
        {
            node?.MarkEnded();
            active.CountNeverEnded(_open);
        }
    }

    public void Start() => Interlocked.Increment(ref _open);

    public void End()
    {
        Interlocked.Decrement(ref _open);
        if (node is not null)
        {
            GC.SuppressFinalize(this);
        }
    }
}
