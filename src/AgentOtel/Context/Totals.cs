namespace AgentOtel;

/// <summary>
/// The sums of what ran inside a run or an agent, in this process. A child adds its own figures once to each operation
/// above it, so nesting never counts anything twice. Safe for parallel children.
/// </summary>
internal sealed class Totals
{
    private readonly Lock _gate = new();
    private CallFigures _sums;
    private int _ownModelCalls;
    private int _ownToolCalls;
    private int _open;

    public void ChildStarted() => Interlocked.Increment(ref _open);

    /// <param name="figures">What the child did.</param>
    /// <param name="isOwn">Whether no other agent stands between the child and this operation.</param>
    public void ChildEnded(in CallFigures figures, bool isOwn)
    {
        Add(figures, isOwn);
        Interlocked.Decrement(ref _open);
    }

    public void Add(in CallFigures figures, bool isOwn)
    {
        lock (_gate)
        {
            _sums.Add(figures);
            if (isOwn)
            {
                _ownModelCalls += figures.ModelCalls;
                _ownToolCalls += figures.ToolCalls;
            }
        }
    }

    public TotalsSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new TotalsSnapshot
            {
                Sums = _sums,
                OwnModelCalls = _ownModelCalls,
                OwnToolCalls = _ownToolCalls,
                IsIncomplete = Volatile.Read(ref _open) > 0,
            };
        }
    }
}
