using System.Buffers;

namespace AgentOtel;

/// <summary>Finds what stands behind the word <c>Bearer</c> or <c>Basic</c>, unless it is a word of a sentence.</summary>
internal static class AuthSchemes
{
    private const string Bearer = "bearer";
    private const string Basic = "basic";
    private const int LeastOfAToken = 8;
    private const int LeastOfAWordlessToken = 24;
    private const int MostJudged = 256;

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t");
    private static readonly SearchValues<char> Bearers =
        SearchValues.Create(Alphabets.LetterCharacters + Alphabets.DigitCharacters + "_.~+/=-");

    /// <param name="text">The text.</param>
    /// <param name="at">Where a word begins.</param>
    /// <param name="wordEnd">Where it ends.</param>
    public static TextFinding Find(ref ScannedText text, int at, int wordEnd)
    {
        if (IsWord(ref text, at, wordEnd, Bearer) && Behind(ref text, wordEnd) is var token and > 0)
        {
            var end = text.EndOf(token, Bearers);
            var judged = text.Slice(token, Math.Min(end, token + MostJudged));
            return judged.Length >= LeastOfAToken && IsToken(judged) ? new(token, end) : default;
        }

        if (IsWord(ref text, at, wordEnd, Basic) && Behind(ref text, wordEnd) is var pair and > 0)
        {
            var end = text.EndOf(pair, Alphabets.Base64);
            return end - pair >= LeastOfAToken && Base64Text.Read(text.Slice(pair, end))?.Contains(':') == true ? new(pair, end) : default;
        }

        return default;
    }

    private static bool IsWord(ref ScannedText text, int at, int end, string word) =>
        end - at == word.Length && text.Has(at, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the next word begins; 0 where none does.</summary>
    private static int Behind(ref ScannedText text, int at)
    {
        var next = text.EndOf(at, Blanks, 8);
        return next > at ? next : 0;
    }

    private static bool IsToken(ReadOnlySpan<char> token) =>
        RandomText.IsLikely(token) || token.Length >= LeastOfAWordlessToken
        || (token.ContainsAny(Alphabets.Digits) && token.ContainsAny(Alphabets.Letters));
}
