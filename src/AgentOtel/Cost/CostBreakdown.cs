namespace AgentOtel;

/// <summary>A price with its parts, and where it comes from.</summary>
public sealed record CostBreakdown
{
    /// <summary>US dollars; absent where there is no price.</summary>
    public decimal? Usd { get; init; }

    /// <summary>The parts; they sum to <see cref="Usd"/>.</summary>
    public IReadOnlyList<CostPart> Parts { get; init; } = [];

    /// <summary>Why the figure is incomplete; empty where it is whole.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>Why there is no price.</summary>
    public string? UnpricedReason { get; init; }

    /// <summary>The row that was used.</summary>
    public PriceRow? Row { get; init; }

    /// <summary>The period that was used.</summary>
    public PricePeriod? Period { get; init; }

    /// <summary>The version of the table.</summary>
    public string? TableVersion { get; init; }

    /// <summary>Whether a part could not be priced as it should be.</summary>
    public bool IsIncomplete => Gaps.Count > 0;
}
