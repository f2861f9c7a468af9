namespace AgentOtel;

/// <summary>
/// Finds keys that have no prefix, and are known by their length and by what stands within them. Looked up on 2026-12-01, as
/// those of <see cref="KeyShapes"/>, in the lists that it names.
/// </summary>
internal static class StructuredKeys
{
    private const int Sha256Length = 64;

    /// <param name="text">The text.</param>
    /// <param name="at">Where a word begins.</param>
    /// <param name="end">Where it ends.</param>
    public static TextFinding Find(ref ScannedText text, int at, int end)
    {
        var length = end - at;
        return length switch
        {
            < 8 => default,
            >= 8 and <= 10 when text[end] == ':' => Telegram(ref text, at, end),
            14 when text.Has(end, ".atlasv1.") => Followed(ref text, at, end + ".atlasv1.".Length, 50),
            >= 20 and <= 30 when text[end] == '.' => Discord(ref text, at, end),
            32 when text[end] == '-' => AfterHex(ref text, at, end),
            40 when text.Has(end - 4, "NRAL") => new(at, end),
            52 when text.EndOf(at, Alphabets.Lower) == end && RandomText.IsLikely(text.Slice(at, end)) => new(at, end),
            > 60 and < 200 when length != Sha256Length => Azure(ref text, at, end),
            _ => default,
        };
    }

    /// <summary>The secret of an app of Entra: what surrounds its mark, <c>8Q~</c>.</summary>
    public static TextFinding AtTilde(ref ScannedText text, int at)
    {
        const int Before = 5;
        if (text[at - 1] != 'Q' || !char.IsAsciiDigit(text[at - 2]) || text.StartOf(at, Alphabets.Dotted, Before) != at - Before)
        {
            return default;
        }

        var end = at + 1;
        for (end = text.EndOf(end, Alphabets.Dotted); text[end] == '~'; end = text.EndOf(end + 1, Alphabets.Dotted))
        {
        }

        return end - at > 30 ? new(at - Before, end) : default;
    }

    /// <summary>A bot's number, and what it is kept with.</summary>
    private static TextFinding Telegram(ref ScannedText text, int at, int end) =>
        text.EndOf(at, Alphabets.Digits) == end && text.Has(end + 1, "AA") ? Followed(ref text, at, end + 1, 33) : default;

    /// <summary>Three parts: who, when, and the signature.</summary>
    private static TextFinding Discord(ref ScannedText text, int at, int end)
    {
        if (text[at] is not ('M' or 'N' or 'O'))
        {
            return default;
        }

        var second = text.EndOf(end + 1, Alphabets.Token, 8);
        return second - end - 1 is 6 or 7 && text[second] == '.' ? Followed(ref text, at, second + 1, 27) : default;
    }

    /// <summary>Mailchimp's (<c>…-us21</c>) and Mailgun's (<c>…-1a2b3c4d-5e6f7081</c>).</summary>
    private static TextFinding AfterHex(ref ScannedText text, int at, int end)
    {
        if (text.EndOf(at, Alphabets.Hex) != end)
        {
            return default;
        }

        if (text.Has(end, "-us"))
        {
            var digits = text.EndOf(end + 3, Alphabets.Digits, 3);
            return digits > end + 3 && !char.IsAsciiLetterOrDigit(text[digits]) ? new(at, digits) : default;
        }

        var middle = text.EndOf(end + 1, Alphabets.Hex, 9);
        var last = text[middle] == '-' ? text.EndOf(middle + 1, Alphabets.Hex, 9) : middle;
        return middle - end == 9 && last - middle == 9 && !char.IsAsciiLetterOrDigit(text[last]) ? new(at, last) : default;
    }

    /// <summary>Keys of Azure carry a mark of their service within.</summary>
    private static TextFinding Azure(ref ScannedText text, int at, int end)
    {
        var word = text.Slice(at, end);
        return word.Contains("JQQJ99", StringComparison.Ordinal) || word.Contains("AZDO", StringComparison.Ordinal)
            ? new(at, end)
            : default;
    }

    private static TextFinding Followed(ref ScannedText text, int at, int from, int least)
    {
        var end = text.EndOf(from, Alphabets.Token);
        return end - from >= least ? new(at, end) : default;
    }
}
