namespace AgentOtel;

/// <summary>The totals of a run or an agent at one moment.</summary>
internal readonly record struct TotalsSnapshot
{
    public long AgentCalls { get; init; }

    public long ModelCalls { get; init; }

    public long ToolCalls { get; init; }

    /// <summary>Model calls that no agent further down made.</summary>
    public long OwnModelCalls { get; init; }

    /// <summary>Tool calls that no agent further down made.</summary>
    public long OwnToolCalls { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>Absent where nothing inside had a price.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Whether something inside was still under way.</summary>
    public bool IsIncomplete { get; init; }
}
