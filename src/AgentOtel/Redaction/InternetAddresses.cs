using System.Buffers;
using System.Net;

namespace AgentOtel;

/// <summary>Finds IP addresses; looked for only where that is asked for.</summary>
internal static class InternetAddresses
{
    private const int Longest = 64;

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabets.DigitCharacters + "abcdefABCDEF:.");

    /// <summary>What begins with the word, or the colons, that begin here.</summary>
    public static TextFinding Find(ref ScannedText text, int at)
    {
        if (text[at - 1] is ':' or '.')
        {
            return default;
        }

        var end = text.EndOf(at, Characters, Longest);
        while (end > at && (text[end - 1] == '.' || (text[end - 1] == ':' && text[end - 2] != ':')))
        {
            end--;
        }

        if (char.IsAsciiLetterOrDigit(text[end]))
        {
            return default;
        }

        var address = text.Slice(at, end);
        if (IsAddress(address))
        {
            return new(at, end);
        }

        // An address with its port.
        var port = address.IndexOf(':');
        return port > 0 && IsAddress(address[..port]) ? new(at, at + port) : default;
    }

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        text.ContainsAny(Alphabets.Digits) && (text.Count('.') == 3 || text.Count(':') > 1) && IPAddress.TryParse(text, out _);
}
