using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// The names that a model may stand under in the table, best first. Only what is known to mean the same is taken off: a
/// date, a route, a region. A near miss finds nothing.
/// </summary>
internal static partial class ModelNames
{
    /// <summary>What a name looks like in the table's index.</summary>
    public static string Canonical(string model)
    {
        var name = model.ToLowerInvariant();
        return name.Contains("claude", StringComparison.Ordinal) ? Claude(name.Replace('.', '-')) : name.TrimEnd('-');
    }

    /// <summary>Provider and model, as they may stand in the table.</summary>
    public static IEnumerable<(string Provider, string Model)> Candidates(string? provider, string model)
    {
        foreach (var (host, name) in ModelRoutes.Of(ProviderNames.Of(provider), model.Trim()))
        {
            yield return (host, name);
            if ((ProviderNames.IsBetween(host) ? ModelMakers.Of(name) : host) is { } place)
            {
                foreach (var spelled in Spellings(place, name))
                {
                    yield return (place, spelled);
                }
            }
        }
    }

    /// <summary>Whether OpenRouter serves it for nothing.</summary>
    public static bool IsFree(string? provider, string model) =>
        model.EndsWith(":free", StringComparison.Ordinal)
        && ModelRoutes.Of(ProviderNames.Of(provider), model).Any(place => place.Provider == ProviderNames.OpenRouter);

    private static IEnumerable<string> Spellings(string place, string model)
    {
        if (FineTuned(model) is { } tuned)
        {
            // Never by the base's price.
            yield return tuned;
            yield return TunedDate().Replace(tuned, "");
            yield break;
        }

        foreach (var name in OfHost(place, model))
        {
            yield return name;
            if (Date().Match(name) is { Success: true } date)
            {
                yield return name.Remove(date.Index, date.Length);
            }
        }
    }

    /// <summary>The fine-tuned kind of a model, without whose it is: <c>ft:base:org::id</c>, or Azure's <c>base.ft-id</c>.</summary>
    private static string? FineTuned(string model)
    {
        if (model.StartsWith("ft:", StringComparison.OrdinalIgnoreCase))
        {
            var end = model.IndexOf(':', 3);
            return end < 0 ? model : model[..end];
        }

        var suffix = model.IndexOf(".ft-", StringComparison.OrdinalIgnoreCase);
        return suffix < 0 ? null : model[..(suffix + 3)];
    }

    private static IEnumerable<string> OfHost(string place, string model) => place switch
    {
        "aws" => Bedrock(model),
        "azure" when model.StartsWith("gpt-35-", StringComparison.OrdinalIgnoreCase) => [model, "gpt-3.5-" + model["gpt-35-".Length..]],
        _ => [model],
    };

    /// <summary>Bedrock's ids carry the region that serves them; the table knows global and regional prices.</summary>
    private static IEnumerable<string> Bedrock(string model)
    {
        var whole = ContextLength().Replace(model, "");
        var anywhere = Region().Replace(whole, "");
        foreach (var name in (string[])[whole, "regional." + anywhere, anywhere])
        {
            var version = FirstVersion().Match(name);
            yield return name;
            yield return version.Success ? name[..version.Index] : name + "-v1:0";
            yield return version.Success ? name[..version.Index] + "-v1:0" : name + "-v1";
        }
    }

    /// <summary>Hosts and libraries order the parts of Claude's names in two ways: family first is Anthropic's own.</summary>
    private static string Claude(string name)
    {
        var match = VersionFirst().Match(name);
        if (!match.Success)
        {
            return name;
        }

        var (family, version) = (match.Groups["family"].Value, match.Groups["version"].Value);
        return $"{name[..match.Index]}claude-{family}-{version}{name[(match.Index + match.Length)..]}";
    }

    [GeneratedRegex(@"[-@](?:\d{4}-\d{2}-\d{2}|20\d{6})(?=$|-v\d|:)|@(?:latest|default)$")]
    private static partial Regex Date();

    [GeneratedRegex(@"-(?:\d{4}-\d{2}-\d{2}|\d{4})$")]
    private static partial Regex TunedDate();

    [GeneratedRegex(@"^(?:[a-z]{2}|us-gov|apac)\.")]
    private static partial Regex Region();

    /// <summary>A model with a context of its own, bought by the hour or not, is the same model.</summary>
    [GeneratedRegex(@"(?<=:\d+):\d+k$")]
    private static partial Regex ContextLength();

    [GeneratedRegex(@"-v1(?::0)?$")]
    private static partial Regex FirstVersion();

    [GeneratedRegex(@"claude-(?<version>\d(?:-\d)?)-(?<family>opus|sonnet|haiku)")]
    private static partial Regex VersionFirst();
}
