using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>Lists the values that a search can be narrowed by.</summary>
internal sealed class FacetReader(ReadSession session)
{
    private const int MaxValues = 200;

    // Enough to rank by use; beyond, all count the same.
    private const int MostCounted = 1_000;

    private static readonly string[] OfTraces =
        ["service", "workflow", "agent", "tool", "model", "provider", "task", "kind", "error", "tenant", "user", "session", "conversation"];

    public static readonly IReadOnlyList<string> Known = [.. OfTraces, "logger", "event"];

    /// <exception cref="ParameterException">There is no such facet.</exception>
    public FacetValues Read(string facet) => new(facet, facet switch
    {
        "logger" => Text($"SELECT DISTINCT name FROM scopes c WHERE name <> '' AND EXISTS (SELECT 1 FROM log_rows WHERE scope = c.id) ORDER BY name LIMIT {MaxValues}"),
        "event" => Text($"SELECT event FROM (SELECT event FROM log_rows WHERE event IS NOT NULL ORDER BY id DESC LIMIT 20000) GROUP BY event ORDER BY count(*) DESC, event LIMIT {MaxValues}"),
        _ when OfTraces.Contains(facet) => OfFacet(facet),
        _ => throw new ParameterException("facet", $"takes one of {string.Join(", ", Known)}"),
    });

    /// <summary>Leaps from value to value along the index, so that what a value is used by does not matter.</summary>
    private List<string> OfFacet(string facet) => Text(
        $"""
        WITH RECURSIVE found(value, n) AS (
          SELECT min(value), 1 FROM trace_facets WHERE facet = {facet}
          UNION ALL
          SELECT (SELECT min(value) FROM trace_facets WHERE facet = {facet} AND value > found.value), n + 1 FROM found WHERE found.value IS NOT NULL AND n < 2000)
        SELECT value FROM (
          SELECT value, (SELECT count(*) FROM (SELECT 1 FROM trace_facets f WHERE f.facet = {facet} AND f.value = found.value LIMIT {MostCounted})) AS uses
          FROM found WHERE value IS NOT NULL)
        ORDER BY uses DESC, value LIMIT {MaxValues}
        """);

    private List<string> Text(Sql sql) => session.All(sql, static row => row.GetString(0));
}
