using System.Buffers;
using System.Collections.Frozen;

namespace AgentOtel;

/// <summary>Finds IBANs, plain or in groups of four: as long as their country makes them, with right check digits.</summary>
internal static class BankAccounts
{
    private const int Longest = 33;
    private const int GroupLength = 4;

    // ISO 13616, by the registry of November 2026.
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lengths = Read(
        "NO15 BE16 BI27 BJ28 DK18 FI18 FK18 FO18 GL18 NL18 MK19 SD18 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 CH21 HR21 LI21 LV21 BG22 "
        + "BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 TL23 SO23 AD24 CZ24 DZ26 ES24 MD24 PK24 RO24 "
        + "SA24 SE24 SK24 TN24 VG24 LY25 ST25 PT25 SI19 IS26 TR26 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 "
        + "GT28 HN28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31 SC31 LC32 MN20 RU33");

    /// <summary>What begins with the word that begins here.</summary>
    public static TextFinding Find(ref ScannedText text, int at)
    {
        if (!char.IsAsciiDigit(text[at + 2]) || !char.IsAsciiDigit(text[at + 3]))
        {
            return default;
        }

        Span<char> account = stackalloc char[Longest];
        var country = text.EndOf(at, Alphabets.Letters, 3) - at == 2 ? text.Slice(at, at + 2) : default;
        if (country.IsEmpty || !Lengths.TryGetValue(country, out var length))
        {
            return default;
        }

        var isSmall = char.IsAsciiLetterLower(country[0]);
        var end = at;
        for (var count = 0; count < length; end++)
        {
            var character = text[end];
            if (count > 0 && count % GroupLength == 0 && character is ' ' or '-' or '+' or '\u00a0')
            {
                character = text[++end];
            }

            if (!char.IsAsciiLetterOrDigit(character) || (isSmall && count > 1 && !char.IsAsciiDigit(character)))
            {
                return default;
            }

            account[count++] = character;
        }

        return !char.IsAsciiLetterOrDigit(text[end]) && CheckDigits.AreModulo97(account[..length]) ? new(at, end) : default;
    }

    private static FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Read(string countries) => countries.Split(' ')
        .ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry[2..], null), StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();
}
