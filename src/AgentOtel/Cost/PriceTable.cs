using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace AgentOtel;

/// <summary>
/// The prices of models, and the arithmetic that makes a cost of them. Immutable and thread-safe. The one that is shipped
/// is <see cref="Shipped"/>; <see cref="Price(in PricedCall)"/> is a <see cref="CostCalculator"/>.
/// </summary>
public sealed class PriceTable
{
    // Names of models come from outside: what is remembered of them has a bound.
    private const int MaxRemembered = 4096;

    private const string UnknownModel = "unknown_model";

    private static readonly Lazy<PriceTable> LazyShipped = new(static () =>
    {
        using var json = typeof(PriceTable).Assembly.GetManifestResourceStream("AgentOtel.Cost.prices.json")!;
        var file = PriceFile.Read(json);
        return new PriceTable(file.Version, file.Rows);
    });

    private readonly FrozenDictionary<(string Provider, string Model), PriceRow> _rows;
    private readonly FrozenDictionary<string, string> _aliases;
    private readonly ConcurrentDictionary<(string Provider, string Model), PriceRow?> _found = [];

    /// <summary>Makes a table of rows.</summary>
    /// <param name="version">Its version (<c>agentotel.cost.price_table</c>).</param>
    /// <param name="rows">The rows; of two that mean the same the newest facts count.</param>
    public PriceTable(string version, IEnumerable<PriceRow> rows)
        : this(version, [.. rows], [], new Dictionary<string, string>())
    {
    }

    private PriceTable(
        string version,
        IReadOnlyList<PriceRow> beneath,
        IReadOnlyList<PriceRow> over,
        IReadOnlyDictionary<string, string> aliases)
    {
        Version = version;
        Rows = [.. beneath, .. over];
        _aliases = aliases.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        var index = new Dictionary<(string, string), PriceRow>();

        // A row under the very name wins over those that only mean the same; what the user says wins over all.
        Add(beneath.OrderBy(row => row.AsOf, StringComparer.Ordinal), row => ModelNames.Canonical(row.Model));
        Add(beneath, row => row.Model);
        Add(over, row => ModelNames.Canonical(row.Model));
        Add(over, row => row.Model);
        _rows = index.ToFrozenDictionary();

        void Add(IEnumerable<PriceRow> rows, Func<PriceRow, string> name)
        {
            foreach (var row in rows)
            {
                index[(ProviderNames.Of(row.Provider), name(row))] = row;
            }
        }
    }

    /// <summary>This table with what an app changes in it. This one stays as it is.</summary>
    public PriceTable With(PriceOverrides overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        return new PriceTable(
            overrides.Version.Length == 0 ? Version : $"{Version}+{overrides.Version}",
            [.. Rows.Select(row => Discounted(row, overrides.Discounts))],
            overrides.Rows,
            overrides.Aliases);
    }

    /// <summary>The table that the package ships: its sources and dates stand in each row.</summary>
    public static PriceTable Shipped => LazyShipped.Value;

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>Its rows.</summary>
    public IReadOnlyList<PriceRow> Rows { get; }

    internal int Remembered => _found.Count;

    /// <summary>What a call cost.</summary>
    public ModelCost Price(in PricedCall call)
    {
        if (Find(call.Provider, call.RequestModel, call.ResponseModel) is not { } row)
        {
            return ModelCost.Unpriced(UnknownModel);
        }

        var sum = new CostSum(null, null);
        Pricing.Add(ref sum, row, call);
        return new ModelCost { Usd = sum.Usd, TableVersion = Version, IsIncomplete = sum.IsIncomplete };
    }

    /// <summary>Prices a call again, with its parts and where the rates come from. Pure: it records nothing.</summary>
    public CostBreakdown Break(in PricedCall call)
    {
        if (Find(call.Provider, call.RequestModel, call.ResponseModel) is not { } row)
        {
            return new CostBreakdown { UnpricedReason = UnknownModel, TableVersion = Version };
        }

        List<CostPart> parts = [];
        List<string> gaps = [];
        var sum = new CostSum(parts, gaps);
        var period = Pricing.Add(ref sum, row, call);
        return new CostBreakdown { Usd = sum.Usd, Parts = parts, Gaps = gaps, Row = row, Period = period, TableVersion = Version };
    }

    /// <summary>The row of a model; the one that answered wins over the one that was asked for.</summary>
    /// <param name="provider">
    /// The provider, by the convention's name or the table's. Where it is not known, or a framework or gateway stands in its
    /// place, the row is that of the model's own maker, if its maker alone sets the price.
    /// </param>
    /// <param name="requestModel">The model that was asked for, as the provider's API spells it, with any path before it.</param>
    /// <param name="responseModel">The model that answered.</param>
    public PriceRow? Find(string? provider, string? requestModel, string? responseModel = null) =>
        FindOne(provider, responseModel) ?? FindOne(provider, requestModel);

    private static PriceRow Discounted(PriceRow row, IReadOnlyList<PriceDiscount> discounts)
    {
        var discount = discounts.LastOrDefault(discount => discount.Holds(row));
        return discount is null ? row : row.Times(1 - (discount.Percent / 100));
    }

    private PriceRow? FindOne(string? provider, string? model)
    {
        if (string.IsNullOrEmpty(model))
        {
            return null;
        }

        if (_found.TryGetValue((provider ?? "", model), out var known))
        {
            return known;
        }

        var row = Search(provider, _aliases.GetValueOrDefault(model, model));
        if (_found.Count >= MaxRemembered)
        {
            _found.Clear();
        }

        _found[(provider ?? "", model)] = row;

        return row;
    }

    private PriceRow? Search(string? provider, string model)
    {
        foreach (var (host, name) in ModelNames.Candidates(provider, model))
        {
            if (_rows.TryGetValue((host, name), out var row) || _rows.TryGetValue((host, name.ToLowerInvariant()), out row)
                || _rows.TryGetValue((host, ModelNames.Canonical(name)), out row))
            {
                return row;
            }
        }

        return ModelNames.IsFree(provider, model) ? Free(model) : null;
    }

    /// <summary>What its host serves for nothing has a price, and it is 0.</summary>
    private static PriceRow Free(string model) => new()
    {
        Provider = ProviderNames.OpenRouter,
        Model = model,
        AsOf = "2026-12-01",
        Source = "https://openrouter.ai/docs/guides/routing/model-variants/free",
        IsSingleSource = true,
        Periods =
        [
            new PricePeriod
            {
                Rates = new() { Input = 0, Output = 0, CacheRead = 0, CacheWrite = 0, CacheWriteOneHour = 0, Reasoning = 0 },
            },
        ],
    };
}
