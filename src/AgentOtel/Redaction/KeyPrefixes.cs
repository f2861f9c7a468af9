namespace AgentOtel;

/// <summary>Finds keys by the prefixes of <see cref="KeyShapes"/>, asked for at the beginning of each word.</summary>
internal static class KeyPrefixes
{
    private const int Characters = 128;

    // So much of what follows a weak prefix is looked at before it is judged.
    private const int MostJudged = 256;

    // By their first two characters, which tell nearly all apart.
    private static readonly (string Prefix, KeyShape Shape)[]?[] ByBeginning = Index();

    /// <param name="text">The text.</param>
    /// <param name="at">Where a word begins.</param>
    /// <param name="isId">Whether the text is an id, in which only a prefix that says enough is looked for.</param>
    public static TextFinding Find(ref ScannedText text, int at, bool isId)
    {
        var (first, second) = (text[at], text[at + 1]);
        if (first >= Characters || second >= Characters || ByBeginning[(first * Characters) + second] is not { } shapes)
        {
            return default;
        }

        foreach (var (prefix, shape) in shapes)
        {
            if (text.Has(at, prefix) && !(isId && shape.IsWeak) && Whole(ref text, at, prefix.Length, shape) is { IsFound: true } found)
            {
                return found;
            }
        }

        return default;
    }

    private static TextFinding Whole(ref ScannedText text, int at, int prefix, KeyShape shape)
    {
        var start = at + prefix;
        var isJudged = shape.IsWeak || shape.Except is not null;
        if (isJudged && text[at - 1] is '-' or '_' or '.' or '/')
        {
            return default;
        }

        // A run that is too short or too long costs no more than the shape's own length.
        var end = text.EndOf(start, shape.Alphabet, shape.Least);
        if (end - start < shape.Least)
        {
            return default;
        }

        var most = isJudged ? Math.Min(shape.Most, MostJudged) : shape.Most;
        end = text.EndOf(end, shape.Alphabet, most - shape.Least);
        if ((shape.Most < MostJudged && char.IsAsciiLetterOrDigit(text[end]))
            || (isJudged && !IsKey(text.Slice(start, end), shape)))
        {
            return default;
        }

        end = shape.Most < MostJudged ? end : text.EndOf(end, shape.Alphabet);
        return new(at, WithoutPoint(ref text, start, end));
    }

    private static bool IsKey(ReadOnlySpan<char> text, KeyShape shape) => shape.Except is { } word
        ? text.ContainsAny(Alphabets.Digits) && !text.StartsWith(word, StringComparison.Ordinal)
        : RandomText.IsLikely(text);

    /// <summary>A sentence may end behind a key.</summary>
    private static int WithoutPoint(ref ScannedText text, int start, int end)
    {
        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        return end;
    }

    private static (string, KeyShape)[]?[] Index()
    {
        var index = new (string Prefix, KeyShape)[]?[Characters * Characters];
        foreach (var group in KeyShapes.All
            .SelectMany(shape => shape.Prefixes.Split(' ').Select(prefix => (Prefix: prefix, Shape: shape)))
            .GroupBy(pair => (pair.Prefix[0] * Characters) + pair.Prefix[1]))
        {
            index[group.Key] = [.. group.OrderByDescending(pair => pair.Prefix.Length)];
        }

        return index;
    }
}
