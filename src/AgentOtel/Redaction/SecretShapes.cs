namespace AgentOtel;

/// <summary>What secrets and personal data look like.</summary>
internal static class SecretShapes
{
    private const int EscapedQuoteLength = 6;

    /// <summary>The group of a shape that may stay: the key, where the secret is the value beside it.</summary>
    public const string KeyGroup = "_key";

    /// <summary>The groups of the shapes whose check digits decide.</summary>
    public const string CardGroup = "_card";

    /// <inheritdoc cref="CardGroup"/>
    public const string IbanGroup = "_iban";

    // Names that a secret stands beside, as the last part of a longer one too: DB_PASSWORD, x-api-key.
    private const string Names = "passwords?|passwd|pwd|passphrase|passcode|secrets?|credentials?|token"
        + "|(?:api|access|account|encryption|functions|master|private|shared|signing|storage|subscription)[_-]?keys?";

    // Between a name and its value: the name's closing quote, also as JSON inside of JSON has it, then : or = or =>.
    private const string Assigned = """(?:\\*["'\]]|\\u002[27]|&quot;)*\s*[:=]>?\s*""";

    // A value in quotes or brackets may hold anything but their end.
    private const string Quoted =
        """'(?:[^'\\\r\n]|\\.)*|"(?:[^"\\\r\n]|\\.)*|\\+["'](?:[^"'\\\r\n]|\\[^"'\r\n])*|\\u002[27][^"\\\r\n]*|&quot;[^&\r\n]*|\[[^\]\r\n]*\]?|\{[^{}":\r\n]*\}""";

    // Where a word begins, behind an escape too: %20eyJ…
    private const string Start = """(?:\b|(?<_key>%[0-9a-fA-F]{2}))""";

    private const string PrivateKey = "[A-Z ]*PRIVATE KEY(?: BLOCK)?-----";

    public static readonly string[] All =
    [
        // A name in the text itself: password=…, "api_key": "…"; an authorization and a cookie run to the end of the line.
        $$"""(?i:(?<_key>[\w-]*(?:{{Names}}){{Assigned}})(?:{{Quoted}}|(?:(?:bearer|basic)\s+)?(?:[^\s"'&,;\[{}\\]|\\[^\s"'])(?:[^\s"'&,;}\\]|\\[^\s"'])*))""",
        $$"""(?i:(?<_key>[\w-]*(?:authorization|cookie){{Assigned}})(?:{{Quoted}}|(?:="[^"\r\n]*"|[^"'&\r\n])+))""",
        """(?<_key>://)[^\s/"'?#]+@""",                                            // user and password in an address
        @"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",                                           // e-mail
        $@"{Start}eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?",                                 // JSON web token
        $@"{Start}sk-[\w-]{{16,}}",                                                // OpenAI, Anthropic
        $@"{Start}(?:AIza[\w-]{{30,}}|ya29\.[\w-]{{20,}}|GOCSPX-[\w-]{{20,}})",    // Google
        $@"{Start}(?:AKIA|ASIA)[0-9A-Z]{{16}}\b",                                  // AWS
        $@"{Start}(?:gh[pousr]_\w{{30,}}|github_pat_\w{{30,}})",                   // GitHub
        $@"{Start}(?:xox[a-z]|xapp)-[\w-]{{10,}}|hooks\.slack\.com/services/[\w/]+", // Slack
        @"(?<_key>\b(?:SharedAccessKey|sig)=)[\w+/%=]{20,}",                       // Azure: signatures,
        $@"{Start}[A-Za-z0-9+/]{{86}}==",                                          // storage,
        $@"{Start}[A-Za-z0-9]{{40,60}}JQQJ99[A-Za-z0-9]{{20,40}}\b",               // models,
        $@"{Start}\w{{3}}[0-9]Q~[\w.~-]{{31,}}",                                   // apps
        @"(?i:\bbearer\s+[\w.~+/=-]{8,})",                                         // authorization header
        $@"-----BEGIN {PrivateKey}(?:[\w\s+/=:,.\\-]*?-----END {PrivateKey}|[\w\s+/=:,.\\-]*)",
        @"(?<_iban>\b[A-Z]{2}[0-9]{2}(?:[ +-]?[0-9A-Z]{4}){2,7}(?:[ +-]?[0-9A-Z]{1,4})?\b)",
        @"(?<_card>\b[2-6][0-9]{3}(?:[ +-]?[0-9]{4}){3}(?:[ +-]?[0-9]{1,3})?\b|\b3[0-9]{3}[ +-]?[0-9]{6}[ +-]?[0-9]{4,5}\b|\b[2-6][0-9]{12,18}\b)",
        @"(?:\+|\\u002[bB])[1-9][0-9 ()./+-]{7,}[0-9]",                            // phone, in its international form
        @"\b00[1-9][0-9]{0,2}[ ./-][0-9 ()./-]{5,}[0-9]\b",
        @"(?:\b[2-9][0-9]{2}[.-]|\([2-9][0-9]{2}\) ?)[0-9]{3}[.-][0-9]{4}\b",      // phone, in North America's
    ];

    /// <summary>Taken out only where asked for.</summary>
    public static readonly string[] IpAddresses =
    [
        @"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b",
        @"\b(?:[0-9a-fA-F]{1,4}:)+(?::[0-9a-fA-F]{1,4})+\b",
        @"\b(?:[0-9a-fA-F]{1,4}:){2,7}(?:[0-9a-fA-F]{1,4}\b|:)",
    ];

    /// <summary>How long the quote is that a value begins with; it stays.</summary>
    public static int QuoteLength(ReadOnlySpan<char> value)
    {
        if (value.StartsWith("\\u002") || value.StartsWith("&quot;"))
        {
            return EscapedQuoteLength;
        }

        var first = value.IndexOfAnyExcept('\\');
        return first >= 0 && value[first] is '"' or '\'' ? first + 1 : 0;
    }
}
