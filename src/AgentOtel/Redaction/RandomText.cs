namespace AgentOtel;

/// <summary>Tells what was made by chance from what was written: names, versions and words look otherwise than keys.</summary>
internal static class RandomText
{
    private const int LongRun = 16;

    /// <summary>
    /// Whether the text looks like a key: letters and digits in one long run, or changing between small and capital letters
    /// and digits more often than words do.
    /// </summary>
    public static bool IsLikely(ReadOnlySpan<char> text)
    {
        var (run, changes, digits, letters) = (0, 0, 0, 0);
        var hasDigitInRun = false;
        var hasLongMixedRun = false;
        var last = CharacterKind.None;
        foreach (var character in text)
        {
            var kind = Of(character);
            if (kind is CharacterKind.None)
            {
                (run, hasDigitInRun) = (0, false);
            }
            else
            {
                run++;
                hasDigitInRun |= kind is CharacterKind.Digit;
                hasLongMixedRun |= run >= LongRun && hasDigitInRun;
                digits += kind is CharacterKind.Digit ? 1 : 0;
                letters += kind is CharacterKind.Digit ? 0 : 1;
                changes += last is not CharacterKind.None && last != kind ? 1 : 0;
            }

            last = kind;
        }

        return digits > 0 && letters > 0 && (hasLongMixedRun || changes * 4 >= text.Length);
    }

    private static CharacterKind Of(char character) =>
        char.IsAsciiDigit(character) ? CharacterKind.Digit
        : char.IsAsciiLetterUpper(character) ? CharacterKind.Upper
        : char.IsAsciiLetterLower(character) ? CharacterKind.Lower
        : CharacterKind.None;

    private enum CharacterKind
    {
        None,
        Digit,
        Upper,
        Lower,
    }
}
