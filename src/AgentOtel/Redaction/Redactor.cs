using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
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

    // How often an address inside of an address inside of an address is escaped.
    private const int MaxEscapes = 3;

    private const long LeastOfACard = 1_000_000_000_000;

    // What the usual shapes never take; a pattern of the app's own may.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private readonly Regex _shapes;
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
            return text.Contains('%', StringComparison.Ordinal) ? RedactEscaped(text) : RedactShapes(text);
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
        bool => value,
        _ when IsSecret(key) => Gone(value as string),
        string text => Redact(text),
        long number and >= LeastOfACard => RedactNumber(number),
        ulong number and >= LeastOfACard => RedactNumber(number),
        decimal number and >= LeastOfACard => RedactNumber(number),
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

    /// <summary>A number as long as a card's is checked as text would be.</summary>
    internal object RedactNumber(IFormattable number)
    {
        var digits = number.ToString(null, CultureInfo.InvariantCulture);
        var redacted = Redact(digits);
        return redacted == digits ? number : redacted;
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MaxTime);
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException($"The pattern {pattern} cannot be matched in linear time: {exception.Message}", nameof(pattern), exception);
        }
    }

    private string RedactShapes(string text)
    {
        if (!_shapes.IsMatch(text))
        {
            return text;
        }

        var startedAt = Stopwatch.GetTimestamp();
        return _shapes.Replace(text, match => Stopwatch.GetElapsedTime(startedAt) < MaxTime ? Replace(match) : throw new RegexMatchTimeoutException());
    }

    /// <summary>What an address escapes is a secret too: where there is one, the text is given unescaped.</summary>
    private string RedactEscaped(string text)
    {
        var redacted = RedactShapes(text);
        var read = redacted;
        for (var i = 0; i < MaxEscapes && read.Contains('%', StringComparison.Ordinal); i++)
        {
            var unescaped = Uri.UnescapeDataString(read);
            read = RedactShapes(unescaped);
            redacted = read == unescaped ? redacted : read;
        }

        return redacted;
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
        if (IsOrdinary(match))
        {
            return match.Value;
        }

        var key = match.Groups[SecretShapes.KeyGroup].Length;
        key += key > 0 ? SecretShapes.QuoteLength(match.ValueSpan[key..]) : 0;
        var secret = match.ValueSpan[key..];
        return secret.IsEmpty || secret.StartsWith(Replacement.AsSpan(0, Replacement.Length - 1))
            ? match.Value
            : $"{match.ValueSpan[..key]}{Gone(secret.ToString())}";
    }

    private static bool IsOrdinary(Match match) =>
        (match.Groups[SecretShapes.CardGroup].Success && !CheckDigits.IsCard(match.ValueSpan))
        || (match.Groups[SecretShapes.IbanGroup].Success && !CheckDigits.IsIban(match.ValueSpan));
}
