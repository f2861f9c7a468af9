using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads evaluations' scores over time.</summary>
internal sealed class EvaluationReader(ReadSession session)
{
    private const int MaxNames = 100;
    private const int MaxLabels = 100;
    private const int MaxNewest = 50;
    private const int MaxSteps = 120;

    public EvaluationList Read(TimeWindow window)
    {
        var step = StepLength.Of(window, MaxSteps);
        return new EvaluationList(
        [
            .. session.All(
                $"""
                SELECT name, count(*), avg(score) FROM evaluations
                WHERE time >= {window.From} AND time < {window.To} GROUP BY name ORDER BY 2 DESC, name LIMIT {MaxNames}
                """,
                static row => (Name: row.GetString(0), Count: row.GetInt64(1), Mean: row.RealAt(2)))
                .Select(found => new EvaluationSeries(
                    found.Name, found.Count, found.Mean, Steps(found.Name, window, step), Labels(found.Name, window), Newest(found.Name, window))),
        ]);
    }

    private List<EvaluationStep> Steps(string name, TimeWindow window, StepLength step) => session.All(
        $"""
        SELECT time / {step.Nanoseconds}, count(*), avg(score) FROM evaluations
        WHERE time >= {window.From} AND time < {window.To} AND name = {name} GROUP BY 1 ORDER BY 1
        """,
        row => new EvaluationStep(Nanos.ToTime(row.GetInt64(0) * step.Nanoseconds), row.GetInt64(1), row.RealAt(2)));

    private List<LabelCount> Labels(string name, TimeWindow window) => session.All(
        $"""
        SELECT label, count(*) FROM evaluations
        WHERE time >= {window.From} AND time < {window.To} AND name = {name} AND label IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MaxLabels}
        """,
        static row => new LabelCount(row.GetString(0), row.GetInt64(1)));

    private List<EvaluationView> Newest(string name, TimeWindow window) => session.All(
        $"""
        SELECT e.time, e.score, e.label, e.explanation, e.agent, t.trace_id, e.span_id FROM evaluations e LEFT JOIN traces t ON t.id = e.trace
        WHERE e.time >= {window.From} AND e.time < {window.To} AND e.name = {name} ORDER BY e.time DESC, e.id DESC LIMIT {MaxNewest}
        """,
        static row => new EvaluationView(
            Nanos.ToTime(row.GetInt64(0)),
            row.RealAt(1),
            row.TextAt(2),
            row.TextAt(3),
            row.TextAt(4),
            row.TextAt(5),
            row.SpanIdAt(6) is { } span ? Ids.Hex(span) : null));
}
