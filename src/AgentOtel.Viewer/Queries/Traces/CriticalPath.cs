namespace AgentOtel.Viewer.Queries;

/// <summary>
/// The spans that determined when the trace ended. The rule: of the tops, the one that ended last (with all below it) is on the
/// path. Within a span on the path, go back from its end: the child that ended last up to then is on the path, then the one
/// that ended last before that child began, and so on to the span's own beginning. What ran beside such a child and ended
/// earlier, nobody waited for. The same holds among the tops, before the last of them began.
/// </summary>
internal static class CriticalPath
{
    public static bool[] Of(SpanTree tree)
    {
        var isCritical = new bool[tree.Spans.Count];
        var ends = tree.Ends();
        var waiting = new Stack<int>();
        Walk(tree.Tops, long.MaxValue);
        while (waiting.TryPop(out var span))
        {
            Walk(tree.ChildrenOf(span), ends[span]);
        }

        return isCritical;

        void Walk(IReadOnlyList<int> siblings, long until)
        {
            foreach (var span in siblings.OrderByDescending(index => ends[index]).ThenByDescending(index => tree.Spans[index].Start))
            {
                if (ends[span] <= until)
                {
                    isCritical[span] = true;
                    waiting.Push(span);
                    until = tree.Spans[span].Start;
                }
            }
        }
    }
}
