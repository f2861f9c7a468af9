using System.Globalization;
using System.Text;

namespace AgentOtel.Cli.Prices;

/// <summary>
/// The table as maps of literals, which the Collector's transformation language looks values up in: by <c>provider/model</c>,
/// in small letters, dollars per million tokens. What the maps cannot tell whole is left out, and such a call has no price there.
/// </summary>
internal sealed class CollectorRates
{
    // As other senders spell providers; a suffix for the kind of call is taken off there.
    private static readonly string[] Spellings =
    [
        "openai",
        "azure",
        "azure.ai.openai",
        "azure.ai.inference",
        "az.ai.openai",
        "az.ai.inference",
        "azure_openai",
        "azure-openai",
        "azure_ai",
        "anthropic",
        "aws",
        "aws.bedrock",
        "aws_bedrock",
        "bedrock",
        "bedrock_converse",
        "amazon-bedrock",
        "amazon",
        "google",
        "gemini",
        "gcp",
        "gcp.gemini",
        "gcp.gen_ai",
        "gcp.vertex_ai",
        "vertex_ai",
        "vertexai",
        "google-genai",
        "google_genai",
        "google-vertex",
        "google_vertexai",
        "google-gla",
        "google.generative-ai",
        "google.vertex",
        "mistral",
        "mistral_ai",
        "mistralai",
        "cohere",
        "groq",
        "deepseek",
        "x_ai",
        "xai",
        "x-ai",
        "perplexity",
        "openrouter",
        "together",
        "together_ai",
        "togetherai",
        "fireworks",
        "fireworks_ai",
        "cerebras",
        "moonshot",
        "moonshot_ai",
        "moonshotai",
        "minimax",
        "novita",
        "voyage",
        "voyageai",
        "zai",
        "z-ai",
        "zhipuai",
    ];

    private readonly Dictionary<string, PricePeriod> _periods = [];

    public CollectorRates(PriceTable table, DateOnly date)
    {
        Providers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Makers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (provider, model) in table.Rows.Select(row => (row.Provider, row.Model)))
        {
            if (table.Find(provider, model) is not { } row || row.UnknownRates.Count > 0 || PeriodOf(row, date) is not { } period)
            {
                continue;
            }

            _periods[Key(provider, model)] = period;
            if (table.Find(null, model)?.Provider == provider)
            {
                Makers[model.ToLowerInvariant()] = provider.ToLowerInvariant();
            }
        }

        var providers = table.Rows.Select(row => row.Provider).Distinct().ToList();
        foreach (var spelling in Spellings.Concat(providers))
        {
            if (providers.FirstOrDefault(provider => IsNameOf(table, spelling, provider)) is { } known)
            {
                Providers[spelling.ToLowerInvariant()] = known.ToLowerInvariant();
            }
        }
    }

    /// <summary>From a sender's name of a provider to the table's.</summary>
    public IDictionary<string, string> Providers { get; }

    /// <summary>From a model whose maker alone sets its price to that maker.</summary>
    public IDictionary<string, string> Makers { get; }

    public IEnumerable<(string Key, string Value)> Of(Func<TokenRates, decimal?> rate) =>
        from pair in _periods
        let value = rate(pair.Value.Rates)
        where value is not null
        orderby pair.Key
        select (pair.Key, Number(value.Value));

    /// <summary>Of large inputs: the tokens above which they hold.</summary>
    public IEnumerable<(string Key, string Value)> Tiers() =>
        from pair in _periods
        where pair.Value.Tiers.Count == 1
        orderby pair.Key
        select (pair.Key, Number(pair.Value.Tiers[0].IsInclusive ? pair.Value.Tiers[0].Above - 0.5m : pair.Value.Tiers[0].Above));

    public IEnumerable<(string Key, string Value)> OfTier(Func<TokenRates, decimal?> rate) =>
        from pair in _periods
        where pair.Value.Tiers.Count == 1
        let value = rate(pair.Value.Tiers[0].Rates)
        where value is not null
        orderby pair.Key
        select (pair.Key, Number(value.Value));

    /// <summary>A map as the language writes it, folded into lines.</summary>
    public static string Map(IEnumerable<(string Key, string Value)> pairs, string indent)
    {
        var text = new StringBuilder("{");
        var line = 0;
        foreach (var (key, value) in pairs)
        {
            var pair = $"\"{key}\": {value}";
            text.Append(line == 0 ? "" : ",");
            if (line == 0 || line + pair.Length > 120)
            {
                text.Append('\n').Append(indent);
                line = 0;
            }
            else
            {
                text.Append(' ');
            }

            text.Append(pair);
            line += pair.Length + 2;
        }

        return text.Append('}').ToString();
    }

    /// <summary>Whether a spelling means a provider: what the provider alone serves is found under it.</summary>
    private static bool IsNameOf(PriceTable table, string spelling, string provider) =>
        table.Rows.Where(row => row.Provider == provider).All(row => table.Find(spelling, row.Model)?.Provider == provider);

    private static string Key(string provider, string model) => $"{provider}/{model}".ToLowerInvariant();

    // Not what has rates by the time of day, or more than one tier: the maps have no place for it.
    private static PricePeriod? PeriodOf(PriceRow row, DateOnly date) =>
        row.Periods.FirstOrDefault(period => (period.From is null || date >= period.From) && (period.To is null || date < period.To))
            is { Windows.Count: 0, Tiers.Count: <= 1, Rates.Input: not null } period ? period : null;

    // A whole number without a point would be another kind there.
    private static string Number(decimal value) => value.ToString("0.0############", CultureInfo.InvariantCulture);
}
