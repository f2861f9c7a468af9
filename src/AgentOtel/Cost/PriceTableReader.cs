using System.Text.Json;

namespace AgentOtel;

/// <summary>Reads a file of prices. A bad one is refused whole, with the line and the field.</summary>
internal static class PriceTableReader
{
    private const int Schema = 1;

    /// <exception cref="FormatException">The file is not of the schema.</exception>
    public static PriceTable Read(Stream json)
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

        return new PriceTable(file.Version, file.Models.Select(row => Row(row, file.Sources)));
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
