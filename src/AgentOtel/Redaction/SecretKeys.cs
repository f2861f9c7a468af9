namespace AgentOtel;

/// <summary>
/// Keys that tell of a secret by their last part: <c>http.request.header.authorization</c>, <c>x-api-key</c>,
/// <c>dbPassword</c>, <c>clientsecret</c>; not <c>gen_ai.usage.input_tokens</c> or <c>TokenCount</c>.
/// </summary>
internal sealed class SecretKeys(IEnumerable<string> own)
{
    private static readonly string[] Words =
    [
        "authorization", "apikey", "cookie", "credential", "credentials", "passcode", "passphrase", "passwd", "password", "passwords", "pwd", "secret", "secrets",
    ];

    private static readonly string[] BeforeKey =
    [
        "access", "account", "api", "encryption", "functions", "master", "private", "shared", "signing", "storage", "subscription",
    ];

    private readonly HashSet<string> _own = new(own, StringComparer.OrdinalIgnoreCase);

    public bool Contains(string key)
    {
        var last = key[(key.LastIndexOf('.') + 1)..];
        if (_own.Contains(key) || _own.Contains(last))
        {
            return true;
        }

        var before = "";
        foreach (var word in WordsOf(last))
        {
            if (EndsWithAny(word, Words) || (IsKey(word) && EndsWithAny(before, BeforeKey)))
            {
                return true;
            }

            before = word;
        }

        // Tokens are counted and limited, too: only a name that ends so is one.
        return before.EndsWith("token", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsKey(string word) =>
        word.Equals("key", StringComparison.OrdinalIgnoreCase) || word.Equals("keys", StringComparison.OrdinalIgnoreCase);

    /// <summary>As in <c>clientsecret</c>, which has no words.</summary>
    private static bool EndsWithAny(string word, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> WordsOf(string name)
    {
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsLetterOrDigit(name[i]) || (char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (isEnd && i > start)
            {
                yield return name[start..i];
            }

            if (isEnd)
            {
                start = i < name.Length && !char.IsLetterOrDigit(name[i]) ? i + 1 : i;
            }
        }
    }
}
