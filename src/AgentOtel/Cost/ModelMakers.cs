using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// Who makes a model, by its name, where its maker alone sets the price. Open models, which many hosts serve at prices of
/// their own, have none.
/// </summary>
internal static partial class ModelMakers
{
    private static readonly (string Prefix, string Maker)[] Families =
    [
        ("claude-", "anthropic"),
        ("chatgpt-", "openai"),
        ("codex-", "openai"),
        ("ft:", "openai"),
        ("text-embedding-3-", "openai"),
        ("text-embedding-ada-", "openai"),
        ("gemini-", "google"),
        ("grok-", "x-ai"),
        ("command-a", "cohere"),
        ("command-r", "cohere"),
        ("embed-v4", "cohere"),
        ("deepseek-chat", "deepseek"),
        ("deepseek-reasoner", "deepseek"),
        ("sonar", "perplexity"),
        ("moonshot-v1", "moonshotai"),
        ("voyage-", "voyageai"),
        ("codestral-", "mistral"),
        ("magistral-", "mistral"),
        ("ministral-", "mistral"),
        ("mistral-large", "mistral"),
        ("mistral-medium", "mistral"),
        ("mistral-small", "mistral"),
        ("mistral-embed", "mistral"),
        ("pixtral-large", "mistral"),
    ];

    /// <returns>The provider's name in the table, or nothing.</returns>
    public static string? Of(string model)
    {
        if (OpenAi().IsMatch(model))
        {
            return "openai";
        }

        foreach (var (prefix, maker) in Families)
        {
            if (model.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return maker;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^(?:gpt-(?!oss)|o[134](?:-|$))", RegexOptions.IgnoreCase)]
    private static partial Regex OpenAi();
}
