using AgentOtel.Viewer.Api;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>The traces that belong to one: those its spans link to, those that link to it, and those of the same run.</summary>
internal sealed class LinkedTraces(ReadSession session)
{
    private const int MaxOfEach = 100;

    public IReadOnlyList<LinkedTrace> Of(long trace, string traceId, string? runId)
    {
        var linked = session.All(
            $"""
            SELECT DISTINCT 'link', k.linked, k.span, t.name, t.start, t.status FROM (
              SELECT json_extract(l.value, '$.traceId') AS linked, json_extract(l.value, '$.spanId') AS span
              FROM span_rows s CROSS JOIN span_details d ON d.span = s.id CROSS JOIN json_each(d.links) l
              WHERE s.trace = {trace} AND d.links IS NOT NULL) k
            LEFT JOIN traces t ON t.trace_id = k.linked
            WHERE k.linked <> {traceId} LIMIT {MaxOfEach}
            """,
            Read);
        linked.AddRange(Having("linked_from", "link", traceId, trace));
        if (runId is not null)
        {
            var known = linked.Select(static link => link.TraceId).ToHashSet(StringComparer.Ordinal);
            linked.AddRange(Having("same_run", "run", runId, trace).Where(other => !known.Contains(other.TraceId)));
        }

        return linked;
    }

    private List<LinkedTrace> Having(string relation, string facet, string value, long trace) => session.All(
        $"""
        SELECT {relation}, t.trace_id, NULL, t.name, t.start, t.status FROM trace_facets f JOIN traces t ON t.id = f.trace
        WHERE f.facet = {facet} AND f.value = {value} AND f.trace <> {trace} ORDER BY t.start LIMIT {MaxOfEach}
        """,
        Read);

    private static LinkedTrace Read(SqliteDataReader row) =>
        new(row.GetString(1), row.TextAt(2), row.GetString(0), row.TextAt(3), row.TimeAt(4), row.TextAt(5));
}
