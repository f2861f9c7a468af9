using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// The spans of a trace as a tree. A span whose parent never came is a top; so is the earliest span of a circle, which only a
/// sender in error makes.
/// </summary>
internal sealed class SpanTree
{
    private readonly IReadOnlyList<TreeSpan> _spans;
    private readonly List<int>[] _children;
    private readonly List<int> _parentsFirst;

    private SpanTree(IReadOnlyList<TreeSpan> spans)
    {
        _spans = spans;
        _children = new List<int>[spans.Count];
        _parentsFirst = new List<int>(spans.Count);
        Parents = new int[spans.Count];
    }

    /// <summary>In order of start.</summary>
    public IReadOnlyList<TreeSpan> Spans => _spans;

    public List<int> Tops { get; } = [];

    /// <summary>The index of each span's parent; -1 for a top.</summary>
    public int[] Parents { get; }

    /// <param name="spans">In order of start.</param>
    public static SpanTree Of(IReadOnlyList<TreeSpan> spans)
    {
        var tree = new SpanTree(spans);
        var indexes = new Dictionary<ulong, int>(spans.Count);
        for (var i = 0; i < spans.Count; i++)
        {
            indexes.TryAdd(spans[i].SpanId, i);
            tree._children[i] = [];
        }

        for (var i = 0; i < spans.Count; i++)
        {
            tree.Parents[i] = spans[i].ParentId is { } id && indexes.TryGetValue(id, out var parent) && parent != i ? parent : -1;
            (tree.Parents[i] < 0 ? tree.Tops : tree._children[tree.Parents[i]]).Add(i);
        }

        tree.Order();
        return tree;
    }

    public IReadOnlyList<int> ChildrenOf(int span) => _children[span];

    /// <summary>What each span and all below it used.</summary>
    public SpanTotals[] Totals()
    {
        var totals = _spans.Select(static span => span.Own).ToArray();
        for (var i = _parentsFirst.Count - 1; i >= 0; i--)
        {
            var span = _parentsFirst[i];
            if (Parents[span] is var parent && parent >= 0)
            {
                totals[parent] = totals[parent].Plus(totals[span]);
            }
        }

        return totals;
    }

    /// <summary>The latest end of each span and all below it; one that has not ended lasts to the latest time known.</summary>
    public long[] Ends()
    {
        var latest = _spans.Count == 0 ? 0 : _spans.Max(static span => Math.Max(span.Start, span.End ?? 0));
        var ends = _spans.Select(span => Math.Max(span.Start, span.End ?? latest)).ToArray();
        for (var i = _parentsFirst.Count - 1; i >= 0; i--)
        {
            var span = _parentsFirst[i];
            if (Parents[span] is var parent && parent >= 0)
            {
                ends[parent] = Math.Max(ends[parent], ends[span]);
            }
        }

        return ends;
    }

    private void Order()
    {
        var isPlaced = new bool[_spans.Count];
        foreach (var top in Tops)
        {
            Place(top, isPlaced);
        }

        for (var i = 0; i < _spans.Count; i++)
        {
            if (!isPlaced[i])
            {
                _children[Parents[i]].Remove(i);
                Parents[i] = -1;
                Tops.Add(i);
                Place(i, isPlaced);
            }
        }
    }

    private void Place(int top, bool[] isPlaced)
    {
        var waiting = new Stack<int>([top]);
        while (waiting.TryPop(out var span))
        {
            isPlaced[span] = true;
            _parentsFirst.Add(span);
            foreach (var child in _children[span])
            {
                waiting.Push(child);
            }
        }
    }
}
