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
    public string? PriceTable { get; init; }

    /// <summary>Whether a part could not be priced as it should be.</summary>
    public bool IsIncomplete => Gaps.Count > 0;
}

/// <summary>A part of a cost.</summary>
/// <param name="Kind">What: <c>input</c>, <c>cache_read</c>, <c>output</c>…</param>
/// <param name="Quantity">How many tokens, requests, searches, images, seconds, characters or pages.</param>
/// <param name="Rate">US dollars for <paramref name="Per"/> of them.</param>
/// <param name="Per">1,000,000 for tokens and characters, 1,000 for requests and searches, else 1.</param>
public readonly record struct CostPart(string Kind, decimal Quantity, decimal Rate, int Per)
{
    /// <summary>US dollars.</summary>
    public decimal Usd => Quantity * Rate / Per;
}
