using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads one trace with its spans as a tree.</summary>
internal sealed class TraceReader(ReadSession session)
{
    /// <summary>The most spans that one answer holds; what is summed is over these.</summary>
    public const int MaxSpans = 10_000;

    public TraceDetail? Read(string traceId)
    {
        if (Find(traceId) is not { } found)
        {
            return null;
        }

        var (trace, spans) = found;
        var summary = session.First($"SELECT {TraceColumns.All} FROM traces t WHERE t.id = {trace}", TraceColumns.Read);
        return summary is null ? null : new TraceDetail
        {
            Trace = summary,
            Spans = Summaries(trace, spans),
            IsCut = summary.Spans > spans.Count,
            Linked = new LinkedTraces(session).Of(trace, traceId, summary.RunId),
        };
    }

    /// <summary>One span with its place in the tree.</summary>
    public (long Trace, TreeSpan Row, SpanSummary Summary)? ReadSpan(string traceId, ulong spanId)
    {
        if (Find(traceId) is not { } found)
        {
            return null;
        }

        var (trace, spans) = found;
        if (spans.FirstOrDefault(span => span.SpanId == spanId) is null)
        {
            // Beyond what one answer holds: it is shown without what lies below it.
            spans = session.All($"SELECT {TreeSpan.Columns} FROM {TreeSpan.Tables} WHERE s.trace = {trace} AND s.span_id = {unchecked((long)spanId)}", TreeSpan.Read);
        }

        var summaries = Summaries(trace, spans);
        for (var i = 0; i < spans.Count; i++)
        {
            if (spans[i].SpanId == spanId)
            {
                return (trace, spans[i], summaries[i]);
            }
        }

        return null;
    }

    /// <summary>The trace's row id.</summary>
    public long? IdOf(string traceId) =>
        session.First<long?>($"SELECT id FROM traces WHERE trace_id = {traceId}", static row => row.GetInt64(0));

    private (long Trace, List<TreeSpan> Spans)? Find(string traceId) => IdOf(traceId) is { } trace
        ? (trace, session.All($"SELECT {TreeSpan.Columns} FROM {TreeSpan.Tables} WHERE s.trace = {trace} ORDER BY s.start, s.id LIMIT {MaxSpans}", TreeSpan.Read))
        : null;

    private SpanSummary[] Summaries(long trace, List<TreeSpan> spans)
    {
        var tree = SpanTree.Of(spans);
        var totals = tree.Totals();
        var isCritical = CriticalPath.Of(tree);
        var logs = new Dictionary<ulong, int>();
        session.Each(
            $"SELECT span_id, count(*) FROM log_rows WHERE trace = {trace} AND span_id IS NOT NULL GROUP BY span_id",
            row => logs[unchecked((ulong)row.GetInt64(0))] = row.GetInt32(1));
        var first = spans.Count == 0 ? 0 : spans[0].Start;
        return [.. spans.Select((span, index) => span.Summary with
        {
            Offset = Nanos.ToSeconds(span.Start - first),
            Totals = totals[index],
            IsCritical = isCritical[index],
            Logs = logs.GetValueOrDefault(span.SpanId),
        })];
    }
}
