using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>What a trace's row sums up.</summary>
internal sealed class TraceTotals
{
    public long Start { get; set; } = long.MaxValue;

    public long End { get; set; }

    public long Spans { get; set; }

    public long OpenSpans { get; set; }

    public long Logs { get; set; }

    public long Errors { get; set; }

    public long Workflows { get; set; }

    public long WorkflowsFailed { get; set; }

    public long AgentCalls { get; set; }

    public long ToolCalls { get; set; }

    public long ModelCalls { get; set; }

    public long UnpricedCalls { get; set; }

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    public double Cost { get; set; }

    public double EstimatedCost { get; set; }

    public long Bytes { get; set; }

    public bool HasRoot { get; set; }

    /// <summary>Takes in what a span adds whether it counts as a call or not.</summary>
    public void Take(HeldSpan span, int bytes)
    {
        Start = Math.Min(Start, span.Start);
        End = Math.Max(End, Math.Max(span.Start, span.End));
        HasRoot |= span.ParentId == 0;
        Bytes += bytes;
        Add(span, 1);
    }

    /// <summary>Takes that back, but for times and bytes: another form of the span follows.</summary>
    public void Withdraw(HeldSpan span) => Add(span, -1);

    /// <summary>Adds a call's share, or with -1 takes it back.</summary>
    public void Count(in Share share, int sign)
    {
        var figures = share.Figures;
        InputTokens += sign * figures.InputTokens;
        OutputTokens += sign * figures.OutputTokens;
        Cost += sign * figures.Cost;
        EstimatedCost += sign * figures.EstimatedCost;
        UnpricedCalls += sign * figures.Unpriced;
        switch (share.Key.Kind)
        {
            case OperationKind.Workflow:
                Workflows += sign;
                WorkflowsFailed += sign * figures.Errors;
                break;
            case OperationKind.Agent:
                AgentCalls += sign;
                break;
            case OperationKind.Tool:
                ToolCalls += sign;
                break;
            case OperationKind.Model:
                ModelCalls += sign;
                break;
            default:
                break;
        }
    }

    private void Add(HeldSpan span, int sign)
    {
        Spans += sign;
        OpenSpans += span.End == 0 ? sign : 0;
        Errors += span.HasError ? sign : 0;
    }
}
