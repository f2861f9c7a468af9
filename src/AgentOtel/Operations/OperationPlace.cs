using System.Diagnostics;

namespace AgentOtel;

/// <summary>Where an operation stands: its span, its context and what it runs in. Making it starts the span.</summary>
internal readonly struct OperationPlace
{
    public OperationPlace(TelemetryCore core, in OperationStart start, in StartOptions options)
    {
        Context = start.Context;
        OuterSpan = Activity.Current;
        if (!start.HasContext && options.Parent is null)
        {
            Span = SpanStart.Start(core, start, options, OuterSpan);
            if (Span is { IsAllDataRequested: true })
            {
                ContextTags.AddTo(Span, Context, core.User);
            }

            return;
        }

        var outer = AgentContext.Current;
        var parent = (options.Parent ?? outer).Operation;
        if (parent is { IsTooDeep: true })
        {
            // A loop that forgets to end its handles would make the chain longer for ever: it is cut at its root.
            core.Drops.Add("traces", "depth");
            parent = parent.Root!;
            outer = parent.Outer;
            OuterSpan = parent.NearestSpan;
            CurrentSpan.Set(OuterSpan);
        }

        var adopted = start.MayAdopt ? SpanStart.Adopt(core, start, options) : null;
        Span = adopted ?? SpanStart.Start(core, start, options, OuterSpan);
        IsAdopted = adopted is not null;
        Node = new OperationNode(outer, parent)
        {
            IsAgent = start.IsAgent,
            Totals = start.HasTotals ? new Totals() : null,
            Activity = Span,
        };
        Context = Context with { Operation = Node };
        if (Span is { IsAllDataRequested: true })
        {
            Complete(Span, core, start);
        }
    }

    public Activity? Span { get; }

    /// <summary>The span that was current before.</summary>
    public Activity? OuterSpan { get; }

    /// <summary>Whether the span is another library's, for the same act.</summary>
    public bool IsAdopted { get; }

    /// <summary>Absent where the operation has no context of its own.</summary>
    public OperationNode? Node { get; }

    public AgentContext Context { get; }

    private void Complete(Activity span, TelemetryCore core, in OperationStart start)
    {
        if (IsAdopted)
        {
            foreach (var (name, value) in start.Tags)
            {
                span.SetTag(name, value);
            }
        }

        ContextTags.AddTo(span, Context, core.User);
    }
}
