namespace AgentOtel;

/// <summary>A model of a provider, with its prices over time.</summary>
public sealed record PriceRow
{
    /// <summary>The provider, as the table names it.</summary>
    public required string Provider { get; init; }

    /// <summary>The model, as the table names it.</summary>
    public required string Model { get; init; }

    /// <summary>When the facts were taken, as <c>yyyy-MM-dd</c>.</summary>
    public string? AsOf { get; init; }

    /// <summary>Where the facts are from.</summary>
    public string? Source { get; init; }

    /// <summary>Whether one source alone has them.</summary>
    public bool IsSingleSource { get; init; }

    /// <summary>Whether sources disagree.</summary>
    public bool IsConflicting { get; init; }

    /// <summary>Kinds of rates that the facts have and this version cannot price: a cost of such a model is incomplete.</summary>
    public IReadOnlyList<string> UnknownRates { get; init => field = value ?? []; } = [];

    /// <summary>The prices, by time.</summary>
    public required IReadOnlyList<PricePeriod> Periods { get; init; }

    internal PriceRow Times(decimal factor) => this with { Periods = [.. Periods.Select(period => period.Times(factor))] };
}
