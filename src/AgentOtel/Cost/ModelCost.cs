namespace AgentOtel;

/// <summary>The answer of a <see cref="CostCalculator"/>.</summary>
public readonly record struct ModelCost
{
    // Apart, they take less room than one that may be absent: a cost travels with every call.
    private readonly decimal _usd;
    private readonly bool _isKnown;

    /// <summary>US dollars; <see langword="null"/> where the call has no price, which is not the same as 0.</summary>
    public decimal? Usd
    {
        get => _isKnown ? _usd : null;
        init => (_isKnown, _usd) = (value is not null, value ?? 0);
    }

    /// <summary>The version of the price table that the figure rests on.</summary>
    public string? TableVersion { get; init; }

    /// <summary>Whether a part of the call could not be priced, so that the figure is too small.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Why there is no price, in a word or two of low cardinality (<c>agentotel.cost.reason</c>).</summary>
    public string? UnpricedReason { get; init; }

    /// <summary>A call without a price.</summary>
    public static ModelCost Unpriced(string reason) => new() { UnpricedReason = reason };
}
