namespace AgentOtel;

/// <summary>Which costs are believed. They come from providers and from the app, and their sums must stay sums.</summary>
internal static class CostBounds
{
    private const decimal MaxUsd = 1_000_000_000;

    /// <summary>The cost or, where it is negative or more than anything costs, nothing: that is counted.</summary>
    public static decimal? Accept(TelemetryCore core, decimal usd)
    {
        if (!decimal.IsNegative(usd) && usd <= MaxUsd)
        {
            return usd;
        }

        core.Drops.Add("metrics", "cost_out_of_range");
        return null;
    }
}
