using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// The names that a model may stand under in the table, best first. Only what is known to mean the same is taken off: a
/// date, a route, a region. A near miss finds nothing.
/// </summary>
internal static partial class ModelNames
{
    private static readonly string[] Routes =
    [
        "models/", "azure/", "azure_ai/", "openai/", "anthropic/", "google/", "gemini/", "vertex_ai/", "bedrock/", "mistral/", "mistralai/",
        "cohere/", "deepseek/", "groq/", "x-ai/", "xai/", "perplexity/", "moonshotai/", "publishers/google/models/", "publishers/anthropic/models/",
    ];

    /// <summary>The convention's names of providers, and those of older libraries, as the table names them.</summary>
    private static readonly Dictionary<string, string> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["aws.bedrock"] = "aws",
        ["aws_bedrock"] = "aws",
        ["bedrock"] = "aws",
        ["azure.ai.openai"] = "azure",
        ["azure.ai.inference"] = "azure",
        ["az.ai.openai"] = "azure",
        ["az.ai.inference"] = "azure",
        ["azure_openai"] = "azure",
        ["gcp.gemini"] = "google",
        ["gcp.vertex_ai"] = "google",
        ["gcp.gen_ai"] = "google",
        ["gemini"] = "google",
        ["vertex_ai"] = "google",
        ["mistral_ai"] = "mistral",
        ["mistralai"] = "mistral",
        ["moonshot_ai"] = "moonshotai",
        ["x_ai"] = "x-ai",
        ["xai"] = "x-ai",
        ["fireworks_ai"] = "fireworks",
        ["together_ai"] = "together",
    };

    public static string ProviderOf(string provider) => Providers.GetValueOrDefault(provider, provider.ToLowerInvariant());

    /// <summary>What a name looks like in the table's index.</summary>
    public static string Canonical(string model)
    {
        var name = model.ToLowerInvariant();
        return name.Contains("claude", StringComparison.Ordinal) ? Claude(name.Replace('.', '-')) : name.TrimEnd('-');
    }

    /// <summary>Provider and model, as they may stand in the table.</summary>
    public static IEnumerable<(string Provider, string Model)> Candidates(string provider, string model)
    {
        var host = ProviderOf(provider);
        if (FineTuned(model.Trim()) is { } tuned)
        {
            // Never by the base's price.
            yield return (host, tuned);
            yield return (host, TunedDate().Replace(tuned, ""));
            yield break;
        }

        foreach (var name in Routed(host, model.Trim()))
        {
            yield return name;
            if (Date().Match(name.Model) is { Success: true } date)
            {
                yield return (name.Provider, name.Model.Remove(date.Index, date.Length));
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

    private static IEnumerable<(string Provider, string Model)> Routed(string host, string model)
    {
        foreach (var name in Regional(host, model))
        {
            yield return (host, name);
        }

        var rest = model.StartsWith("openrouter/", StringComparison.OrdinalIgnoreCase) ? model["openrouter/".Length..] : model;
        foreach (var route in Routes)
        {
            if (!rest.StartsWith(route, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var name = rest[route.Length..];
            yield return (host, name);
            if (host is "openrouter" or "litellm")
            {
                yield return (ProviderOf(route.TrimEnd('/')), name);
            }
        }
    }

    /// <summary>Bedrock's ids carry the region that serves them; the table knows global and regional prices.</summary>
    private static IEnumerable<string> Regional(string host, string model)
    {
        yield return model;
        if (host != "aws")
        {
            yield break;
        }

        var name = Region().Replace(model, "");
        yield return "regional." + name;
        yield return name;
    }

    /// <summary>Hosts and libraries order the parts of Claude's names in two ways: family first is Anthropic's own.</summary>
    private static string Claude(string name)
    {
        var match = VersionFirst().Match(name);
        return match.Success
            ? $"{name[..match.Index]}claude-{match.Groups["family"].Value}-{match.Groups["version"].Value}{name[(match.Index + match.Length)..]}"
            : name;
    }

    [GeneratedRegex(@"[-@](?:\d{4}-\d{2}-\d{2}|20\d{6})(?=$|-v\d|:)|@latest$")]
    private static partial Regex Date();

    [GeneratedRegex(@"-(?:\d{4}-\d{2}-\d{2}|\d{4})$")]
    private static partial Regex TunedDate();

    [GeneratedRegex(@"^(?:us|eu|apac|ap|jp|au|ca|sa|us-gov)\.")]
    private static partial Regex Region();

    [GeneratedRegex(@"claude-(?<version>\d(?:-\d)?)-(?<family>opus|sonnet|haiku)")]
    private static partial Regex VersionFirst();
}
