using System.Buffers;

namespace AgentOtel;

/// <summary>What secrets and personal data look like.</summary>
internal static class SecretShapes
{
    private static readonly SearchValues<char> CardCharacters = SearchValues.Create("0123456789 +-");

    /// <summary>The group of a shape that may stay: the key, where the secret is the value beside it.</summary>
    public const string KeyGroup = "key";

    public static readonly string[] All =
    [
        // A key in the text itself: password=…, "api_key": "…", Authorization: Bearer …
        """(?i:(?<key>[\w-]*(?:password|passwd|pwd|passphrase|secret|(?:api|access|account|private|signing)[_-]?key|token|authorization)["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"'&,;}]{3,})""",
        """(?<key>://)[^\s/:@"']+:[^\s/@"']+@""",                       // user and password in an address
        @"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",                          // e-mail
        @"\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?",                            // JSON web token
        @"\bsk-[\w-]{16,}",                                             // OpenAI, Anthropic
        @"\bAIza[\w-]{30,}",                                            // Google
        @"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",                               // AWS
        @"\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,})",                  // GitHub
        @"\bxox[abeoprs]-[\w-]{10,}",                                   // Slack
        @"hooks\.slack\.com/services/[\w/]+",                           // Slack
        @"(?<key>\b(?:SharedAccessKey|sig)=)[\w+/%=]{20,}",              // Azure
        @"(?i:\bbearer\s+[\w.~+/=-]{8,})",                              // authorization header
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?",
        @"\b[A-Z]{2}[0-9]{2}(?:[ +]?[0-9A-Z]{4}){3,7}(?:[ +]?[0-9A-Z]{1,4})?\b", // IBAN
        @"\b[0-9](?:[ +-]?[0-9]){12,18}\b",                     // card: its check digit decides
        @"\+[0-9][0-9 ().-]{7,}[0-9]",               // phone, in its international form
    ];

    /// <summary>Taken out only where asked for.</summary>
    public static readonly string[] IpAddresses =
    [
        @"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b",
        @"\b(?:[0-9a-fA-F]{1,4}:)+(?::[0-9a-fA-F]{1,4})+\b",
        @"\b(?:[0-9a-fA-F]{1,4}:){2,7}(?:[0-9a-fA-F]{1,4}\b|:)",
    ];

    /// <summary>Whether a match looks like a card and has no card's check digit.</summary>
    public static bool IsOrdinary(ReadOnlySpan<char> match) =>
        char.IsAsciiDigit(match[0]) && match.IndexOfAnyExcept(CardCharacters) < 0 && !HasCheckDigit(match);

    /// <summary>The checksum of payment cards (Luhn).</summary>
    private static bool HasCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        var isDoubled = false;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(digits[i]))
            {
                continue;
            }

            var digit = digits[i] - '0';
            sum += isDoubled ? ((digit * 2) / 10) + ((digit * 2) % 10) : digit;
            isDoubled = !isDoubled;
        }

        return sum % 10 == 0;
    }
}
