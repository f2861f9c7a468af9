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
            SELECT d.point, d.choice, count(*), avg(d.confidence), (SELECT t.trace_id FROM traces t WHERE t.id = max(d.trace))
            FROM decisions d WHERE d.time >= {window.From} AND d.time < {window.To}
            GROUP BY d.point, d.choice ORDER BY 3 DESC, d.point, d.choice LIMIT {MaxChoices}
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
