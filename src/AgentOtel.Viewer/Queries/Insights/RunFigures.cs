using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>Counts runs, and their latency, over a window.</summary>
internal sealed class RunFigures(ReadSession session)
{
    private static readonly Sql IsRun = $"(t.workflows > 0 OR t.agent_calls > 0 OR t.model_calls > 0)";

    private static readonly Sql Runs = $"max(t.workflows, 1)";

    private static readonly Sql Failed = $"CASE WHEN t.workflows > 0 THEN t.workflows_failed ELSE t.status = 'failed' END";

    // Of several workflows in a trace only the leading one's end is known when it neither completed nor failed.
    private static readonly Sql Completed =
        $"""
        CASE WHEN t.workflows > 0 THEN t.workflows - t.workflows_failed - (t.status NOT IN ('completed', 'failed') AND t.workflows > t.workflows_failed)
        ELSE t.status = 'completed' END
        """;

    public OverviewFigures Of(TimeWindow window)
    {
        var errors = Errors(window, window.Length).Values.Sum();
        var (p50, p95) = Latency(window);
        return session.First(
            $"""
            SELECT sum(CASE WHEN {IsRun} THEN {Runs} END), sum(CASE WHEN {IsRun} THEN {Completed} END), sum(CASE WHEN {IsRun} THEN {Failed} END),
            sum(t.model_calls), sum(t.tool_calls), sum(t.input_tokens), sum(t.output_tokens), sum(t.cost), sum(t.estimated_cost), sum(t.unpriced_calls)
            FROM traces t INDEXED BY traces_start WHERE t.start >= {window.From} AND t.start < {window.To}
            """,
            row =>
            {
                var (completed, failed) = (row.WholeAt(1) ?? 0, row.WholeAt(2) ?? 0);
                return new OverviewFigures
                {
                    Runs = row.WholeAt(0) ?? 0,
                    Completed = completed,
                    Failed = failed,
                    SuccessRate = completed + failed == 0 ? null : (double)completed / (completed + failed),
                    LatencyP50 = p50,
                    LatencyP95 = p95,
                    ModelCalls = row.WholeAt(3) ?? 0,
                    ToolCalls = row.WholeAt(4) ?? 0,
                    InputTokens = row.WholeAt(5) ?? 0,
                    OutputTokens = row.WholeAt(6) ?? 0,
                    Cost = row.RealAt(7) ?? 0,
                    EstimatedCost = row.RealAt(8) ?? 0,
                    UnpricedCalls = row.WholeAt(9) ?? 0,
                    Errors = errors,
                };
            })!;
    }

    /// <summary>By the beginning of each step.</summary>
    public Dictionary<long, (long Runs, long Failed)> Steps(TimeWindow window, StepLength step)
    {
        var steps = new Dictionary<long, (long, long)>();
        session.Each(
            $"""
            SELECT t.start / {step.Nanoseconds}, sum({Runs}), sum({Failed}) FROM traces t INDEXED BY traces_start
            WHERE t.start >= {window.From} AND t.start < {window.To} AND {IsRun} GROUP BY 1
            """,
            row => steps[row.GetInt64(0) * step.Nanoseconds] = (row.GetInt64(1), row.GetInt64(2)));
        return steps;
    }

    /// <summary>Faults, each once, by the beginning of each step.</summary>
    public Dictionary<long, long> Errors(TimeWindow window, long step)
    {
        // Faults are indexed by group: going through the groups reads those of the window alone.
        var steps = new Dictionary<long, long>();
        session.Each(
            $"""
            SELECT f.time / {step}, count(*) FROM error_groups g CROSS JOIN faults f ON f.fingerprint = g.fingerprint
            WHERE f.time >= {window.From} AND f.time < {window.To} AND f.passed_on = 0 GROUP BY 1
            """,
            row => steps[row.GetInt64(0) * step] = row.GetInt64(1));
        return steps;
    }

    private (double? P50, double? P95) Latency(TimeWindow window)
    {
        var durations = session.All(
            $"""
            SELECT t.duration FROM traces t INDEXED BY traces_start
            WHERE t.start >= {window.From} AND t.start < {window.To} AND {IsRun} AND t.status IN ('completed', 'failed', 'cancelled')
            """,
            static row => row.GetInt64(0));
        durations.Sort();
        return durations.Count == 0 ? (null, null) : (Rank(0.5), Rank(0.95));

        double Rank(double share) => Nanos.ToSeconds(durations[Math.Max(0, (int)Math.Ceiling(share * durations.Count) - 1)]);
    }
}
