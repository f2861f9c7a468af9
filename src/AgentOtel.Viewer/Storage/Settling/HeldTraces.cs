using AgentOtel.Viewer.Storage.Tables;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>
/// The traces that something lately came for. Bounded by the spans in them: those untouched longest are let go after a commit, and
/// are read back when something comes for them again.
/// </summary>
internal sealed class HeldTraces(TraceTable traces, SpanTable spans, FacetTable facets, FaultTable faults)
{
    private const int MostSpans = 30_000;
    private const int MostTraces = 5_000;

    private readonly Dictionary<UInt128, LinkedListNode<HeldTrace>> _byId = [];
    private readonly LinkedList<HeldTrace> _byUse = new();
    private int _spans;

    public HeldTrace Get(UInt128 traceId)
    {
        if (_byId.TryGetValue(traceId, out var node))
        {
            _byUse.Remove(node);
            _byUse.AddLast(node);
            return node.Value;
        }

        var trace = traces.Find(traceId);
        if (!trace.IsNew)
        {
            if (trace.Totals.Spans <= HeldTrace.MostSpans)
            {
                spans.Load(trace);
            }
            else
            {
                trace.IsPart = true;
                trace.Lead = spans.Find(trace, trace.LeadId);
            }

            facets.Load(trace);
            faults.Load(trace);
            _spans += trace.Spans.Count;
        }

        _byId[traceId] = _byUse.AddLast(trace);
        return trace;
    }

    /// <summary>After a commit: lets go of what is too much.</summary>
    public void Trim(IReadOnlyList<HeldTrace> touched)
    {
        foreach (var trace in touched)
        {
            _spans += trace.EndCommit();
        }

        while ((_spans > MostSpans || _byId.Count > MostTraces) && _byUse.First is { } oldest)
        {
            _byUse.RemoveFirst();
            _byId.Remove(oldest.Value.TraceId);
            _spans -= oldest.Value.Spans.Count;
        }
    }

    /// <summary>Lets go of traces that are about to be deleted.</summary>
    public void Forget(IEnumerable<string> traceIds)
    {
        foreach (var hex in traceIds)
        {
            if (Ids.TryTraceId(hex, out var id) && _byId.Remove(id, out var node))
            {
                _byUse.Remove(node);
                _spans -= node.Value.Spans.Count;
            }
        }
    }

    /// <summary>Lets go of everything: after a commit that failed, or traces that were deleted.</summary>
    public void Forget()
    {
        _byId.Clear();
        _byUse.Clear();
        _spans = 0;
    }
}
