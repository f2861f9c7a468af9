using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentOtel;

/// <summary>The prices of a model from one date to another.</summary>
public sealed record PricePeriod
{
    /// <summary>The first day, in UTC; absent where the beginning is not known.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day that no longer belongs to it, in UTC.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The rates.</summary>
    public TokenRates Rates { get; init => field = value ?? new(); } = new();

    /// <summary>Rates for large inputs.</summary>
    public IReadOnlyList<RateTier> Tiers { get; init => field = value ?? []; } = [];

    /// <summary>Rates by the time of day.</summary>
    public IReadOnlyList<RateWindow> Windows { get; init => field = value ?? []; } = [];

    /// <summary>Rates by service tier: <c>priority</c>, <c>flex</c>, <c>batch</c>.</summary>
    public IReadOnlyDictionary<string, ServiceTierRates> ServiceTiers
    {
        get;
        init => field = value ?? new Dictionary<string, ServiceTierRates>();
    }

    = new Dictionary<string, ServiceTierRates>();

    /// <summary>What a newer file adds and this version cannot price.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>All rates of the period, and all that was not understood.</summary>
    [JsonIgnore]
    internal IEnumerable<TokenRates> AllRates =>
    [
        Rates,
        .. Tiers.Select(tier => tier.Rates),
        .. Windows.Select(window => window.Rates),
        .. ServiceTiers.Values.SelectMany(service => service.Tiers.Select(tier => tier.Rates).Append(service.Rates)),
    ];

    [JsonIgnore]
    internal IEnumerable<string> Unknown =>
        new[] { Others }
            .Concat(AllRates.Select(rates => rates.Others))
            .Concat(Tiers.Select(tier => tier.Others))
            .Concat(Windows.Select(window => window.Others))
            .Concat(ServiceTiers.Values.Select(service => service.Others))
            .SelectMany(others => others?.Keys.AsEnumerable() ?? []);

    internal PricePeriod Times(decimal factor) => this with
    {
        Rates = Rates.Times(factor),
        Tiers = [.. Tiers.Select(tier => tier.Times(factor))],
        Windows = [.. Windows.Select(window => window with { Rates = window.Rates.Times(factor) })],
        ServiceTiers = ServiceTiers.ToDictionary(
            pair => pair.Key,
            pair => new ServiceTierRates
            {
                Rates = pair.Value.Rates.Times(factor),
                Tiers = [.. pair.Value.Tiers.Select(tier => tier.Times(factor))],
            }),
    };

    internal bool Contains(DateOnly day) => (From is null || day >= From) && (To is null || day < To);
}

/// <summary>Rates of a whole request whose input is large.</summary>
public sealed record RateTier
{
    /// <summary>The total input tokens, cached ones included, above which the tier holds.</summary>
    public required long Above { get; init; }

    /// <summary>Whether the boundary itself belongs to the tier.</summary>
    public bool IsInclusive { get; init; }

    /// <summary>The rates; those left out are the period's.</summary>
    public required TokenRates Rates { get; init; }

    /// <summary>What a newer file adds and this version cannot price.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Others { get; set; }

    internal RateTier Times(decimal factor) => this with { Rates = Rates.Times(factor) };

    internal bool Holds(long inputTokens) => IsInclusive ? inputTokens >= Above : inputTokens > Above;
}

/// <summary>Rates of a time of day, in UTC.</summary>
public sealed record RateWindow
{
    /// <summary>Its beginning.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>Its end, which no longer belongs to it. Before the beginning: it goes over midnight.</summary>
    public TimeOnly? To { get; init; }

    /// <summary>The days of the week; all where absent.</summary>
    public IReadOnlyList<DayOfWeek>? Days { get; init; }

    /// <summary>The rates; those left out are the period's.</summary>
    public required TokenRates Rates { get; init; }

    /// <summary>What a newer file adds and this version cannot price.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Others { get; set; }

    internal bool Contains(DateTimeOffset time) =>
        From is { } from && To is { } to && TimeOnly.FromDateTime(time.UtcDateTime).IsBetween(from, to)
        && (Days is null || Days.Contains(time.UtcDateTime.DayOfWeek));
}

/// <summary>Rates of a service tier.</summary>
public sealed record ServiceTierRates
{
    /// <summary>The rates. One that is needed and left out makes the cost incomplete.</summary>
    public required TokenRates Rates { get; init; }

    /// <summary>Rates for large inputs within the service tier.</summary>
    public IReadOnlyList<RateTier> Tiers { get; init => field = value ?? []; } = [];

    /// <summary>What a newer file adds and this version cannot price.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Others { get; set; }
}
