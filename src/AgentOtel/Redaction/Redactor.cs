using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// Takes secrets and personal data out of text: by key, and by shape. Thread-safe; the time it takes grows with the length
/// of the text alone, whatever the text is.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in the place of what was taken out.</summary>
    public const string Replacement = "[redacted]";

    private const string Failed = "[not redactable]";
    private const int MaxKnownKeys = 2000;

    // Shorter than any of the shapes.
    private const int MinLength = 6;

    private readonly Regex _shapes;
    private readonly MatchEvaluator _replace;
    private readonly UserIdentity? _hash;
    private readonly SecretKeys _secretKeys;
    private readonly ConcurrentDictionary<string, bool> _knownKeys = new(StringComparer.Ordinal);

    /// <summary>Makes a redactor that knows the usual shapes and keys, and those of the options.</summary>
    /// <param name="options">What the app adds; the usual alone where absent.</param>
    /// <exception cref="ArgumentException">A pattern is no regular expression, or cannot be matched in linear time.</exception>
    public Redactor(RedactionOptions? options = null)
    {
        options ??= new();
        _secretKeys = new SecretKeys(options.Keys);
        _hash = options.HashKey is { } key ? new UserIdentity(false, key) : null;
        _replace = Replace;
        foreach (var pattern in options.Patterns)
        {
            Compile(pattern);
        }

        var shapes = SecretShapes.All.Concat(options.IpAddresses ? SecretShapes.IpAddresses : []).Concat(options.Patterns);
        _shapes = Compile(string.Join('|', shapes.Select(pattern => $"(?:{pattern})")));
    }

    /// <summary>A redactor that knows the usual shapes and keys.</summary>
    public static Redactor Default { get; } = new();

    /// <summary>The text without what must not be seen.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length < MinLength)
        {
            return text;
        }

        try
        {
            return RedactUnescaped(text) ?? _shapes.Replace(text, _replace);
        }
        catch (Exception exception) when (exception is RegexMatchTimeoutException or InsufficientExecutionStackException)
        {
            // A value that cannot be checked is dropped rather than passed on.
            return Failed;
        }
    }

    /// <summary>The value as it may be recorded under a key: gone where the key itself tells of a secret.</summary>
    public object? Redact(string key, object? value) => value switch
    {
        null => null,
        _ when IsSecret(key) => Gone(value as string),
        string text => Redact(text),
        IConvertible or Guid or DateTimeOffset or TimeSpan => value,
        string[] texts => Array.ConvertAll(texts, Redact),
        long[] or int[] or double[] or bool[] => value,
        _ => RedactText(value),
    };

    /// <summary>Whether a key tells of a secret.</summary>
    internal bool IsSecret(string key)
    {
        if (_knownKeys.TryGetValue(key, out var isSecret))
        {
            return isSecret;
        }

        isSecret = _secretKeys.Contains(key);
        if (_knownKeys.Count < MaxKnownKeys)
        {
            _knownKeys.TryAdd(key, isSecret);
        }

        return isSecret;
    }

    /// <summary>What stands in a value's place.</summary>
    internal string Gone(string? value) => _hash is null || value is null ? Replacement : $"[redacted:{_hash.Hash(value)[..12]}]";

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException($"The pattern {pattern} cannot be matched in linear time: {exception.Message}", nameof(pattern), exception);
        }
    }

    /// <summary>What an address escapes is a secret too: where there is one, the text is given unescaped.</summary>
    private string? RedactUnescaped(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        var unescaped = Uri.UnescapeDataString(text);
        var redacted = _shapes.Replace(unescaped, _replace);
        return redacted == unescaped ? null : redacted;
    }

    /// <summary>As an exporter would write it.</summary>
    private string RedactText(object value)
    {
        try
        {
            return Redact(value is IEnumerable<string> texts ? string.Join(", ", texts) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }
        catch (Exception)
        {
            // The value is the app's, and so is what it throws: it is dropped rather than passed on.
            return Failed;
        }
    }

    private string Replace(Match match)
    {
        if (SecretShapes.IsOrdinary(match.ValueSpan))
        {
            return match.Value;
        }

        var key = match.Groups[SecretShapes.KeyGroup];
        var secret = match.ValueSpan[key.Length..];
        return secret.StartsWith(Replacement.AsSpan(0, Replacement.Length - 1)) ? match.Value : $"{key.Value}{Gone(secret.ToString())}";
    }
}
