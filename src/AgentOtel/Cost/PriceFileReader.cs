using System.Text.Json;

namespace AgentOtel;

/// <summary>Reads a file of prices. A bad one is refused whole, with the line and the field.</summary>
internal static class PriceFileReader
{
    private const int Schema = 1;

    /// <exception cref="FormatException">The file is not of the schema.</exception>
    public static PriceOverrides Read(Stream json)
    {
        PriceFile file;
        try
        {
            file = JsonSerializer.Deserialize(json, PriceJson.Default.PriceFile) ?? throw new FormatException("The file of prices is empty.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The file of prices is wrong in line {exception.LineNumber + 1}, at {exception.Path}: {exception.Message.Split(" Path:")[0]}", exception);
        }

        if (file.Schema != Schema)
        {
            throw new FormatException($"The file of prices has schema {file.Schema}; this version reads {Schema}.");
        }

        if (file.Currency is not (null or "USD") && file.UsdPerUnit is not > 0)
        {
            throw new FormatException($"The file of prices is in {file.Currency}: set usdPerUnit to what one of it is in US dollars.");
        }

        if (file.Discounts.FirstOrDefault(discount => discount.Percent is < 0 or > 100) is { } wrong)
        {
            throw new FormatException($"The file of prices has a discount of {wrong.Percent} percent on {wrong.Provider}: it must be from 0 to 100.");
        }

        var factor = file.UsdPerUnit ?? 1;
        return new PriceOverrides
        {
            Version = file.Version,
            Rows = [.. file.Models.Select(row => Row(row, file.Sources)).Select(row => factor == 1 ? row : row.Times(factor))],
            Aliases = file.Aliases ?? new Dictionary<string, string>(),
            Discounts = file.Discounts,
        };
    }

    private static PriceRow Row(PriceFileRow row, IReadOnlyList<string> sources) => new()
    {
        Provider = row.Provider,
        Model = row.Model,
        AsOf = row.AsOf,
        Source = row.Source is { } source && source < sources.Count ? sources[source] : null,
        IsSingleSource = row.Single,
        IsConflicting = row.Conflict,
        UnknownRates = [.. row.Unknown, .. row.Periods.SelectMany(UnknownOf).Distinct()],
        Periods = row.Periods.Count > 0
            ? row.Periods
            : throw new FormatException($"The file of prices has no period for {row.Provider} {row.Model}."),
    };

    private static IEnumerable<string> UnknownOf(PricePeriod period) =>
        new[] { period.Rates }
            .Concat(period.Tiers.Select(tier => tier.Rates))
            .Concat(period.Windows.Select(window => window.Rates))
            .Concat(period.ServiceTiers.Values.SelectMany(service => service.Tiers.Select(tier => tier.Rates).Append(service.Rates)))
            .SelectMany(rates => rates.Others?.Keys.AsEnumerable() ?? []);
}
