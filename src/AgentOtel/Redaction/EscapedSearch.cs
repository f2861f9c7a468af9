using System.Buffers;

namespace AgentOtel;

/// <summary>
/// Searches a text as it stands, and then as each level of its escapes hides it: JSON in JSON, addresses in addresses. What is
/// found is told by its place in the text as it stands. Thread-safe.
/// </summary>
internal sealed class EscapedSearch(SecretSearch search, OwnPatterns patterns)
{
    /// <summary>How often a text within a text within a text may be escaped.</summary>
    public const int MaxLevels = 6;

    private static readonly SearchValues<char> Escapes = SearchValues.Create("\\%&");

    /// <inheritdoc cref="SecretSearch.Find(ReadOnlySpan{char}, NumberContext, bool, ref List{TextFinding})"/>
    public long Find(string text, NumberContext context, bool isId, ref List<TextFinding>? into)
    {
        var steps = FindPlain(text, context, isId, ref into);
        return text.AsSpan().ContainsAny(Escapes) ? steps + FindBeneath(text, context, isId, ref into) : steps;
    }

    private long FindPlain(ReadOnlySpan<char> text, NumberContext context, bool isId, ref List<TextFinding>? into)
    {
        patterns.Find(text, ref into);
        return search.Find(text, context, isId, ref into);
    }

    private long FindBeneath(string text, NumberContext context, bool isId, ref List<TextFinding>? into)
    {
        var steps = 0L;
        var read = ArrayPool<char>.Shared.Rent(text.Length);
        var next = ArrayPool<char>.Shared.Rent(text.Length);
        var starts = ArrayPool<int>.Shared.Rent(text.Length + 1);
        var places = ArrayPool<int>.Shared.Rent(text.Length + 1);
        try
        {
            text.CopyTo(read);
            for (var (level, length) = (0, text.Length); level < MaxLevels; level++)
            {
                var count = TextEscapes.Read(read.AsSpan(0, length), next, starts);
                steps += length;
                if (count == length)
                {
                    break;
                }

                // A level's characters stand behind those of the level above, so that a place is read before it is written.
                for (var i = 0; i <= count; i++)
                {
                    places[i] = level == 0 ? starts[i] : places[starts[i]];
                }

                List<TextFinding>? found = null;
                steps += FindPlain(next.AsSpan(0, count), context, isId, ref found);
                foreach (var finding in found ?? [])
                {
                    (into ??= []).Add(new(places[finding.Start], places[finding.End]));
                }

                ((read, next), length) = ((next, read), count);
            }
        }
        finally
        {
            // They held what may be secret.
            ArrayPool<char>.Shared.Return(read, clearArray: true);
            ArrayPool<char>.Shared.Return(next, clearArray: true);
            ArrayPool<int>.Shared.Return(starts);
            ArrayPool<int>.Shared.Return(places);
        }

        return steps;
    }
}
