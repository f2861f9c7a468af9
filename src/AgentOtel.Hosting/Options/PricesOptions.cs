namespace AgentOtel.Hosting;

/// <summary>What the app changes in the shipped prices (<c>AgentOtel:Prices</c>).</summary>
public sealed class PricesOptions
{
    /// <summary>A file of <c>docs/prices-schema.md</c>: rows, aliases, discounts, a currency. It is read again when it changes.</summary>
    public string? File { get; set; }

    /// <summary>Names of the user's own, such as Azure deployments, and the models that they stand for.</summary>
    public IDictionary<string, string> Aliases { get; } = new Dictionary<string, string>();

    /// <summary>Discounts in percent by provider: <c>AgentOtel:Prices:Discounts:openai = 10</c>.</summary>
    public IDictionary<string, decimal> Discounts { get; } = new Dictionary<string, decimal>();

    /// <summary>Rows to add, or to put in the place of shipped ones.</summary>
    public IList<PriceOptions> Rows { get; } = [];
}

/// <summary>A model's price, in US dollars per million tokens.</summary>
public sealed class PriceOptions
{
    /// <summary>The provider.</summary>
    public string? Provider { get; set; }

    /// <summary>The model.</summary>
    public string? Model { get; set; }

    /// <summary>Input.</summary>
    public decimal? Input { get; set; }

    /// <summary>Output.</summary>
    public decimal? Output { get; set; }

    /// <summary>Input read from the cache.</summary>
    public decimal? CacheRead { get; set; }

    /// <summary>Input written to the cache.</summary>
    public decimal? CacheWrite { get; set; }

    /// <summary>Input written to the cache for an hour.</summary>
    public decimal? CacheWriteOneHour { get; set; }
}
