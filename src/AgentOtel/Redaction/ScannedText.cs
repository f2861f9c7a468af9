using System.Buffers;

namespace AgentOtel;

/// <summary>
/// A text that is looked through for secrets. Everything that reads it reads it here, and each character that is looked at
/// counts as a step: a test holds that the steps grow with the length of the text alone.
/// </summary>
internal ref struct ScannedText(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    public readonly int Length => _text.Length;

    public long Steps { get; set; }

    /// <summary>A character; <c>\0</c> before the beginning and behind the end.</summary>
    public char this[int at]
    {
        get
        {
            Steps++;
            return (uint)at < (uint)_text.Length ? _text[at] : '\0';
        }
    }

    /// <summary>The end of the run of such characters that begins here, looked for within a bound.</summary>
    public int EndOf(int at, SearchValues<char> run, int most = int.MaxValue)
    {
        var rest = _text[at..];
        rest = rest[..Math.Min(most, rest.Length)];
        var length = rest.IndexOfAnyExcept(run);
        length = length < 0 ? rest.Length : length;
        Steps += length + 1;
        return at + length;
    }

    /// <summary>The end of the word that begins here: most are too short for more than a plain look at each character.</summary>
    public int WordEnd(int at)
    {
        var end = at + 1;
        while (end < _text.Length && char.IsAsciiLetterOrDigit(_text[end]))
        {
            end++;
        }

        Steps += end - at;
        return end;
    }

    /// <summary>The beginning of the run of such characters that ends before here, looked for within a bound.</summary>
    public int StartOf(int at, SearchValues<char> run, int most = int.MaxValue)
    {
        var before = _text[..at];
        before = before[Math.Max(0, before.Length - Math.Min(most, before.Length))..];
        var length = before.Length - (before.LastIndexOfAnyExcept(run) + 1);
        Steps += length + 1;
        return at - length;
    }

    /// <summary>The first of such characters from here on, or the end of what may be looked at.</summary>
    public int Next(int at, SearchValues<char> any, int most = int.MaxValue)
    {
        var rest = _text[Math.Min(at, _text.Length)..];
        rest = rest[..Math.Min(most, rest.Length)];
        var length = rest.IndexOfAny(any);
        length = length < 0 ? rest.Length : length;
        Steps += length + 1;
        return at + length;
    }

    /// <summary>Where a word stands first from here on, or the end of what may be looked at.</summary>
    public int Find(string word, int start, int end)
    {
        var length = _text[start..end].IndexOf(word, StringComparison.Ordinal);
        Steps += length < 0 ? end - start : length + word.Length;
        return length < 0 ? end : start + length;
    }

    /// <summary>Whether a word stands here.</summary>
    public bool Has(int at, ReadOnlySpan<char> word, StringComparison comparison = StringComparison.Ordinal)
    {
        Steps += word.Length;
        return at >= 0 && at <= _text.Length && _text[at..].StartsWith(word, comparison);
    }

    /// <summary>A piece of the text.</summary>
    public ReadOnlySpan<char> Slice(int start, int end)
    {
        Steps += end - start;
        return _text[start..end];
    }
}
