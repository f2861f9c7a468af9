namespace AgentOtel;

/// <summary>The totals of a run or an agent at one moment.</summary>
internal readonly record struct TotalsSnapshot
{
    public CallFigures Sums { get; init; }

    /// <summary>Model calls that no agent further down made.</summary>
    public int OwnModelCalls { get; init; }

    /// <summary>Tool calls that no agent further down made.</summary>
    public int OwnToolCalls { get; init; }

    /// <summary>Whether something inside was still under way.</summary>
    public bool IsIncomplete { get; init; }
}
