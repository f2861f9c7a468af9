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

    // Shorter than any of the shapes.
    private const int MinLength = 6;

    private readonly Regex _shapes;

    /// <summary>Makes a redactor that knows the usual shapes and those given.</summary>
    /// <param name="patterns">Regular expressions without look-around and back references.</param>
    /// <exception cref="ArgumentException">A pattern is not a regular expression of that kind.</exception>
    public Redactor(IEnumerable<string>? patterns = null)
    {
        try
        {
            _shapes = new Regex(
                string.Join('|', SecretShapes.All.Concat(patterns ?? []).Select(pattern => $"(?:{pattern})")),
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException($"A pattern cannot be matched in linear time: {exception.Message}", nameof(patterns), exception);
        }
    }

    /// <summary>A redactor that knows the usual shapes.</summary>
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
            return _shapes.Replace(text, static match => SecretShapes.IsOrdinary(match.ValueSpan) ? match.Value : Replacement);
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
        _ when SecretKeys.Contains(key) => Replacement,
        string text => Redact(text),
        string[] texts => Array.ConvertAll(texts, Redact),
        Uri uri => Redact(uri.OriginalString),
        _ => value,
    };
}
