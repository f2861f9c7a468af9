using System.Diagnostics;

namespace AgentOtel;

/// <summary>What an operation makes current where it runs: its span and, for one that others run in, its context.</summary>
/// <param name="span">The span, if it is recorded.</param>
/// <param name="outer">The span that was current before.</param>
/// <param name="own">The context, for an operation that has one of its own.</param>
internal readonly struct OperationFlow(Activity? span, Activity? outer, AgentContext? own)
{
    public void Enter()
    {
        if (own is not null)
        {
            AgentContext.Restore(own);
        }

        if (span is { IsStopped: false })
        {
            CurrentSpan.Set(span);
        }
    }

    /// <summary>What this flow is without the operation, and without whatever started inside of it.</summary>
    public FlowState Outside()
    {
        var current = Activity.Current;
        var context = AgentContext.Flowing;
        return new FlowState(
            span is not null && CurrentSpan.IsSelfOrBelow(current, span) ? outer : current,
            own?.Operation is { } node && node.IsSelfOrAncestorOf(context?.Operation) ? node.Outer : context);
    }
}
