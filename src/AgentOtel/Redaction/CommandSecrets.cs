using System.Buffers;

namespace AgentOtel;

/// <summary>Finds the secrets of a command line: <c>--password x</c>, <c>-u user:x</c>, as a list of arguments too.</summary>
internal static class CommandSecrets
{
    private const int LongestName = 64;
    private const int MostBetween = 8;

    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\"',");
    private static readonly SearchValues<char> UserEnds = SearchValues.Create(": \t\r\n\"',");

    /// <param name="text">The text.</param>
    /// <param name="at">Where a dash stands.</param>
    /// <param name="keys">The names of secrets.</param>
    public static TextFinding Find(ref ScannedText text, int at, SecretKeys keys)
    {
        if (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '-')
        {
            return default;
        }

        var nameStart = at + (text[at + 1] == '-' ? 2 : 1);
        var nameEnd = text.EndOf(nameStart, Alphabets.Token, LongestName);
        var value = text.EndOf(nameEnd, Between, MostBetween);
        if (nameEnd == nameStart || value == nameEnd || text[value] is '-' or '\0')
        {
            return default;
        }

        if (text.Has(value, HarmlessValues.Redacted))
        {
            return default;
        }

        var name = text.Slice(nameStart, nameEnd);
        if (name is "u" or "user" or "proxy-user")
        {
            return Password(ref text, value);
        }

        if (nameStart != at + 2 || keys.Of(name) is SecretKind.None or SecretKind.Signature)
        {
            return default;
        }

        // The quote that the blanks took begins the value.
        var isQuoted = text[value - 1] is '"' or '\'';
        var found = isQuoted ? SecretValues.Quoted(ref text, value - 1) : SecretValues.Bare(ref text, value);
        return HarmlessValues.Contains(text.Slice(found.Start, found.End)) ? default : found;
    }

    /// <summary>What stands behind a user's name, unless both are numbers or the same: a user and a group.</summary>
    private static TextFinding Password(ref ScannedText text, int at)
    {
        var colon = text.Next(at, UserEnds, LongestName);
        if (text[colon] != ':' || colon == at || text.Has(colon + 1, HarmlessValues.Redacted))
        {
            return default;
        }

        var password = SecretValues.Bare(ref text, colon + 1);
        var user = text.Slice(at, colon);
        var value = text.Slice(password.Start, password.End);
        return value.SequenceEqual(user) || HarmlessValues.Contains(value) || (IsNumber(user) && IsNumber(value)) ? default : password;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Alphabets.Digits);
}
