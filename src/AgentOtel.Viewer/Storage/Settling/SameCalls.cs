using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>
/// Finds, in one pass over a trace from above, the calls that came as more than one span, and which of their spans counts. Whatever
/// the order in which spans came, the answer is the same.
/// </summary>
internal sealed class SameCalls
{
    private readonly Dictionary<string, HeldSpan> _byResponse = [];
    private readonly Dictionary<string, List<HeldSpan>> _sameResponse = [];
    private readonly Dictionary<HeldSpan, List<HeldSpan>> _nested = [];
    private readonly Dictionary<HeldSpan, HeldSpan> _inPlaceOf = [];
    private readonly List<HeldSpan> _known = [];

    public void Begin()
    {
        _byResponse.Clear();
        _sameResponse.Clear();
        _nested.Clear();
        _inPlaceOf.Clear();
        _known.Clear();
    }

    /// <summary>Looks at a span, after those above it.</summary>
    public void Add(HeldSpan span)
    {
        var operation = span.Operation;
        if (operation.Kind is not (OperationKind.Model or OperationKind.Tool))
        {
            return;
        }

        if (span.DuplicateOf != 0)
        {
            _known.Add(span);
        }

        if (Outer(span) is { } outer)
        {
            Append(_nested, outer, span);
        }

        if (operation is { Kind: OperationKind.Model, ResponseId: { } response } && !_byResponse.TryAdd(response, span))
        {
            if (!_sameResponse.ContainsKey(response))
            {
                Append(_sameResponse, response, _byResponse[response]);
            }

            Append(_sameResponse, response, span);
        }
    }

    /// <summary>Gives each span that is another's duplicate, or was, and the id of the one that counts; 0 where it counts itself.</summary>
    public IEnumerable<(HeldSpan Span, ulong DuplicateOf)> End()
    {
        foreach (var same in _sameResponse.Values)
        {
            PickOne(same);
        }

        if (_nested.Count > 0)
        {
            // Deepest first: an outer span is compared with those that count inside it.
            foreach (var (outer, inner) in _nested.OrderByDescending(static pair => pair.Key.Depth))
            {
                inner.Sort(Compare);
                PickOuterOrInner(outer, inner);
            }
        }

        foreach (var span in _known)
        {
            if (!_inPlaceOf.ContainsKey(span))
            {
                yield return (span, 0);
            }
        }

        foreach (var span in _inPlaceOf.Keys)
        {
            yield return (span, Counting(span).SpanId);
        }
    }

    private static HeldSpan? Outer(HeldSpan span)
    {
        var isChild = true;
        for (var outer = span.Above; outer is not null; outer = outer.Above)
        {
            if (SameCall.IsNested(outer.Operation, span.Operation, isChild))
            {
                return outer;
            }

            isChild = false;
        }

        return null;
    }

    private static int Compare(HeldSpan left, HeldSpan right)
    {
        var order = left.Depth.CompareTo(right.Depth);
        order = order != 0 ? order : left.Start.CompareTo(right.Start);
        return order != 0 ? order : left.SpanId.CompareTo(right.SpanId);
    }

    private static void Append<TKey>(Dictionary<TKey, List<HeldSpan>> lists, TKey key, HeldSpan span)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        list.Add(span);
    }

    private void PickOne(List<HeldSpan> same)
    {
        same.Sort(Compare);
        var best = same[0];
        foreach (var span in same)
        {
            best = span != best && SameCall.SecondCounts(best.Operation, span.Operation) ? span : best;
        }

        foreach (var span in same)
        {
            Replace(span, best);
        }
    }

    /// <summary>An outer span counts in place of all inside it, unless one of them knows more.</summary>
    private void PickOuterOrInner(HeldSpan outer, List<HeldSpan> inner)
    {
        if (Counting(outer) != outer)
        {
            return;
        }

        foreach (var span in inner)
        {
            var counting = Counting(span);
            if (counting != outer && SameCall.SecondCounts(outer.Operation, counting.Operation))
            {
                Replace(outer, counting);
                return;
            }
        }

        foreach (var span in inner)
        {
            Replace(Counting(span), outer);
        }
    }

    private void Replace(HeldSpan span, HeldSpan counting)
    {
        if (span != counting)
        {
            _inPlaceOf[span] = counting;
        }
    }

    private HeldSpan Counting(HeldSpan span)
    {
        while (_inPlaceOf.TryGetValue(span, out var counting))
        {
            span = counting;
        }

        return span;
    }
}
