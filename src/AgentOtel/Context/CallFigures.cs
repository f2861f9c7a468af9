namespace AgentOtel;

/// <summary>What one operation adds to the totals of those that it ran in.</summary>
internal readonly record struct CallFigures
{
    public int AgentCalls { get; init; }

    public int ModelCalls { get; init; }

    public int ToolCalls { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public decimal? CostUsd { get; init; }
}
