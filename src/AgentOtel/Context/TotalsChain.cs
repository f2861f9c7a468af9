namespace AgentOtel;

/// <summary>Adds what an operation did to each operation that it ran in, once.</summary>
internal static class TotalsChain
{
    public static void ChildStarted(OperationNode? node)
    {
        for (; node is not null; node = node.Parent)
        {
            node.Totals?.ChildStarted();
        }
    }

    public static void ChildEnded(OperationNode? node, in CallFigures figures)
    {
        var isOwn = true;
        for (; node is not null; node = node.Parent)
        {
            node.Totals?.ChildEnded(figures, isOwn);
            isOwn &= !node.IsAgent;
        }
    }

    /// <summary>Adds a cost that belongs to no operation of its own.</summary>
    public static void AddCost(OperationNode? node, decimal usd)
    {
        for (; node is not null; node = node.Parent)
        {
            node.Totals?.Add(new CallFigures { CostUsd = usd }, isOwn: true);
        }
    }
}
