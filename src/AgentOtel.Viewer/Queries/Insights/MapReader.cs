using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Queries;

/// <summary>Draws which workflow uses which agents, tools and models, from the store's sums.</summary>
internal sealed class MapReader(ReadSession session)
{
    private const int MaxEdges = 500;

    public UsageMap Read(TimeWindow asked, string? workflow)
    {
        var uses = Use.All(session, asked.ToMinutes()).Where(use => workflow is null || use.Workflow == workflow).ToList();
        var edges = uses
            .Select(static use => (Ends: Ends(use), Use: use))
            .Where(static edge => edge.Ends is { From.Length: > 0 })
            .GroupBy(static edge => edge.Ends!.Value)
            .Select(group => Edge(group.Key.From, group.Key.To, [.. group.Select(static edge => edge.Use)], uses))
            .OrderByDescending(static edge => edge.Calls)
            .ThenBy(static edge => edge.From + edge.To, StringComparer.Ordinal)
            .Take(MaxEdges)
            .ToList();
        var nodes = uses.Where(static use => KindOf(use) is not null && use.Name.Length > 0)
            .GroupBy(static use => (Kind: KindOf(use)!, use.Name))
            .Select(static group => new MapNode(Id(group.Key.Kind, group.Key.Name), group.Key.Kind, group.Key.Name, group.Sum(static use => use.Calls), group.Sum(static use => use.Errors)))
            .ToList();
        return new UsageMap([.. nodes, .. Unseen(nodes, edges)], edges);
    }

    private static string Id(string kind, string name) => $"{kind}:{name}";

    private static string? KindOf(Use use) => use.Kind switch
    {
        OperationKind.Workflow => "workflow",
        OperationKind.Agent => "agent",
        OperationKind.Tool => "tool",
        OperationKind.Model => "model",
        OperationKind.Retrieval => "retrieval",
        _ => null,
    };

    /// <summary>An agent hangs on its workflow; what it calls hangs on the agent, or on the workflow where no agent called it.</summary>
    private static (string From, string To)? Ends(Use use)
    {
        if (KindOf(use) is not { } kind || use.Name.Length == 0 || use.Kind is OperationKind.Workflow)
        {
            return null;
        }

        var from = use.Agent.Length > 0 && use.Kind is not OperationKind.Agent ? Id("agent", use.Agent)
            : use.Workflow.Length > 0 ? Id("workflow", use.Workflow)
            : "";
        return (from, Id(kind, use.Name));
    }

    private static MapEdge Edge(string from, string to, List<Use> calls, List<Use> all)
    {
        // An agent's edge carries what was spent inside the agent.
        var spent = calls[0].Kind is OperationKind.Agent
            ? all.Where(use => use.Agent == calls[0].Name && use.Workflow == calls[0].Workflow).ToList()
            : calls;
        var count = calls.Sum(static use => use.Calls);
        return new MapEdge(
            from,
            to,
            count,
            calls.Sum(static use => use.Errors),
            count == 0 ? 0 : calls.Sum(static use => Nanos.ToSeconds(use.Duration)) / count,
            spent.Sum(static use => use.Cost),
            spent.Sum(static use => use.EstimatedCost));
    }

    /// <summary>Ends of edges whose own span never came.</summary>
    private static IEnumerable<MapNode> Unseen(List<MapNode> nodes, List<MapEdge> edges)
    {
        var known = nodes.Select(static node => node.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in edges.Select(static edge => edge.From).Where(known.Add))
        {
            var kind = id[..id.IndexOf(':', StringComparison.Ordinal)];
            yield return new MapNode(id, kind, id[(kind.Length + 1)..], 0, 0);
        }
    }
}
