using System.Text.Json;

namespace AgentOtel;

/// <summary>Reads files of prices, of <c>docs/prices-schema.md</c>. A bad one is refused whole, with the line and the field.</summary>
public static class PriceFile
{
    private const int Schema = 1;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file is not of the schema; the message names the line and the field.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PriceOverrides Read(string path)
    {
        using var json = File.OpenRead(path);
        return Read(json);
    }

    /// <exception cref="FormatException">The file is not of the schema.</exception>
    internal static PriceOverrides Read(Stream json)
    {
        PriceDocument file;
        try
        {
            file = JsonSerializer.Deserialize(json, PriceJson.Default.PriceDocument)
                ?? throw new FormatException("The file of prices is empty.");
        }
        catch (JsonException exception)
        {
            var reason = exception.Message.Split(" Path:")[0];
            throw new FormatException(
                $"The file of prices is wrong in line {exception.LineNumber + 1}, at {exception.Path}: {reason}", exception);
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
            throw new FormatException(
                $"The file of prices has a discount of {wrong.Percent} percent on {wrong.Provider}: it must be from 0 to 100.");
        }

        for (var i = 0; i < file.Models.Count; i++)
        {
            Check(file.Models[i], i + 1);
        }

        return new PriceOverrides
        {
            Version = file.Version,
            Rows = Rows(file),
            Aliases = file.Aliases ?? new Dictionary<string, string>(),
            Discounts = file.Discounts,
        };
    }

    private static List<PriceRow> Rows(PriceDocument file)
    {
        var factor = file.UsdPerUnit ?? 1;
        try
        {
            return [.. file.Models.Select(row => Row(row, file.Sources)).Select(row => factor == 1 ? row : row.Times(factor))];
        }
        catch (OverflowException exception)
        {
            throw new FormatException("The file of prices has a rate that is too large in US dollars: look at usdPerUnit.", exception);
        }
    }

    private static PriceRow Row(PriceDocumentRow row, IReadOnlyList<string> sources) => new()
    {
        Provider = row.Provider,
        Model = row.Model,
        AsOf = row.AsOf,
        Source = row.Source is { } source && source < sources.Count ? sources[source] : null,
        IsSingleSource = row.Single,
        IsConflicting = row.Conflict,
        UnknownRates =
        [
            .. row.Unknown
                .Concat(row.Others?.Keys.AsEnumerable() ?? [])
                .Concat(row.Periods.SelectMany(period => period.Unknown))
                .Distinct(),
        ],
        Periods = row.Periods,
    };

    /// <summary>What the serializer lets pass and a price cannot be.</summary>
    private static void Check(PriceDocumentRow? row, int number)
    {
        var where = $"The file of prices, model {number}";
        if (row is not { Provider.Length: > 0, Model.Length: > 0, Periods: not null })
        {
            throw new FormatException($"{where}: provider, model and periods are needed.");
        }

        where = $"{where} ({row.Provider} {row.Model})";
        if (row.Periods.Count == 0 || row.Periods.Any(period => period is null))
        {
            throw new FormatException($"{where} has no period, or an empty one.");
        }

        if (row.Periods.Any(HasEmptyParts)
            || row.Periods.SelectMany(period => period.AllRates).Any(rates => rates is null || rates.IsNegative))
        {
            throw new FormatException($"{where} has an empty tier, window or rate, or a rate below 0.");
        }
    }

    private static bool HasEmptyParts(PricePeriod period) =>
        period.Tiers.Any(tier => tier is null) || period.Windows.Any(window => window is null)
        || period.ServiceTiers.Values.Any(service => service is null || service.Tiers.Any(tier => tier is null));
}
