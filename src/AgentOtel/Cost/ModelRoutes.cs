using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// Takes the path off a model's name, part by part: a provider's own (<c>accounts/fireworks/models/…</c>, an ARN,
/// <c>publishers/…/models/…</c>, a deployment's address) and the routes that gateways and libraries put before it.
/// </summary>
internal static partial class ModelRoutes
{
    private const string BedrockMakers =
        "ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshotai|nvidia|openai|qwen|writer|zai";

    /// <summary>Whose name it is and the name: as it stands, and then after each part that was taken off.</summary>
    public static IEnumerable<(string Provider, string Model)> Of(string provider, string model)
    {
        var place = (Provider: provider, Model: model);
        yield return place;
        while (Next(place) is { } next)
        {
            place = next;
            yield return place;
        }
    }

    private static (string Provider, string Model)? Next((string Provider, string Model) place)
    {
        var (provider, model) = place;
        if (Suffix().Match(model) is { Success: true } suffix)
        {
            return (provider, model[..suffix.Index]);
        }

        if (OwnPath(model) is { } own)
        {
            return own;
        }

        if (provider != "aws" && BedrockId().IsMatch(model))
        {
            return ("aws", model);
        }

        if (InnerPart().Match(model) is { Success: true } inner)
        {
            return (provider, model[inner.Length..]);
        }

        // A route in front says who serves it only where the provider does not.
        var end = model.IndexOfAny(['/', ':']);
        return end > 0 && (model[end] == '/' || ProviderNames.IsBetween(provider)) && ProviderNames.TryGet(model[..end], out var route)
            ? (ProviderNames.IsBetween(provider) ? route : provider, model[(end + 1)..])
            : null;
    }

    /// <summary>A path that one provider alone writes: it says whose the name is.</summary>
    private static (string Provider, string Model)? OwnPath(string model) =>
        After(Arn().Match(model), "aws")
        ?? After(Publisher().Match(model), "google")
        ?? After(Fireworks().Match(model), "fireworks")
        ?? After(Deployment().Match(model), "azure");

    private static (string Provider, string Model)? After(Match match, string provider) =>
        match.Success ? (provider, match.Groups["model"].Value) : null;

    // Routing and context that cost nothing of their own; other suffixes of OpenRouter (:free, :thinking, :online) have prices.
    [GeneratedRegex(@":(?:nitro|floor|exacto)$|\[1m\]$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^arn:aws[\w-]*:bedrock:[^:]*:[^:]*:(?:foundation-model|inference-profile)/(?<model>[^/]+)$")]
    private static partial Regex Arn();

    [GeneratedRegex(@"^(?:projects/[^/]+/locations/[^/]+/)?publishers/[^/]+/models/(?<model>[^/]+)$")]
    private static partial Regex Publisher();

    [GeneratedRegex(@"^accounts/fireworks/models/(?<model>[^/#]+)$")]
    private static partial Regex Fireworks();

    [GeneratedRegex(@"(?:^|/openai/|^openai/)deployments/(?<model>[^/?]+)(?:[/?].*)?$")]
    private static partial Regex Deployment();

    /// <summary>What stands within a route: Bedrock's API and region, Azure's kind of deployment, Gemini's folder.</summary>
    [GeneratedRegex(@"^(?:models|converse|invoke|converse_like|[a-z]{2}(?:-gov)?-[a-z]+-\d|global|global-standard|responses|chat)/")]
    private static partial Regex InnerPart();

    /// <summary>Bedrock's ids begin with a region or not, then the maker and a dot.</summary>
    [GeneratedRegex("^(?:(?:[a-z]{2}|us-gov|apac|global)[.])?(?:" + BedrockMakers + ")[.][a-z]")]
    private static partial Regex BedrockId();
}
