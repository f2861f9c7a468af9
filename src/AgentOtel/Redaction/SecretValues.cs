using System.Buffers;

namespace AgentOtel;

/// <summary>Reads the value that stands behind a secret's name: in quotes, in brackets, or bare.</summary>
internal static class SecretValues
{
    private const int LeastOfASignature = 20;
    private const int MostOfACount = 9;
    private const int LongestScheme = 24;
    private const int LongestSentence = 128;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\"'&<\\\r\n");
    private static readonly SearchValues<char> BareEnds = SearchValues.Create(" \t\r\n\"'`&,;}<");
    private static readonly SearchValues<char> ListEnds = SearchValues.Create("]\r\n");
    private static readonly SearchValues<char> BraceEnds = SearchValues.Create("}{\":\r\n");
    private static readonly SearchValues<char> CountCharacters = SearchValues.Create(Alphabets.DigitCharacters + ".,");
    private static readonly SearchValues<char> Signatures =
        SearchValues.Create(Alphabets.LetterCharacters + Alphabets.DigitCharacters + "_-+/%=");

    /// <param name="text">The text.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="kind">What its name says.</param>
    /// <param name="beforeName">The character before the name.</param>
    public static TextFinding Find(ref ScannedText text, int start, SecretKind kind, char beforeName)
    {
        var isQuoted = text[start] is '"' or '\'' or '`';
        if (text.Has(isQuoted ? start + 1 : start, HarmlessValues.Redacted))
        {
            return default;
        }

        var found = text[start] switch
        {
            _ when isQuoted => Quoted(ref text, start),
            '\\' => default,
            '$' when text[start + 1] == '{' => default,
            '[' => Within(ref text, start, ListEnds, ']'),
            '{' => Within(ref text, start, BraceEnds, '}'),
            _ => kind switch
            {
                SecretKind.Line => Line(ref text, start),
                SecretKind.Signature => new(start, text.EndOf(start, Signatures)),
                SecretKind.Folder when beforeName != ';' && IsFolder(ref text, start) => default,
                _ => Bare(ref text, start),
            },
        };
        return found.IsFound && IsSecret(text.Slice(found.Start, found.End), kind, isQuoted) ? found : default;
    }

    /// <summary>Until the same quote, which an odd number of backslashes escapes, or the end of the line.</summary>
    public static TextFinding Quoted(ref ScannedText text, int start)
    {
        var quote = text[start];
        var end = start + 1;
        for (; end < text.Length && text[end] != quote && text[end] is not ('\r' or '\n'); end++)
        {
            end += text[end] == '\\' ? 1 : 0;
        }

        return new(start + 1, Math.Min(end, text.Length));
    }

    /// <summary>Until a blank or what ends a value in code, in addresses and in settings. A quote within a word is part of it.</summary>
    public static TextFinding Bare(ref ScannedText text, int start)
    {
        // Authorization goes before what it authorizes with.
        var scheme = text.EndOf(start, Alphabets.Letters, LongestScheme);
        var from = IsScheme(text.Slice(start, scheme)) && text[scheme] == ' ' ? scheme + 1 : start;
        var end = text.Next(from, BareEnds);
        while (text[end] is '"' or '\'' or '`' && end > from && char.IsLetterOrDigit(text[end + 1]) && text[end - 1] != '\\')
        {
            end = text.Next(end + 1, BareEnds);
        }

        while (end > from
            && (text[end - 1] is ')' or ']' or '.' or ':' or '!' or '?' || (text[end - 1] == '\\' && text[end] is '"' or '\'')))
        {
            end--;
        }

        return new(start, end);
    }

    /// <summary>Until the end of the line, or of the text that the line is quoted in; what is quoted in it belongs to it.</summary>
    private static TextFinding Line(ref ScannedText text, int start)
    {
        if (IsSentence(text.Slice(start, text.Next(start, LineEnds, LongestSentence))))
        {
            return default;
        }

        var end = text.Next(start, LineEnds);
        while (text[end] == '"' && text[end - 1] == '=')
        {
            end = Quoted(ref text, end).End;
            end = text.Next(text[end] == '"' ? end + 1 : end, LineEnds);
        }

        return new(start, start + text.Slice(start, end).TrimEnd().Length);
    }

    private static TextFinding Within(ref ScannedText text, int start, SearchValues<char> ends, char close)
    {
        var end = text.Next(start + 1, ends);
        return close == ']' || text[end] == close ? new(start, text[end] == close ? end + 1 : end) : default;
    }

    /// <summary>Whether a value is a secret that stands alone under a secret's name.</summary>
    public static bool IsSecret(ReadOnlySpan<char> value, SecretKind kind)
    {
        var text = new ScannedText(value);
        return IsSecret(value, kind, isQuoted: true) && !(kind is SecretKind.Folder && IsFolder(ref text, 0));
    }

    private static bool IsSecret(ReadOnlySpan<char> value, SecretKind kind, bool isQuoted) =>
        !HarmlessValues.Contains(value) && !HarmlessValues.Contains(value.Trim("[]{}\"' ")) && kind switch
        {
            SecretKind.Signature => value.Length >= LeastOfASignature && !value.ContainsAnyExcept(Signatures),
            SecretKind.Token => isQuoted || !IsCount(value),
            _ => true,
        };

    private static bool IsScheme(ReadOnlySpan<char> word) =>
        word.Equals("bearer", StringComparison.OrdinalIgnoreCase) || word.Equals("basic", StringComparison.OrdinalIgnoreCase)
        || word.Equals("token", StringComparison.OrdinalIgnoreCase);

    /// <summary>Words that say something of authorization: no scheme, no figure, and more than one.</summary>
    private static bool IsSentence(ReadOnlySpan<char> value)
    {
        var end = value.IndexOf(' ');
        return end > 0 && !IsScheme(value[..end]) && !value.ContainsAny('=', '/', '+') && !value.ContainsAny(Alphabets.Digits)
            && value[..end].IndexOfAnyExcept(Alphabets.Letters) < 0;
    }

    private static bool IsFolder(ref ScannedText text, int at) =>
        text[at] is '/' or '~' || (text[at + 1] == ':' && text[at + 2] is '\\' or '/');

    /// <summary>A number, with a unit or not: <c>320</c>, <c>0.002</c>, <c>12k</c>.</summary>
    private static bool IsCount(ReadOnlySpan<char> value)
    {
        var number = value.TrimEnd("msk%µ");
        return number.Length is > 0 and <= MostOfACount && !number.ContainsAnyExcept(CountCharacters);
    }
}
