using System.Buffers;

namespace AgentOtel;

/// <summary>Finds what stands in an element under a secret's name: <c>&lt;password&gt;x&lt;/password&gt;</c>.</summary>
internal static class MarkupSecrets
{
    private const int LongestTag = 256;
    private const string Verbatim = "<![CDATA[";

    private static readonly SearchValues<char> Name = SearchValues.Create(Alphabets.LetterCharacters + Alphabets.DigitCharacters + "_-.:");
    private static readonly SearchValues<char> TagEnds = SearchValues.Create(">");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create("<\r\n");
    private static readonly SearchValues<char> VerbatimEnds = SearchValues.Create("]");

    /// <param name="text">The text.</param>
    /// <param name="at">Where <c>&lt;</c> stands.</param>
    /// <param name="keys">The names of secrets.</param>
    public static TextFinding Find(ref ScannedText text, int at, SecretKeys keys)
    {
        var nameEnd = text.EndOf(at + 1, Name, LongestTag);
        if (nameEnd == at + 1 || text[nameEnd] is not ('>' or ' '))
        {
            return default;
        }

        var name = text.Slice(at + 1, nameEnd);
        name = name[(name.LastIndexOf(':') + 1)..];
        if (keys.Of(name) is SecretKind.None or SecretKind.Signature)
        {
            return default;
        }

        var start = text.Next(nameEnd, TagEnds, LongestTag) + 1;
        if (text[start - 1] != '>' || text[start - 2] == '/')
        {
            return default;
        }

        var isVerbatim = text.Has(start, Verbatim);
        start += isVerbatim ? Verbatim.Length : 0;
        var end = text.Next(start, isVerbatim ? VerbatimEnds : ValueEnds);
        if (!isVerbatim && !(text.Has(end, "</") && text.Has(end + 2, text.Slice(at + 1, nameEnd))))
        {
            return default;
        }

        var value = text.Slice(start, end);
        return HarmlessValues.Contains(value.Trim()) || value.StartsWith(HarmlessValues.Redacted) ? default : new(start, end);
    }
}
