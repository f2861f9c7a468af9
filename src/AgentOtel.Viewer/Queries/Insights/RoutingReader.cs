using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>Counts decisions by where they were made and what was chosen.</summary>
internal sealed class RoutingReader(ReadSession session)
{
    private const int MaxChoices = 1_000;

    public RoutingList Read(TimeWindow window)
    {
        var choices = session.All(
            $"""
            SELECT c.point, c.choice, c.decisions, c.confidence, t.trace_id FROM (
              SELECT point, choice, count(*) AS decisions, avg(confidence) AS confidence, max(trace) AS trace
              FROM decisions WHERE time >= {window.From} AND time < {window.To} GROUP BY point, choice) c
            LEFT JOIN traces t ON t.id = c.trace ORDER BY c.decisions DESC, c.point, c.choice LIMIT {MaxChoices}
            """,
            static row => (Point: row.GetString(0), Choice: new RoutingChoice(row.GetString(1), row.GetInt64(2), row.RealAt(3), row.TextAt(4))));
        return new RoutingList(
        [
            .. choices.GroupBy(static row => row.Point, static row => row.Choice, StringComparer.Ordinal)
                .Select(static point => new RoutingPoint(point.Key, point.Sum(static choice => choice.Decisions), [.. point]))
                .OrderByDescending(static point => point.Decisions),
        ]);
    }
}
