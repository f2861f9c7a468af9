namespace AgentOtel;

/// <summary>What one operation adds to the totals of those that it ran in, and the sum of such.</summary>
internal record struct CallFigures
{
    public int AgentCalls { get; set; }

    public int ModelCalls { get; set; }

    public int ToolCalls { get; set; }

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    /// <summary>US dollars; absent where nothing had a price.</summary>
    public decimal? CostUsd { get; set; }

    public void Add(in CallFigures other)
    {
        AgentCalls += other.AgentCalls;
        ModelCalls += other.ModelCalls;
        ToolCalls += other.ToolCalls;
        InputTokens = Sum(InputTokens, other.InputTokens);
        OutputTokens = Sum(OutputTokens, other.OutputTokens);
        if (other.CostUsd is { } cost)
        {
            CostUsd = (CostUsd ?? 0) + cost;
        }
    }

    /// <summary>A sum that stays at the most that there is: counts come from outside, and may be anything.</summary>
    private static long Sum(long one, long other) => other > long.MaxValue - Math.Max(one, 0) ? long.MaxValue : one + other;
}
