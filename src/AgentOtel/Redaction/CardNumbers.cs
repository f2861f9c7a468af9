namespace AgentOtel;

/// <summary>
/// Finds the numbers of payment cards: as long as their issuer makes them, in the groups that are on a card or in none, with
/// right check digits. One without groups that is called an id is one.
/// </summary>
internal static class CardNumbers
{
    private const int Shortest = 13;
    private const int Longest = 19;
    private const int GroupLength = 4;
    private const int MostInGroup = 6;
    private const int MostBehind = 3;

    /// <param name="text">The text.</param>
    /// <param name="at">Where a run of digits begins.</param>
    /// <param name="context">What the name says that the text stands under.</param>
    public static TextFinding Find(ref ScannedText text, int at, NumberContext context)
    {
        var end = text.EndOf(at, Alphabets.Digits, Longest + 1);
        return (end - at) switch
        {
            GroupLength => Grouped(ref text, at, end),
            >= Shortest and <= Longest => Plain(ref text, at, end, context),
            _ => default,
        };
    }

    private static TextFinding Plain(ref ScannedText text, int at, int end, NumberContext context)
    {
        if (char.IsLetter(text[end]) || !IsCard(text.Slice(at, end)))
        {
            return default;
        }

        context = context is NumberContext.Unknown ? NumberContexts.Before(ref text, at) : context;
        return context is NumberContext.Card || (context is NumberContext.Unknown && !IsDecimal(ref text, end)) ? new(at, end) : default;
    }

    /// <summary>A few digits behind a point.</summary>
    private static bool IsDecimal(ref ScannedText text, int end) =>
        text[end] == '.' && text.EndOf(end + 1, Alphabets.Digits, MostBehind + 1) - end - 1 is > 0 and <= MostBehind;

    private static TextFinding Grouped(ref ScannedText text, int at, int end)
    {
        var separator = text[end];
        if (separator is not (' ' or '-' or '+' or '.' or '\u00a0'))
        {
            return default;
        }

        // A piece of a longer row of groups is no card.
        if (separator is '-' or '.' && text[at - 1] == separator && char.IsAsciiDigit(text[at - 2]))
        {
            return default;
        }

        Span<char> digits = stackalloc char[Longest];
        var (count, groups) = (0, 0);
        for (var start = at; ; start = end + 1)
        {
            end = text.EndOf(start, Alphabets.Digits, MostInGroup + 1);
            if (end - start is < GroupLength or > MostInGroup || count + end - start > Longest)
            {
                return default;
            }

            text.Slice(start, end).CopyTo(digits[count..]);
            (count, groups) = (count + end - start, groups + 1);
            if (groups == 4 || (groups == 3 && count is 14 or 15))
            {
                break;
            }

            if (text[end] != separator)
            {
                return default;
            }
        }

        var goesOn = char.IsAsciiLetterOrDigit(text[end])
            || (separator is '-' or '.' && text[end] == separator
                && text.EndOf(end + 1, Alphabets.Digits, GroupLength) - end > GroupLength);
        return !goesOn && IsCard(digits[..count]) ? new(at, Behind(ref text, end, separator)) : default;
    }

    /// <summary>The digits on the back, or the last ones of a longer number.</summary>
    private static int Behind(ref ScannedText text, int end, char separator)
    {
        var behind = text[end] == separator ? text.EndOf(end + 1, Alphabets.Digits, MostBehind + 1) : end;
        return behind - end - 1 is > 0 and <= MostBehind && !char.IsAsciiLetterOrDigit(text[behind]) ? behind : end;
    }

    private static bool IsCard(ReadOnlySpan<char> digits) => IsIssued(digits) && CheckDigits.AreLuhn(digits);

    /// <summary>The first digits say who issues a card, and that how long its number is (ISO/IEC 7812).</summary>
    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        var four = ((digits[0] - '0') * 1000) + ((digits[1] - '0') * 100) + ((digits[2] - '0') * 10) + (digits[3] - '0');
        return digits.Length switch
        {
            14 => four is (>= 3000 and <= 3059) or (>= 3600 and <= 3699) or (>= 3800 and <= 3999),
            15 => four is (>= 3400 and <= 3499) or (>= 3700 and <= 3799),
            16 => four is (>= 4000 and <= 4999) or (>= 5100 and <= 5599) or (>= 2221 and <= 2720) or (>= 3528 and <= 3589) or 6011
                or (>= 6080 and <= 6089) or (>= 6200 and <= 6299) or (>= 6440 and <= 6599) or (>= 8100 and <= 8199),
            17 or 18 or 19 => four is >= 6200 and <= 6299,
            _ => false,
        };
    }
}
