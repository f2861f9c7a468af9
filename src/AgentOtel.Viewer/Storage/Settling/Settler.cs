using AgentOtel.Viewer.Storage.Tables;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>Takes in a trace's spans and keeps true what depends on several of them, in whatever order they come.</summary>
internal sealed class Settler(SpanTable spans, SumTable sums)
{
    /// <summary>Takes a span that came.</summary>
    /// <returns>Whether it is new: a span sent again is let go, unless it has ended since.</returns>
    public bool Take(HeldTrace trace, Rows.SpanRow row)
    {
        if (trace.Spans.TryGetValue(row.SpanId, out var held))
        {
            if (held.End != 0 || row.End == 0)
            {
                return false;
            }

            Withdraw(trace, held);
        }

        var span = HeldSpan.Of(row, spans.NextId());
        trace.Spans[span.SpanId] = span;
        trace.Added.Add(span);
        trace.Totals.Take(span, row.Bytes);
        return held is null;
    }

    public void Settle(HeldTrace trace)
    {
        foreach (var span in trace.Added)
        {
            if (trace.Lead is null || LeadingSpan.IsBefore(span, trace.Lead))
            {
                trace.Lead = span;
            }

            Count(trace, span, 1);
        }
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
    }

    private void Count(HeldTrace trace, HeldSpan span, int sign)
    {
        span.IsCounted = sign > 0;
        var share = Share.Of(span);
        trace.Totals.Count(share, sign);
        if (share.Key.Kind is not Dialects.OperationKind.None || share.Figures.Cost != 0)
        {
            sums.Add(share, sign);
        }
    }
}
