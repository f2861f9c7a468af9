using System.Buffers;

namespace AgentOtel;

/// <summary>The characters that secrets are made of.</summary>
internal static class Alphabets
{
    public const string DigitCharacters = "0123456789";
    public const string UpperCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string LowerCharacters = "abcdefghijklmnopqrstuvwxyz";
    public const string LetterCharacters = UpperCharacters + LowerCharacters;

    public static readonly SearchValues<char> Digits = SearchValues.Create(DigitCharacters);

    public static readonly SearchValues<char> Hex = SearchValues.Create(DigitCharacters + "abcdefABCDEF");

    public static readonly SearchValues<char> Upper = SearchValues.Create(UpperCharacters + DigitCharacters);

    public static readonly SearchValues<char> Lower = SearchValues.Create(LowerCharacters + DigitCharacters);

    public static readonly SearchValues<char> Letters = SearchValues.Create(LetterCharacters);

    public static readonly SearchValues<char> Word = SearchValues.Create(LetterCharacters + DigitCharacters);

    public static readonly SearchValues<char> Dollars = SearchValues.Create(LetterCharacters + DigitCharacters + "$");

    /// <summary>With what may stand within a token: base64 for addresses.</summary>
    public static readonly SearchValues<char> Token = SearchValues.Create(LetterCharacters + DigitCharacters + "_-");

    /// <summary>With what joins the parts of a token.</summary>
    public static readonly SearchValues<char> Dotted = SearchValues.Create(LetterCharacters + DigitCharacters + "_-.");

    /// <summary>Base64 of both kinds, with its padding.</summary>
    public static readonly SearchValues<char> Base64 = SearchValues.Create(LetterCharacters + DigitCharacters + "+/_-=");

    /// <summary>The same without padding: where a run of it begins.</summary>
    public static readonly SearchValues<char> Base64Digits = SearchValues.Create(LetterCharacters + DigitCharacters + "+/_-");
}
