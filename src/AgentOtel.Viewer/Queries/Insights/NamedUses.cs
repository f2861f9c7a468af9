using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Queries;

/// <summary>Sums uses by name: of models and tools their own, of agents and workflows with what ran inside them.</summary>
internal static class NamedUses
{
    /// <summary>Calls of a kind by their names.</summary>
    public static List<NamedUse> Own(IEnumerable<Use> uses, OperationKind kind, int limit) => Top(
        uses.Where(use => use.Kind == kind)
            .GroupBy(static use => (use.Name, use.Provider))
            .Select(static group => Sum(group.Key.Name, group.Key.Provider, [.. group], [.. group])),
        limit);

    /// <summary>Agents or workflows: their own calls, errors and durations, and the tokens and cost of all that names them.</summary>
    public static List<NamedUse> Whole(IReadOnlyCollection<Use> uses, OperationKind kind, Func<Use, string> nameOf, int limit) => Top(
        uses.Where(use => nameOf(use).Length > 0)
            .GroupBy(nameOf, StringComparer.Ordinal)
            .Select(group => Sum(group.Key, "", [.. group.Where(use => use.Kind == kind)], [.. group.Where(static use => use.Kind is not (OperationKind.Workflow or OperationKind.Agent))])),
        limit);

    private static List<NamedUse> Top(IEnumerable<NamedUse> uses, int limit) =>
        [.. uses.OrderByDescending(static use => use.Cost + use.EstimatedCost).ThenByDescending(static use => use.Calls).ThenBy(static use => use.Name, StringComparer.Ordinal).Take(limit)];

    private static NamedUse Sum(string name, string provider, List<Use> calls, List<Use> spent)
    {
        var count = calls.Sum(static use => use.Calls);
        return new NamedUse
        {
            Name = name,
            Provider = provider.Length > 0 ? provider : null,
            Calls = count,
            Errors = calls.Sum(static use => use.Errors),
            MeanDuration = count == 0 ? 0 : calls.Sum(static use => Nanos.ToSeconds(use.Duration)) / count,
            MaxDuration = calls.Count == 0 ? 0 : Nanos.ToSeconds(calls.Max(static use => use.MaxDuration)),
            InputTokens = spent.Sum(static use => use.InputTokens),
            OutputTokens = spent.Sum(static use => use.OutputTokens),
            Cost = spent.Sum(static use => use.Cost),
            EstimatedCost = spent.Sum(static use => use.EstimatedCost),
            Unpriced = spent.Sum(static use => use.Unpriced),
        };
    }
}
