using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>
/// Takes secrets and personal data out of text: by key, and by shape. Thread-safe; the time it takes grows with the length
/// of the text alone, whatever the text is.
/// </summary>
public sealed class Redactor
{
    /// <summary>What stands in the place of what was taken out.</summary>
    public const string Replacement = HarmlessValues.Redacted + "]";

    private const string Failed = "[not redactable]";
    private const int MostKnownKeys = 2000;

    // Shorter than any of the shapes.
    private const int MinLength = 6;

    private const long LeastOfACard = 1_000_000_000_000;

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    private readonly EscapedSearch _search;
    private readonly KeyedHash? _hash;
    private readonly SecretKeys _secretKeys;
    private readonly ConcurrentDictionary<string, NumberContext> _contexts = new(StringComparer.Ordinal);

    /// <summary>Makes a redactor that knows the usual shapes and keys, and those of the options.</summary>
    /// <param name="options">What the app adds; the usual alone where absent.</param>
    /// <exception cref="ArgumentException">A pattern is no regular expression, or cannot be matched in linear time.</exception>
    public Redactor(RedactionOptions? options = null)
    {
        options ??= new();
        _secretKeys = new SecretKeys(options.Keys);
        _hash = options.HashKey is { } key ? new KeyedHash(key) : null;
        _search = new EscapedSearch(new SecretSearch(_secretKeys, options.IpAddresses), new OwnPatterns(options.Patterns));
    }

    /// <summary>A redactor that knows the usual shapes and keys.</summary>
    public static Redactor Default { get; } = new();

    /// <summary>The text without what must not be seen.</summary>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Redact(text, NumberContext.Unknown, isId: false);
    }

    /// <summary>The value as it may be recorded under a key: gone where the key itself tells of a secret.</summary>
    /// <remarks>
    /// An id that ties telemetry together (<c>session.id</c>, <c>gen_ai.conversation.id</c>…) is kept, also where it looks like
    /// the number of a card; a key of a vendor, a web token or an e-mail address is taken out of it too.
    /// </remarks>
    public object? Redact(string key, object? value)
    {
        if (value is null or bool)
        {
            return value;
        }

        if (IsSecret(key, value))
        {
            return Gone(value as string);
        }

        return value switch
        {
            string text => RedactUnder(key, text),
            long number and >= LeastOfACard => RedactNumber(number, Context(key)),
            ulong number and >= LeastOfACard => RedactNumber(number, Context(key)),
            decimal number and >= LeastOfACard => RedactNumber(number, Context(key)),
            IConvertible or Guid or DateTimeOffset or TimeSpan => value,
            string[] texts => Array.ConvertAll(texts, text => RedactUnder(key, text)),
            long[] or int[] or double[] or bool[] => value,
            _ => RedactText(value),
        };
    }

    /// <summary>Whether a value is a secret because of the key that it stands under.</summary>
    internal bool IsSecret(string key, object? value) => _secretKeys.Of(key) is var kind and not SecretKind.None && value switch
    {
        null or bool or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False } => false,
        string text => SecretValues.IsSecret(text, kind),
        JsonElement { ValueKind: JsonValueKind.String } element => SecretValues.IsSecret(element.GetString(), kind),
        IConvertible or JsonElement { ValueKind: JsonValueKind.Number } => kind is not (SecretKind.Token or SecretKind.Signature),
        _ => kind is not SecretKind.Signature,
    };

    /// <summary>A text that stands under a key that tells of no secret: of one word the key tells what it is.</summary>
    internal string RedactUnder(string key, string text) => text.AsSpan().ContainsAny(Blanks)
        ? Redact(text)
        : Redact(text, Context(key), IdKeys.IsId(key, text));

    /// <summary>What stands in a value's place.</summary>
    internal string Gone(string? value) =>
        _hash is null || value is null ? Replacement : $"{HarmlessValues.Redacted}:{_hash.Of(value)[..12]}]";

    /// <summary>How many characters are looked at in all, so often as they are: what the time grows with.</summary>
    internal long Steps(string text)
    {
        List<TextFinding>? found = null;
        return _search.Find(text, NumberContext.Unknown, isId: false, ref found);
    }

    private string Redact(string text, NumberContext context, bool isId)
    {
        if (text.Length < MinLength)
        {
            return text;
        }

        List<TextFinding>? found = null;
        try
        {
            _search.Find(text, context, isId, ref found);
        }
        catch (RegexMatchTimeoutException)
        {
            // A value that cannot be checked is dropped rather than passed on.
            return Failed;
        }

        return found is null ? text : Replaced(text, found);
    }

    private string Replaced(string text, List<TextFinding> found)
    {
        found.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var redacted = new StringBuilder(text.Length);
        var at = 0;
        for (var i = 0; i < found.Count; i++)
        {
            // What two levels of escapes show in one place is one secret.
            var (start, end) = found[i];
            for (; i + 1 < found.Count && found[i + 1].Start < end; i++)
            {
                end = Math.Max(end, found[i + 1].End);
            }

            redacted.Append(text, at, start - at).Append(Gone(text[start..end]));
            at = end;
        }

        return redacted.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>A number as long as a card's is checked as text would be.</summary>
    private object RedactNumber(IFormattable number, NumberContext context)
    {
        var digits = number.ToString(null, CultureInfo.InvariantCulture);
        var redacted = Redact(digits, context, isId: false);
        return redacted == digits ? number : redacted;
    }

    /// <summary>As an exporter would write it.</summary>
    private string RedactText(object value)
    {
        try
        {
            return value is IEnumerable<string> texts
                ? Redact(string.Join(", ", texts))
                : Redact(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }
        catch (Exception)
        {
            // The value is the app's, and so is what it throws: it is dropped rather than passed on.
            return Failed;
        }
    }

    private NumberContext Context(string key)
    {
        if (_contexts.TryGetValue(key, out var known))
        {
            return known;
        }

        known = NumberContexts.OfName(key);
        if (_contexts.Count < MostKnownKeys)
        {
            _contexts.TryAdd(key, known);
        }

        return known;
    }
}
