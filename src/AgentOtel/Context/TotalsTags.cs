using System.Diagnostics;

namespace AgentOtel;

/// <summary>The totals as attributes.</summary>
internal static class TotalsTags
{
    public static void AddTo(this TotalsSnapshot totals, Activity span)
    {
        if (totals.Sums.CostUsd is { } cost)
        {
            span.SetTag(SemanticConventions.AgentOtel.Total.CostUsd, (double)cost);
        }

        span.SetTag(SemanticConventions.AgentOtel.Total.InputTokens, totals.Sums.InputTokens);
        span.SetTag(SemanticConventions.AgentOtel.Total.OutputTokens, totals.Sums.OutputTokens);
        span.SetTag(SemanticConventions.AgentOtel.Total.AgentCalls, (long)totals.Sums.AgentCalls);
        span.SetTag(SemanticConventions.AgentOtel.Total.ModelCalls, (long)totals.Sums.ModelCalls);
        span.SetTag(SemanticConventions.AgentOtel.Total.ToolCalls, (long)totals.Sums.ToolCalls);
        if (totals.IsIncomplete)
        {
            span.SetTag(SemanticConventions.AgentOtel.Total.Incomplete, true);
        }
    }
}
