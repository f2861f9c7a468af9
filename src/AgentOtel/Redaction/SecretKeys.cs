using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace AgentOtel;

/// <summary>
/// Keys that tell of a secret by their last part: <c>http.request.header.authorization</c>, <c>x-api-key</c>,
/// <c>dbPassword</c>, <c>clientsecret</c>; not <c>gen_ai.usage.input_tokens</c>, <c>TokenCount</c> or <c>cookie_count</c>. Thread-safe.
/// </summary>
internal sealed class SecretKeys(IEnumerable<string> own)
{
    private const int MostWords = 8;

    // Names come from outside: what is remembered of them has a bound.
    private const int MostKnown = 2000;
    private const int LongestKnown = 64;

    private static readonly string[] Lines = ["authorization", "cookie"];

    private static readonly string[] Values =
    [
        "apikey", "apikeys", "credential", "credentials", "cvc", "cvv", "passcode", "passphrase", "passwd", "password", "passwords",
        "pwd", "secret", "secrets",
    ];

    private static readonly string[] BeforeKey =
    [
        "access", "account", "admin", "api", "app", "application", "auth", "client", "consumer", "encryption", "functions", "license",
        "master", "private", "session", "shared", "signing", "storage", "subscription", "webhook",
    ];

    // As the last word of a name they say that the value is not the secret itself.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Aspects = Lookup(
        "age", "at", "attempts", "bytes", "changed", "count", "counts", "days", "enabled", "endpoint", "expired", "expires", "expiry",
        "file", "format", "header", "index", "kind", "len", "length", "limit", "max", "min", "minutes", "mode", "ms", "name", "names", "ok",
        "path", "policy", "present", "provider", "provided", "required", "retries", "rotated", "rotation", "seconds", "size", "source",
        "set", "status", "strength", "total", "ttl", "type", "uri", "url", "usage", "used", "valid", "version");

    // Tokens of a model, not of a user.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeCounted = Lookup(
        "bos", "cached", "completion", "each", "end", "eos", "every", "first", "input", "last", "mask", "max", "min", "model", "next",
        "output", "pad", "per", "prompt", "reasoning", "sep", "special", "start", "stop", "total", "unk");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeToken =
        Lookup("bearer", "bot", "csrf", "deploy", "device", "id", "jwt", "oauth", "personal", "refresh", "reset", "secret");

    private readonly ConcurrentDictionary<string, SecretKind> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own = new(own, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a name says; a name that was met before is not read again.</summary>
    public SecretKind Of(ReadOnlySpan<char> key)
    {
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(key, out var kind))
        {
            return kind;
        }

        kind = Read(key);
        if (key.Length <= LongestKnown && _known.Count < MostKnown)
        {
            known.TryAdd(key, kind);
        }

        return kind;
    }

    private SecretKind Read(ReadOnlySpan<char> key)
    {
        var last = key[(key.LastIndexOf('.') + 1)..];
        var ownKeys = _own.GetAlternateLookup<ReadOnlySpan<char>>();
        if (_own.Count > 0 && (ownKeys.Contains(key) || ownKeys.Contains(last)))
        {
            return SecretKind.Value;
        }

        Span<Range> words = stackalloc Range[MostWords];
        words = words[..NameWords.Last(last, words)];
        if (words.IsEmpty || (words.Length > 1 && Aspects.Contains(last[words[0]])))
        {
            return SecretKind.None;
        }

        for (var i = words.Length - 1; i >= 0; i--)
        {
            var word = last[words[i]].TrimEnd(Alphabets.DigitCharacters);
            var before = i + 1 < words.Length ? last[words[i + 1]] : default;
            if (EndsWithAny(word, Lines))
            {
                return SecretKind.Line;
            }

            if (EndsWithAny(word, Values) || (IsKey(word) && EndsWithAny(before, BeforeKey)))
            {
                return word.EndsWith("pwd", StringComparison.OrdinalIgnoreCase) ? SecretKind.Folder : SecretKind.Value;
            }
        }

        return OfLast(last[words[0]], words.Length > 1 ? last[words[1]] : default);
    }

    /// <summary>Whether a token with this word before it is nobody's but a user's: <c>access token</c>.</summary>
    public static bool IsBeforeToken(ReadOnlySpan<char> word) => BeforeToken.Contains(word) || EndsWithAny(word, BeforeKey);

    private static SecretKind OfLast(ReadOnlySpan<char> word, ReadOnlySpan<char> before) =>
        word.Equals("sig", StringComparison.OrdinalIgnoreCase) || word.Equals("signature", StringComparison.OrdinalIgnoreCase)
            ? SecretKind.Signature
            : word.EndsWith("token", StringComparison.OrdinalIgnoreCase) && !BeforeCounted.Contains(before)
                ? SecretKind.Token
                : SecretKind.None;

    private static bool IsKey(ReadOnlySpan<char> word) =>
        word.Equals("key", StringComparison.OrdinalIgnoreCase) || word.Equals("keys", StringComparison.OrdinalIgnoreCase);

    /// <summary>As in <c>clientsecret</c>, which has no words.</summary>
    private static bool EndsWithAny(ReadOnlySpan<char> word, string[] endings)
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

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(params string[] words) =>
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words).GetAlternateLookup<ReadOnlySpan<char>>();
}
