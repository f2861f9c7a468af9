using System.Buffers;

namespace AgentOtel;

/// <summary>
/// Finds what a secret's name is given in a text: <c>password=…</c>, <c>"api_key": "…"</c>, <c>Authorization: …</c>. Starts at
/// the sign between the two, reads the name back and the value on.
/// </summary>
internal struct AssignedSecrets(SecretKeys keys)
{
    private const int LongestName = 64;
    private const int MostBlanks = 8;
    private const int MostClosers = 6;

    // How far behind a name that is itself a value ("name": "password") its value may begin.
    private const int NextValue = 48;

    private static readonly SearchValues<char> Name = SearchValues.Create(Alphabets.LetterCharacters + Alphabets.DigitCharacters + "_-.$");
    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t");
    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n");
    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'`\\]");

    private int _valueUntil;

    /// <param name="text">The text.</param>
    /// <param name="at">Where <c>:</c> or <c>=</c> stands.</param>
    public TextFinding Find(ref ScannedText text, int at)
    {
        var closed = text.StartOf(at, Blanks, MostBlanks);
        var nameEnd = text.StartOf(closed, Closers, MostClosers);
        var nameStart = text.StartOf(nameEnd, Name, LongestName);
        if (nameStart == nameEnd)
        {
            return default;
        }

        var name = text.Slice(nameStart, nameEnd);
        var kind = keys.Of(name);
        if (kind is SecretKind.None && at < _valueUntil && EndsWith(name, "value"))
        {
            (kind, _valueUntil) = (SecretKind.Value, 0);
        }

        var mayName = kind is SecretKind.None && (EndsWith(name, "name") || EndsWith(name, "key"));
        var start = kind is SecretKind.None && !mayName ? -1 : ValueStart(ref text, at);
        if (start < 0 || mayName)
        {
            _valueUntil = start < 0 ? _valueUntil : NameInAValue(ref text, start);
            return default;
        }

        var isQuoted = nameEnd != closed;
        return kind is SecretKind.Token && !isQuoted && text[at] == ':' && IsProse(ref text, nameStart, start)
            ? default
            : SecretValues.Find(ref text, start, kind, text[nameStart - 1]);
    }

    /// <summary>Where the value begins; nowhere where the sign is another: <c>::</c>, or a line of its own follows.</summary>
    private static int ValueStart(ref ScannedText text, int at)
    {
        var start = at + 1;
        start += text[start] is '=' or '>' ? 1 : 0;
        start += text[at] == '=' && text[start] == '=' ? 1 : 0;
        if (text[start] == ':' || text[at - 1] == ':')
        {
            return -1;
        }

        var next = text.EndOf(start, Spaces);
        return text.Slice(start, next).Contains('\n') && IsAName(ref text, next) ? -1 : next;
    }

    /// <summary>Whether what follows on a line of its own is a name again, or an item of a list.</summary>
    private static bool IsAName(ref ScannedText text, int at)
    {
        var end = text.EndOf(at, Name, LongestName);
        return text[at] is '-' or '#' || text[end] is ':' or '=';
    }

    /// <summary>The name of a pair may stand as a value: <c>"name": "password", "value": "…"</c>.</summary>
    /// <returns>Until where its value may begin; 0 where it names no secret.</returns>
    private readonly int NameInAValue(ref ScannedText text, int start)
    {
        if (text[start] is not ('"' or '\''))
        {
            return 0;
        }

        var end = text.EndOf(start + 1, Name, LongestName);
        var isSecret = text[end] == text[start] && keys.Of(text.Slice(start + 1, end)) is not SecretKind.None;
        return isSecret ? end + NextValue : 0;
    }

    private static bool EndsWith(ReadOnlySpan<char> name, string word) => name.EndsWith(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A token in a sentence or a log line: <c>first token: 320 ms</c>, <c>unexpected token: foo</c>. It is a secret where it
    /// looks like one.
    /// </summary>
    private readonly bool IsProse(ref ScannedText text, int nameStart, int start)
    {
        var before = text.StartOf(nameStart, Blanks, MostBlanks);
        var word = text.StartOf(before, Name, LongestName);
        var end = text.Next(start, Spaces, LongestName);
        if (before == nameStart || word == before)
        {
            return false;
        }

        // "first token" counts as first_token would.
        return keys.Of(text.Slice(word, start)[..^(start - nameStart - "token".Length)]) is SecretKind.None
            || !(SecretKeys.IsBeforeToken(text.Slice(word, before)) || RandomText.IsLikely(text.Slice(start, end)));
    }
}
