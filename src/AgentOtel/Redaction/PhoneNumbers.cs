using System.Buffers;

namespace AgentOtel;

/// <summary>Finds phone numbers in international form (<c>+49 30 …</c>, <c>0049 30 …</c>) and in North America's.</summary>
internal static class PhoneNumbers
{
    private const int Fewest = 8;
    private const int FewestPlain = 9;
    private const int Most = 15;
    private const int LongestText = 32;

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabets.DigitCharacters + " ()./-\u00a0");

    // Calling codes of one and two digits beside North America's (ITU-T E.164); others have three.
    private static readonly string[] ShortCodes =
        ("7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 "
        + "94 95 98").Split(' ');

    /// <summary>A number that begins with the plus here.</summary>
    public static TextFinding AfterPlus(ref ScannedText text, int at) =>
        char.IsAsciiLetterOrDigit(text[at - 1]) ? default : International(ref text, at, at + 1, FewestPlain);

    /// <summary>A number that begins with the bracket here: <c>(415) 555-0100</c>.</summary>
    public static TextFinding AfterBracket(ref ScannedText text, int at)
    {
        if (!IsCode(ref text, at + 1) || text[at + 4] != ')' || char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return default;
        }

        var local = at + (text[at + 5] == ' ' ? 6 : 5);
        return IsLocal(ref text, local) ? new(at, local + 8) : default;
    }

    /// <summary>A number that begins with the digits here.</summary>
    public static TextFinding AtDigits(ref ScannedText text, int at, NumberContext context)
    {
        var isAbroad = text.Has(at, "00") && text[at + 2] is >= '1' and <= '9';
        var found = isAbroad ? International(ref text, at, at + 2, Most + 1)
            : IsCode(ref text, at) && text[at + 3] is '-' or '.' && IsLocal(ref text, at + 4) ? new(at, at + 12)
            : default;
        if (!found.IsFound)
        {
            return default;
        }

        context = context is NumberContext.Unknown ? NumberContexts.Before(ref text, at) : context;
        return context is NumberContext.Id ? default : found;
    }

    /// <param name="text">The text.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="digits">Where its digits begin, with the country's.</param>
    /// <param name="fewestPlain">How many digits it must have that stand in no groups.</param>
    private static TextFinding International(ref ScannedText text, int at, int digits, int fewestPlain)
    {
        var number = text.Slice(digits, text.EndOf(digits, Characters, LongestText));
        var (count, length, groups) = (0, 0, 0);
        for (var i = 0; i < number.Length && count <= Most; i++)
        {
            if (char.IsAsciiDigit(number[i]))
            {
                groups += i == 0 || !char.IsAsciiDigit(number[i - 1]) ? 1 : 0;
                (count, length) = (count + 1, i + 1);
            }
            else if (i > 0 && number[i] == number[i - 1] && number[i] is '.' or '-' or '/')
            {
                break;
            }
        }

        number = number[..length];
        return count >= (groups == 1 ? fewestPlain : Fewest) && count <= Most && IsCountry(number, count) && !IsDecimal(number)
            && !char.IsAsciiLetterOrDigit(text[digits + length])
            ? new(at, digits + length)
            : default;
    }

    private static bool IsCountry(ReadOnlySpan<char> number, int count)
    {
        if (number[0] is < '1' or > '9')
        {
            return false;
        }

        if (number[0] == '1')
        {
            // North America's numbers have eleven digits, and no area begins with 0 or 1.
            var area = number[1..].IndexOfAny(Alphabets.Digits) + 1;
            return count == 11 && number[area] is >= '2';
        }

        foreach (var code in ShortCodes)
        {
            if (number.StartsWith(code, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return number.Length > 2 && char.IsAsciiDigit(number[1]) && char.IsAsciiDigit(number[2]);
    }

    /// <summary>A coordinate or another number with a point: <c>+52.520008</c>.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> number)
    {
        var point = number.IndexOf('.');
        if (point is < 0 or > 3)
        {
            return false;
        }

        var behind = number[(point + 1)..].IndexOfAnyExcept(Alphabets.Digits);
        behind = behind < 0 ? number.Length - point - 1 : behind;
        return behind >= 4 && number[..point].IndexOfAnyExcept(Alphabets.Digits) < 0;
    }

    /// <summary>Three digits that begin with no 0 or 1.</summary>
    private static bool IsCode(ref ScannedText text, int at) =>
        text[at] is >= '2' and <= '9' && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]);

    private static bool IsLocal(ref ScannedText text, int at) =>
        IsCode(ref text, at) && text[at + 3] is '-' or '.' && text.EndOf(at + 4, Alphabets.Digits, 5) == at + 8
        && !char.IsAsciiLetter(text[at + 8]) && !(text[at + 8] == '-' && char.IsAsciiDigit(text[at + 9]));
}
