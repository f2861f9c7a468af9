using System.Buffers;

namespace AgentOtel;

/// <summary>Finds user and password in an address, a password with a slash in it too.</summary>
internal struct AddressCredentials
{
    private const string Separator = "://";

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'<>`");

    // Where the address ends that was looked at last; those that begin before it end there too.
    private int _end;

    /// <param name="text">The text.</param>
    /// <param name="at">Where <c>://</c> stands.</param>
    public TextFinding Find(ref ScannedText text, int at)
    {
        if (!text.Has(at, Separator))
        {
            return default;
        }

        var start = at + Separator.Length;
        _end = start <= _end ? _end : text.Next(start, Ends);
        var rest = text.Slice(start, text.Find(Separator, start, _end));
        var authority = rest.IndexOfAny('/', '?', '#');
        authority = authority < 0 ? rest.Length : authority;
        var user = rest[..authority].LastIndexOf('@');
        if (user >= 0)
        {
            return rest[..user] is "git" ? default : new(start, start + user + 1);
        }

        // A port is a number; what is none, between a colon and an @, is a password with a slash in it.
        var colon = rest[..authority].IndexOf(':');
        if (colon <= 0 || rest[0] == '[' || (IsNumber(rest[(colon + 1)..authority]) && IsWeb(ref text, at)))
        {
            return default;
        }

        // A query may hold one too.
        var first = rest.IndexOf('@');
        var query = first < 0 ? -1 : rest[first..].IndexOfAny('?', '#');
        var host = rest[..(query < 0 ? rest.Length : first + query)].LastIndexOf('@');
        return host > 0 ? new(start, start + host + 1) : default;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Alphabets.Digits);

    private static bool IsWeb(ref ScannedText text, int at) => text.Has(at - 4, "http") || text.Has(at - 5, "https");
}
