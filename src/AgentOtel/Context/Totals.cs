namespace AgentOtel;

/// <summary>
/// The sums of what ran inside a run or an agent, in this process. A child adds its own figures once to each operation
/// above it, so nesting never counts anything twice. Safe for parallel children.
/// </summary>
internal sealed class Totals
{
    private readonly Lock _gate = new();
    private TotalsSnapshot _sums;
    private int _open;

    public void ChildStarted()
    {
        lock (_gate)
        {
            _open++;
        }
    }

    /// <param name="figures">What the child did.</param>
    /// <param name="isOwn">Whether no other agent stands between the child and this operation.</param>
    public void ChildEnded(in CallFigures figures, bool isOwn)
    {
        lock (_gate)
        {
            _open--;
            Add(figures, isOwn);
        }
    }

    public void Add(in CallFigures figures, bool isOwn)
    {
        lock (_gate)
        {
            _sums = _sums with
            {
                AgentCalls = _sums.AgentCalls + figures.AgentCalls,
                ModelCalls = _sums.ModelCalls + figures.ModelCalls,
                ToolCalls = _sums.ToolCalls + figures.ToolCalls,
                OwnModelCalls = _sums.OwnModelCalls + (isOwn ? figures.ModelCalls : 0),
                OwnToolCalls = _sums.OwnToolCalls + (isOwn ? figures.ToolCalls : 0),
                InputTokens = _sums.InputTokens + figures.InputTokens,
                OutputTokens = _sums.OutputTokens + figures.OutputTokens,
                CostUsd = figures.CostUsd is { } cost ? (_sums.CostUsd ?? 0) + cost : _sums.CostUsd,
            };
        }
    }

    public TotalsSnapshot Snapshot()
    {
        lock (_gate)
        {
            return _sums with { IsIncomplete = _open > 0 };
        }
    }
}
