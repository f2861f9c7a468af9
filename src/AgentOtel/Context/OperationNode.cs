using System.Diagnostics;

namespace AgentOtel;

/// <summary>
/// An operation's place in the kit's own chain. Totals are summed along it, since <see cref="Activity.Parent"/> is
/// absent where a span is not recorded. The context holds nodes, not handles, so that a handle that is never ended can
/// be collected.
/// </summary>
internal sealed class OperationNode(AgentContext outer, OperationNode? parent)
{
    private const int MaxDepth = 100;

    private volatile bool _hasEnded;

    /// <summary>The operation that this one runs in.</summary>
    public OperationNode? Parent { get; } = parent;

    /// <summary>The context that was in force when the operation started.</summary>
    public AgentContext Outer { get; } = outer;

    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    public OperationNode? Root { get; } = parent?.Root ?? parent;

    public bool IsAgent { get; init; }

    public Totals? Totals { get; init; }

    public Activity? Activity { get; set; }

    /// <summary>The span of this operation or, where it has none, of the nearest above it.</summary>
    public Activity? NearestSpan => Activity ?? Parent?.NearestSpan;

    public bool HasEnded => _hasEnded;

    /// <summary>Whether a loop that forgets to end its handles has made the chain too long to go on with.</summary>
    public bool IsTooDeep => Depth > MaxDepth;

    /// <summary>Takes the operation out of force, in whatever flow it was ended, or where nobody ended it.</summary>
    public void MarkEnded() => _hasEnded = true;

    public bool IsSelfOrAncestorOf(OperationNode? other)
    {
        while (other is not null && other != this)
        {
            other = other.Parent;
        }

        return other is not null;
    }
}
