using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AgentOtel;

/// <summary>The regular expressions of an app. Thread-safe.</summary>
internal sealed class OwnPatterns
{
    // A pattern can be written so that it reads the text again for each match.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private readonly Regex? _patterns;

    /// <exception cref="ArgumentException">A pattern is no regular expression, or cannot be matched in linear time.</exception>
    public OwnPatterns(IEnumerable<string> patterns)
    {
        List<string> all = [];
        foreach (var pattern in patterns)
        {
            Compile(pattern);
            all.Add($"(?:{pattern})");
        }

        _patterns = all.Count == 0 ? null : Compile(string.Join('|', all));
    }

    /// <summary>Adds what matches.</summary>
    /// <exception cref="RegexMatchTimeoutException">It takes too long.</exception>
    public void Find(ReadOnlySpan<char> text, ref List<TextFinding>? into)
    {
        if (_patterns is null)
        {
            return;
        }

        var startedAt = Stopwatch.GetTimestamp();
        foreach (var match in _patterns.EnumerateMatches(text))
        {
            if (Stopwatch.GetElapsedTime(startedAt) > MaxTime)
            {
                throw new RegexMatchTimeoutException();
            }

            if (match.Length > 0)
            {
                (into ??= []).Add(new(match.Index, match.Index + match.Length));
            }
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MaxTime);
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException(
                $"The pattern {pattern} cannot be matched in linear time: {exception.Message}", nameof(pattern), exception);
        }
    }
}
