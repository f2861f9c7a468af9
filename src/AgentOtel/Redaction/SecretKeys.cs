namespace AgentOtel;

/// <summary>
/// Keys that tell of a secret by their last part: <c>http.request.header.authorization</c>, <c>x-api-key</c>,
/// <c>dbPassword</c>; not <c>gen_ai.usage.input_tokens</c>.
/// </summary>
internal sealed class SecretKeys(IEnumerable<string> own)
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "apikey", "cookie", "credential", "credentials", "passphrase", "passwd", "password", "pwd", "secret", "token",
    };

    private static readonly HashSet<string> BeforeKey = new(StringComparer.OrdinalIgnoreCase) { "access", "account", "api", "private", "signing" };

    private readonly HashSet<string> _own = new(own, StringComparer.OrdinalIgnoreCase);

    public bool Contains(string key)
    {
        var last = key[(key.LastIndexOf('.') + 1)..];
        if (_own.Contains(key) || _own.Contains(last))
        {
            return true;
        }

        string? before = null;
        foreach (var word in WordsOf(last))
        {
            if (Words.Contains(word) || (before is not null && BeforeKey.Contains(before) && word.Equals("key", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }

            before = word;
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
