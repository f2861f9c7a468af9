namespace AgentOtel.Viewer.Queries;

/// <summary>Tokens and cost by the beginning of each step, from the store's sums.</summary>
internal static class SpentSteps
{
    public static Dictionary<long, (long Tokens, double Cost, double EstimatedCost)> Read(ReadSession session, TimeWindow minutes, StepLength step)
    {
        var steps = new Dictionary<long, (long, double, double)>();
        session.Each(
            $"""
            SELECT minute / {step.Nanoseconds / Nanos.PerMinute}, sum(input_tokens + output_tokens), sum(cost), sum(estimated_cost) FROM sums
            WHERE minute >= {minutes.From / Nanos.PerMinute} AND minute < {minutes.To / Nanos.PerMinute} GROUP BY 1
            """,
            row => steps[row.GetInt64(0) * step.Nanoseconds] = (row.GetInt64(1), row.GetDouble(2), row.GetDouble(3)));
        return steps;
    }
}
