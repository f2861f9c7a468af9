using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Storage.Tables;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>
/// Takes in a trace's spans and keeps true what depends on several of them, in whatever order they come: names from above, calls
/// that came as two spans, the leading span, totals and sums.
/// </summary>
internal sealed class Settler(SpanTable spans, SumTable sums)
{
    private readonly SameCalls _sameCalls = new();
    private readonly Stack<HeldSpan> _path = new();
    private int _pass;

    /// <summary>Takes a span that came.</summary>
    /// <returns>Whether it was taken, and whether it is new: a span sent again is let go, unless it has ended since.</returns>
    public (bool IsTaken, bool IsNew) Take(HeldTrace trace, SpanRow row)
    {
        var held = Find(trace, row.SpanId);
        if (held is not null)
        {
            if (held.End != 0 || row.End == 0)
            {
                return (false, false);
            }

            Withdraw(trace, held);
        }

        var span = HeldSpan.Of(row, spans.NextId());
        trace.Spans[span.SpanId] = span;
        trace.Added.Add(span);
        trace.Totals.Take(span, row.Bytes);
        return (true, held is null);
    }

    /// <summary>Settles a trace that spans came for.</summary>
    public void Settle(HeldTrace trace)
    {
        if (trace.Added.Count == 0 && trace.IsSettled)
        {
            return;
        }

        _pass++;
        _sameCalls.Begin();
        if (!trace.IsPart)
        {
            trace.Lead = null;
            foreach (var span in trace.Spans.Values)
            {
                Settle(trace, span);
            }
        }

        else if (trace.Lead is { } lead)
        {
            Settle(trace, lead);
        }

        foreach (var span in trace.Added)
        {
            Settle(trace, span);
        }

        trace.IsSettled = true;
        foreach (var (span, counts) in _sameCalls.End())
        {
            if (span.DuplicateOf != counts)
            {
                BeginChange(trace, span);
                span.DuplicateOf = counts;
            }
        }

        Count(trace, trace.Added);
        Count(trace, trace.Changed);
    }

    /// <summary>Settles what is above a span first, then the span.</summary>
    private void Settle(HeldTrace trace, HeldSpan span)
    {
        // On the way up a span is marked with the pass below zero, so that a circle ends where it began.
        for (var next = span; next is not null && Math.Abs(next.Pass) != _pass; next = next.ParentId == 0 ? null : Find(trace, next.ParentId))
        {
            next.Pass = -_pass;
            _path.Push(next);
        }

        while (_path.TryPop(out var next))
        {
            var parent = next.ParentId == 0 ? null : Find(trace, next.ParentId);
            SettleBelow(trace, next, parent?.Pass == _pass ? parent : null);
            next.Pass = _pass;
        }
    }

    private void SettleBelow(HeldTrace trace, HeldSpan span, HeldSpan? parent)
    {
        span.Parent = parent;
        span.Depth = parent is null ? 0 : parent.Depth + 1;
        span.Above = parent is null ? null : parent.Operation.Kind is OperationKind.None ? parent.Above : parent;
        var names = parent is null ? SpanNames.Own(span.Operation) : SpanNames.Below(parent.Names, span.Operation);
        if (names != span.Names)
        {
            BeginChange(trace, span);
            span.Names = names;
        }

        _sameCalls.Add(span);
        if (trace.Lead is null || LeadingSpan.IsBefore(span, trace.Lead))
        {
            trace.Lead = span;
        }
    }

    /// <summary>Of a trace that is held in part, a span may be in the file alone.</summary>
    private HeldSpan? Find(HeldTrace trace, ulong spanId)
    {
        if (!trace.Spans.TryGetValue(spanId, out var span) && trace.IsPart && spans.Find(trace, spanId) is { } read)
        {
            trace.Spans[spanId] = span = read;
        }

        return span;
    }

    private void BeginChange(HeldTrace trace, HeldSpan span)
    {
        if (span.IsCounted)
        {
            Count(trace, span, -1);
        }

        trace.Change(span);
    }

    private void Withdraw(HeldTrace trace, HeldSpan span)
    {
        if (span.IsCounted)
        {
            Count(trace, span, -1);
        }

        trace.Totals.Withdraw(span);
        if (!trace.Added.Remove(span))
        {
            trace.Replaced.Add(span);
        }

        if (trace.Lead == span)
        {
            trace.Lead = null;
        }
    }

    private void Count(HeldTrace trace, List<HeldSpan> settled)
    {
        foreach (var span in settled)
        {
            if (span is { DuplicateOf: 0, IsCounted: false })
            {
                Count(trace, span, 1);
            }
        }
    }

    private void Count(HeldTrace trace, HeldSpan span, int sign)
    {
        span.IsCounted = sign > 0;
        var share = Share.Of(span);
        trace.Totals.Count(share, sign);
        if (share.Key.Kind is not OperationKind.None || share.Figures.Cost != 0)
        {
            sums.Add(share, sign);
        }
    }
}
