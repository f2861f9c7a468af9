using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>The span that stands for its trace: the topmost workflow, else the topmost agent, else the root, else the earliest.</summary>
internal static class LeadingSpan
{
    private const uint KnowsParent = 0x100;
    private const uint ParentIsRemote = 0x200;

    /// <summary>Whether <paramref name="span"/> leads before <paramref name="other"/>.</summary>
    public static bool IsBefore(HeldSpan span, HeldSpan other)
    {
        var order = Rank(span).CompareTo(Rank(other));
        order = order != 0 ? order : span.Depth.CompareTo(other.Depth);
        order = order != 0 ? order : span.Start.CompareTo(other.Start);
        return order != 0 ? order < 0 : span.SpanId < other.SpanId;
    }

    public static string Name(HeldSpan? span) => span?.Operation.Kind switch
    {
        null => "",
        OperationKind.Workflow => span.Names.Workflow ?? span.Name,
        OperationKind.Agent => span.Names.Agent ?? span.Name,
        _ => span.Name,
    };

    public static string Status(HeldSpan? span)
    {
        if (span is null || span.End == 0 || IsParentToCome(span))
        {
            return "running";
        }

        return span.Operation.Status ?? (span.HasError ? "failed" : "completed");
    }

    /// <summary>
    /// Whether what is above has yet to come: parents are sent after their children. A parent in another process may never come,
    /// and where the sender does not tell which it is, an agent or a workflow stands for itself.
    /// </summary>
    private static bool IsParentToCome(HeldSpan span)
    {
        var top = span;
        while (top.Parent is { } parent)
        {
            top = parent;
        }

        return top.ParentId != 0
            && ((top.Flags & KnowsParent) != 0 ? (top.Flags & ParentIsRemote) == 0 : Rank(span) > 1);
    }

    private static int Rank(HeldSpan span) => span.Operation.Kind switch
    {
        OperationKind.Workflow => 0,
        OperationKind.Agent => 1,
        _ => span.ParentId == 0 ? 2 : 3,
    };
}
