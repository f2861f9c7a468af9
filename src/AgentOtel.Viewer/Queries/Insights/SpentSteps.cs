namespace AgentOtel.Viewer.Queries;

/// <summary>Tokens and cost by the beginning of each step, from the store's sums.</summary>
internal static class SpentSteps
{
    public static Dictionary<long, (long Tokens, double Cost, double EstimatedCost)> Read(ReadSession session, TimeWindow minutes, StepLength step)
    {
        var sums = step.Nanoseconds % (60 * Nanos.PerMinute) == 0 ? Sums.ByHour(minutes) : Sums.ByMinute(minutes);
        var steps = new Dictionary<long, (long Tokens, double Cost, double EstimatedCost)>();
        // By the minute, in which order the rows stand: by steps, they would have to be sorted.
        session.Each(
            $"SELECT minute, sum(input_tokens + output_tokens), sum(cost), sum(estimated_cost) FROM {sums} GROUP BY minute",
            row =>
            {
                var start = step.StartOf(row.GetInt64(0) * Nanos.PerMinute);
                var (tokens, cost, estimated) = steps.GetValueOrDefault(start);
                steps[start] = (tokens + row.GetInt64(1), cost + row.GetDouble(2), estimated + row.GetDouble(3));
            });
        return steps;
    }
}
