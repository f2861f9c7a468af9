using System.Buffers;
using System.Collections.Frozen;

namespace AgentOtel;

/// <summary>Reads a <see cref="NumberContext"/> off a name, or off the words before a number.</summary>
internal static class NumberContexts
{
    private const int MostBefore = 48;
    private const int MostWords = 4;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n|{}[]<>");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Ids = Lookup(
        "article", "asin", "batch", "build", "case", "commit", "conversation", "correlation", "device",
        "doc", "document", "ean", "event", "file", "gtin", "id", "ids", "imei", "imsi", "invoice", "isbn", "issue", "item", "job",
        "lot", "message", "msg", "order", "page", "parcel", "part", "partnumber", "po", "pr", "product", "record", "ref",
        "reference", "release", "request", "response", "row", "run", "seq", "sequence", "serial", "session", "shipment", "sku",
        "span", "step", "task", "thread", "ticket", "timestamp", "trace", "tracking", "ts", "upc", "uuid");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Parties =
        Lookup("agent", "client", "customer", "member", "supplier", "tenant", "user", "vendor");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Cards = Lookup(
        "amex", "card", "cards", "cc", "ccn", "credit", "creditcard", "debit", "diners", "discover", "maestro", "mastercard",
        "paid", "pan", "pay", "payment", "visa");

    // What stands between such a word and its number.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Between = Lookup(
        "a", "amp", "and", "apos", "code", "for", "from", "in", "is", "nbr", "no", "nr", "num", "number", "numbers", "of", "on",
        "quot", "the", "to", "was", "with");

    /// <summary>What a name says: <c>order.id</c>, <c>orderNumber</c>, <c>customer</c>, <c>card_number</c>.</summary>
    public static NumberContext OfName(ReadOnlySpan<char> name)
    {
        Span<Range> words = stackalloc Range[MostWords];
        return Of(name, words[..NameWords.Last(name, words)]);
    }

    /// <summary>What the words before a number say.</summary>
    public static NumberContext Before(ref ScannedText text, int at)
    {
        var before = text.Slice(Math.Max(0, at - MostBefore), at);
        before = before[(before.LastIndexOfAny(Breaks) + 1)..];
        return before.EndsWith('#') ? NumberContext.Id : OfName(before);
    }

    /// <param name="text">What the words stand in.</param>
    /// <param name="words">The last ones, the last of all first.</param>
    private static NumberContext Of(ReadOnlySpan<char> text, ReadOnlySpan<Range> words)
    {
        var (said, isDecided) = (NumberContext.Unknown, false);
        foreach (var range in words)
        {
            var word = WithoutEscape(text, range);
            if (Cards.Contains(word))
            {
                return NumberContext.Card;
            }

            if (!isDecided && !word.IsEmpty && !Between.Contains(word))
            {
                (said, isDecided) = (Says(word), true);
            }
        }

        return said;
    }

    /// <summary>What JSON escapes before a word looks like a part of it: <c>\u0022order</c>.</summary>
    private static ReadOnlySpan<char> WithoutEscape(ReadOnlySpan<char> text, Range range)
    {
        const int Escape = 5;
        var word = text[range];
        var isEscaped = word.Length >= Escape && word[0] == 'u' && range.Start.Value > 0 && text[range.Start.Value - 1] == '\\'
            && !word[1..Escape].ContainsAnyExcept(Alphabets.Hex);
        return isEscaped ? word[Escape..] : word;
    }

    private static NumberContext Says(ReadOnlySpan<char> word)
    {
        var one = word.EndsWith("s", StringComparison.OrdinalIgnoreCase) ? word[..^1] : word;
        return Ids.Contains(word) || Ids.Contains(one) ? NumberContext.Id
            : Parties.Contains(one) ? NumberContext.Party
            : NumberContext.Unknown;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(params string[] words) =>
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words).GetAlternateLookup<ReadOnlySpan<char>>();
}
