using System.Diagnostics;

namespace AgentOtel;

/// <summary>
/// An operation's place in the kit's own chain. Totals are summed along it, since <see cref="Activity.Parent"/> is
/// absent where a span is not recorded. The context holds nodes, not handles, so that a handle that is never ended can
/// be collected.
/// </summary>
internal sealed class OperationNode(OperationNode? parent, bool isAgent, Totals? totals, AgentContext? outer = null)
{
    private volatile bool _hasEnded;

    public OperationNode? Parent { get; } = parent;

    /// <summary>The context that was in force when the operation started.</summary>
    public AgentContext? Outer { get; } = outer;

    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    public OperationNode? Root { get; } = parent?.Root ?? parent;

    public bool IsAgent { get; } = isAgent;

    public Totals? Totals { get; } = totals;

    public Activity? Activity { get; set; }

    /// <summary>The span of this operation or, where it has none, of the nearest above it.</summary>
    public Activity? NearestSpan => Activity ?? Parent?.NearestSpan;

    public bool HasEnded => _hasEnded;

    public void MarkStarted()
    {
        for (var node = Parent; node is not null; node = node.Parent)
        {
            node.Totals?.ChildStarted();
        }
    }

    /// <summary>Ends the node and adds its figures to every operation that it ran in.</summary>
    public void MarkEnded(in CallFigures figures)
    {
        _hasEnded = true;
        var isOwn = true;
        for (var node = Parent; node is not null; node = node.Parent)
        {
            node.Totals?.ChildEnded(figures, isOwn);
            isOwn &= !node.IsAgent;
        }
    }

    /// <summary>Takes a node whose handle nobody ended out of force. Those above keep it as a child that is missing.</summary>
    public void Abandon() => _hasEnded = true;

    public bool IsSelfOrAncestorOf(OperationNode? other)
    {
        while (other is not null && other != this)
        {
            other = other.Parent;
        }

        return other is not null;
    }
}
