namespace AgentOtel;

/// <summary>The check digits of cards and bank accounts.</summary>
internal static class CheckDigits
{
    /// <summary>Whether digits are right as those of a card are (Luhn).</summary>
    public static bool AreLuhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : ((digit * 2) / 10) + ((digit * 2) % 10);
        }

        return sum % 10 == 0;
    }

    /// <summary>
    /// Whether digits and letters are right as those of an IBAN are (ISO 7064, modulo 97): the first four count last, and
    /// letters as 10 to 35.
    /// </summary>
    public static bool AreModulo97(ReadOnlySpan<char> account)
    {
        var rest = 0;
        for (var i = 0; i < account.Length; i++)
        {
            var character = char.ToUpperInvariant(account[(i + 4) % account.Length]);
            rest = char.IsAsciiDigit(character)
                ? ((rest * 10) + (character - '0')) % 97
                : ((rest * 100) + (character - 'A' + 10)) % 97;
        }

        return rest == 1;
    }
}
