using System.Buffers;

namespace AgentOtel;

/// <summary>
/// Looks through a text for secrets and personal data, once from its beginning to its end. Each place is looked at by what may
/// begin there, and what was found is not looked at again, so that the steps grow with the length of the text alone.
/// Thread-safe.
/// </summary>
/// <param name="keys">The names of secrets.</param>
/// <param name="internetAddresses">Whether IP addresses are looked for too.</param>
internal sealed class SecretSearch(SecretKeys keys, bool internetAddresses)
{
    // Base64 within base64.
    private const int MostHidden = 2;

    // The digits before a point that make what follows a decimal.
    private const int MostBeforePoint = 6;

    private static readonly SearchValues<char> Signs = SearchValues.Create("@:=-<~+(");

    /// <summary>Adds what is found, in the order of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="context">What the name that it stands under says of numbers.</param>
    /// <param name="isId">Whether it is an id: then only what chance does not make is looked for.</param>
    /// <param name="into">Takes what is found; made when there is something.</param>
    /// <returns>The steps that it took.</returns>
    public long Find(ReadOnlySpan<char> text, NumberContext context, bool isId, ref List<TextFinding>? into)
    {
        var scan = new Scan { Text = new(text), Assigned = new(keys), Context = context, IsId = isId };
        return Find(ref scan, ref into);
    }

    private long Find(ref Scan scan, ref List<TextFinding>? into)
    {
        ref var text = ref scan.Text;
        var floor = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            var found = default(TextFinding);
            var first = text[at];
            if (char.IsAsciiLetterOrDigit(first))
            {
                end = text.WordEnd(at);
                found = AtWord(ref scan, at, end);
            }
            else if (Signs.Contains(first))
            {
                found = AtSign(ref scan, at);
            }

            if (found.IsFound)
            {
                (into ??= []).Add(found with { Start = Math.Max(found.Start, floor) });
                end = floor = found.End;
            }

            at = end;
        }

        return text.Steps;
    }

    private TextFinding AtWord(ref Scan scan, int at, int end)
    {
        ref var text = ref scan.Text;
        var found = KeyPrefixes.Find(ref text, at, scan.IsId);
        found = found.IsFound ? found : scan.WebTokens.Find(ref text, at);
        if (found.IsFound || scan.IsId)
        {
            return found;
        }

        found = StructuredKeys.Find(ref text, at, end);
        found = found.IsFound ? found : char.IsAsciiDigit(text[at]) ? AtDigits(ref scan, at) : BankAccounts.Find(ref text, at);
        found = found.IsFound ? found : AuthSchemes.Find(ref text, at, end);
        found = found.IsFound ? found : Encoded(ref scan, at, end);
        return found.IsFound || !internetAddresses ? found : InternetAddresses.Find(ref text, at);
    }

    private TextFinding AtSign(ref Scan scan, int at)
    {
        ref var text = ref scan.Text;
        var found = text[at] switch
        {
            '@' => EmailAddresses.Find(ref text, at),
            ':' when text[at + 1] == '/' && text[at + 2] == '/' => scan.Addresses.Find(ref text, at),
            '-' when text[at + 1] == '-' && text[at + 2] == '-' => PrivateKeys.Find(ref text, at),
            _ when scan.IsId => default,
            ':' or '=' => scan.Assigned.Find(ref text, at),
            '-' => CommandSecrets.Find(ref text, at, keys),
            '<' => MarkupSecrets.Find(ref text, at, keys),
            '~' => StructuredKeys.AtTilde(ref text, at),
            '+' => PhoneNumbers.AfterPlus(ref text, at),
            '(' => PhoneNumbers.AfterBracket(ref text, at),
            _ => default,
        };
        return !found.IsFound && internetAddresses && text[at] == ':' ? InternetAddresses.Find(ref text, at) : found;
    }

    private static TextFinding AtDigits(ref Scan scan, int at)
    {
        ref var text = ref scan.Text;
        var before = text[at - 1];
        if (before is '.' or ',' or '-' or '/' && char.IsAsciiDigit(text[at - 2]))
        {
            // Behind a few digits and a point it is a decimal, and in the middle of a row of groups no phone.
            var isDecimal = before is '.' or ',' && at - 1 - text.StartOf(at - 1, Alphabets.Digits, MostBeforePoint + 1) <= MostBeforePoint;
            return isDecimal ? default : CardNumbers.Find(ref text, at, scan.Context);
        }

        var found = CardNumbers.Find(ref text, at, scan.Context);
        return found.IsFound ? found : PhoneNumbers.AtDigits(ref text, at, scan.Context);
    }

    private TextFinding Encoded(ref Scan scan, int at, int end)
    {
        var found = scan.Encoded.Find(ref scan.Text, at, end, out var hidden);
        if (hidden is null || scan.Depth >= MostHidden)
        {
            return hidden is null ? found : default;
        }

        List<TextFinding>? within = null;
        var inner = new Scan { Text = new(hidden), Assigned = new(keys), Context = scan.Context, Depth = scan.Depth + 1 };
        scan.Text.Steps += Find(ref inner, ref within);
        return within is null ? default : found;
    }

    /// <summary>What one search remembers.</summary>
    private ref struct Scan
    {
        public ScannedText Text;
        public AssignedSecrets Assigned;
        public AddressCredentials Addresses;
        public WebTokens WebTokens;
        public EncodedSecrets Encoded;
        public NumberContext Context;
        public bool IsId;
        public int Depth;
    }
}
