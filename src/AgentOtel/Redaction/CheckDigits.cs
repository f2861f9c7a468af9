namespace AgentOtel;

/// <summary>Tells the numbers of cards and bank accounts from others that look alike, by the digits that they check themselves with.</summary>
internal static class CheckDigits
{
    private const int CardLength = 16;
    private const int MinIbanLength = 15;

    /// <summary>Whether the digits are those of a card, with a few behind it or none (Luhn).</summary>
    public static bool IsCard(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[text.Length];
        var count = Compact(text, digits);
        return IsLuhn(digits[..count]) || (count > CardLength && IsLuhn(digits[..CardLength]));
    }

    /// <summary>Whether the text begins with an IBAN, whatever word stands behind it (ISO 7064, modulo 97).</summary>
    public static bool IsIban(ReadOnlySpan<char> text)
    {
        Span<char> account = stackalloc char[text.Length];
        for (var end = text.Length; end >= MinIbanLength; end--)
        {
            if ((end == text.Length || !char.IsAsciiLetterOrDigit(text[end])) && IsModulo97(account[..Compact(text[..end], account)]))
            {
                return true;
            }
        }

        return false;
    }

    private static int Compact(ReadOnlySpan<char> text, Span<char> into)
    {
        var count = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                into[count++] = character;
            }
        }

        return count;
    }

    private static bool IsLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : ((digit * 2) / 10) + ((digit * 2) % 10);
        }

        return sum % 10 == 0;
    }

    /// <summary>The first four characters count last, and letters as 10 to 35.</summary>
    private static bool IsModulo97(ReadOnlySpan<char> account)
    {
        var rest = 0;
        for (var i = 0; i < account.Length; i++)
        {
            var character = account[(i + 4) % account.Length];
            rest = char.IsAsciiDigit(character) ? ((rest * 10) + (character - '0')) % 97 : ((rest * 100) + (character - 'A' + 10)) % 97;
        }

        return rest == 1;
    }
}
