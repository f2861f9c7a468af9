using System.Globalization;

namespace AgentOtel;

/// <summary>
/// Reads what a text escapes, one level deep: as JSON does (<c>\"</c>, <c>\u0022</c>), as addresses do (<c>%22</c>), and as
/// XML does (<c>&amp;quot;</c>). Each character that is read keeps the place where it stands in the text.
/// </summary>
internal static class TextEscapes
{
    private const int LongestEntity = 9;

    // What an address escapes byte by byte, beyond ASCII, is a letter as likely as not.
    private const char SomeLetter = 'é';

    private static readonly (string Name, char Means)[] Entities =
        [("quot;", '"'), ("amp;", '&'), ("apos;", '\''), ("lt;", '<'), ("gt;", '>'), ("nbsp;", ' ')];

    /// <param name="text">The text.</param>
    /// <param name="into">Room for as many characters as the text has.</param>
    /// <param name="starts">Where each of them stands in the text; and behind the last, the text's length.</param>
    /// <returns>How many characters there are; all of the text's where nothing is escaped.</returns>
    public static int Read(ReadOnlySpan<char> text, Span<char> into, Span<int> starts)
    {
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            var (character, length) = text[at] switch
            {
                '\\' => Backslash(text[at..]),
                '%' => Percent(text[at..]),
                '&' => Entity(text[at..]),
                _ => (text[at], 1),
            };
            into[count] = character;
            starts[count++] = at;
            at += length;
        }

        starts[count] = text.Length;
        return count;
    }

    private static (char Character, int Length) Backslash(ReadOnlySpan<char> text) => text switch
    {
        [_, 'u', var a, var b, var c, var d, ..] when IsHex(a) && IsHex(b) && IsHex(c) && IsHex(d) => ((char)Hex(text[2..6]), 6),
        [_, 'x', var a, var b, ..] when IsHex(a) && IsHex(b) => ((char)Hex(text[2..4]), 4),
        [_, 'n', ..] => ('\n', 2),
        [_, 'r', ..] => ('\r', 2),
        [_, 't', ..] => ('\t', 2),
        [_, '"' or '\'' or '`' or '/' or '\\', ..] => (text[1], 2),
        _ => ('\\', 1),
    };

    private static (char Character, int Length) Percent(ReadOnlySpan<char> text)
    {
        if (text is not [_, var a, var b, ..] || !IsHex(a) || !IsHex(b))
        {
            return ('%', 1);
        }

        var value = Hex(text[1..3]);
        return (value < 0x80 ? (char)value : SomeLetter, 3);
    }

    private static (char Character, int Length) Entity(ReadOnlySpan<char> text)
    {
        var name = text[1..Math.Min(text.Length, LongestEntity)];
        foreach (var (entity, means) in Entities)
        {
            if (name.StartsWith(entity, StringComparison.Ordinal))
            {
                return (means, entity.Length + 1);
            }
        }

        var end = name.IndexOf(';');
        if (end > 1 && name[0] == '#')
        {
            var digits = name[1] is 'x' or 'X' ? name[2..end] : name[1..end];
            var style = name[1] is 'x' or 'X' ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
            if (ushort.TryParse(digits, style, CultureInfo.InvariantCulture, out var code))
            {
                return ((char)code, end + 2);
            }
        }

        return ('&', 1);
    }

    private static bool IsHex(char character) => char.IsAsciiHexDigit(character);

    private static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
