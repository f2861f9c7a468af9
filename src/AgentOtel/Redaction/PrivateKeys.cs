using System.Buffers;

namespace AgentOtel;

/// <summary>Finds private keys in their armour, whole or cut.</summary>
internal static class PrivateKeys
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int LongestLabel = 60;

    private static readonly SearchValues<char> Label = SearchValues.Create(Alphabets.UpperCharacters + Alphabets.DigitCharacters + " ");

    private static readonly SearchValues<char> Body =
        SearchValues.Create(Alphabets.LetterCharacters + Alphabets.DigitCharacters + "_ \t\r\n+/=:,.\\");

    public static TextFinding Find(ref ScannedText text, int at)
    {
        if (!text.Has(at, Begin))
        {
            return default;
        }

        var label = at + Begin.Length;
        var end = text.EndOf(label, Label, LongestLabel);
        if (!text.Has(end, Dashes) || !text.Slice(label, end).Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return default;
        }

        // A single dash stands in the body of a header (AES-128-CBC); five end it.
        end += Dashes.Length;
        for (end = text.EndOf(end, Body); text[end] == '-' && !text.Has(end, Dashes); end = text.EndOf(end + 1, Body))
        {
        }

        if (text.Has(end, End))
        {
            end = text.EndOf(end + End.Length, Label, LongestLabel);
            end += text.Has(end, Dashes) ? Dashes.Length : 0;
        }

        return new(at, end);
    }
}
