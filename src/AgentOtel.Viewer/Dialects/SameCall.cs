namespace AgentOtel.Viewer.Dialects;

/// <summary>
/// Whether two spans of one trace are one call, and which of them counts. Senders stack up: a framework's span around the client
/// SDK's own, Vercel's <c>embeddings</c> in <c>embeddings</c>, an MCP client's <c>tools/call</c> in the tool's span.
/// </summary>
internal static class SameCall
{
    /// <summary>Whether <paramref name="inner"/>, which lies below <paramref name="outer"/>, is the same call.</summary>
    /// <param name="outer">The span above.</param>
    /// <param name="inner">The span below.</param>
    /// <param name="isChild">Whether it lies directly below; plain spans between do not count.</param>
    public static bool IsNested(Operation outer, Operation inner, bool isChild) => (outer.Kind, inner.Kind) switch
    {
        (OperationKind.Model, OperationKind.Model) => isChild
            ? outer.ResponseId is null || inner.ResponseId is null || outer.ResponseId == inner.ResponseId
            : HaveSameResponse(outer, inner),
        (OperationKind.Tool, OperationKind.Tool) => outer.ToolCallId is not null && outer.ToolCallId == inner.ToolCallId
            || (inner.IsMcpClient && isChild && (outer.Tool is null || inner.Tool is null || outer.Tool.EndsWith(inner.Tool, StringComparison.Ordinal))),
        _ => false,
    };

    /// <summary>Whether two spans beside each other are the same model call: both carry the same response's id.</summary>
    public static bool HaveSameResponse(Operation first, Operation second) =>
        first.Kind is OperationKind.Model && second.Kind is OperationKind.Model && first.ResponseId is not null && first.ResponseId == second.ResponseId;

    /// <summary>
    /// Whether the second of two spans of one call is the one that counts: the one that knows more of usage and cost. Where they know
    /// the same the first does, which nested is the outer; of nested <c>embeddings</c> the inner, since the outer sums several.
    /// </summary>
    public static bool SecondCounts(Operation first, Operation second)
    {
        var difference = Knows(second) - Knows(first);
        return difference == 0 ? first is { Kind: OperationKind.Model, Name: "embeddings" } : difference > 0;
    }

    private static int Knows(Operation operation) => operation.Kind is OperationKind.Tool
        ? operation.IsMcpClient ? 0 : 1
        : (operation.InputTokens is null ? 0 : 2) + (operation.OutputTokens is null ? 0 : 2) + (operation.Cost is null ? 0 : 1);
}
