namespace AgentOtel;

/// <summary>What an app changes in a table of prices.</summary>
public sealed record PriceOverrides
{
    /// <summary>The version of the changes; it is added to the table's.</summary>
    public string Version { get; init; } = "";

    /// <summary>Rows to add, or to put in the place of those of the same provider and model.</summary>
    public IReadOnlyList<PriceRow> Rows { get; init; } = [];

    /// <summary>Names of the user's own, such as Azure deployments, and the models that they stand for.</summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>Discounts on rows of the table; those of <see cref="Rows"/> are as they stand.</summary>
    public IReadOnlyList<PriceDiscount> Discounts { get; init; } = [];
}

/// <summary>A discount on a provider's prices.</summary>
/// <param name="Provider">The provider, by the convention's name or the table's.</param>
/// <param name="Percent">How much less, from 0 to 100.</param>
public sealed record PriceDiscount(string Provider, decimal Percent)
{
    /// <summary>The one model that it holds for; all of the provider's where absent.</summary>
    public string? Model { get; init; }

    internal bool Holds(PriceRow row) =>
        ProviderNames.Of(Provider) == row.Provider && (Model is null || Model.Equals(row.Model, StringComparison.OrdinalIgnoreCase));
}
