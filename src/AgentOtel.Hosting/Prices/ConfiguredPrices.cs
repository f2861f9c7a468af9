using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting;

/// <summary>The shipped prices with what the configuration, and a file that it names, change.</summary>
internal sealed class ConfiguredPrices : IDisposable
{
    private readonly PriceTable _table;
    private readonly PriceFileWatch? _file;

    public ConfiguredPrices(IOptions<AgentOtelOptions> options, GuardedLogger<PriceFileWatch> logger, TimeProvider time)
    {
        var prices = options.Value.Prices;
        _table = PriceTable.Shipped.With(new PriceOverrides
        {
            Aliases = prices.Aliases.AsReadOnly(),
            Discounts = [.. prices.Discounts.Select(pair => new PriceDiscount(pair.Key, pair.Value))],
            Rows = [.. prices.Rows.Select(Row)],
        });
        _file = prices.File is { } path ? new PriceFileWatch(path, _table, logger, time) : null;
    }

    public static bool AreNeeded(PricesOptions prices) =>
        prices.File is not null || prices.Aliases.Count > 0 || prices.Discounts.Count > 0 || prices.Rows.Count > 0;

    public ModelCost Price(in PricedCall call) => (_file?.Table ?? _table).Price(call);

    public void Dispose() => _file?.Dispose();

    private static PriceRow Row(PriceOptions price) => new()
    {
        Provider = price.Provider!,
        Model = price.Model!,
        Source = $"{AgentOtelOptions.Section}:{nameof(AgentOtelOptions.Prices)}",
        Periods =
        [
            new PricePeriod
            {
                Rates = new TokenRates
                {
                    Input = price.Input,
                    Output = price.Output,
                    CacheRead = price.CacheRead,
                    CacheWrite = price.CacheWrite,
                    CacheWriteOneHour = price.CacheWriteOneHour,
                },
            },
        ],
    };
}
