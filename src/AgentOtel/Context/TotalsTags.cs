using System.Diagnostics;

namespace AgentOtel;

/// <summary>The totals as attributes.</summary>
internal static class TotalsTags
{
    public static void AddTo(this TotalsSnapshot totals, Activity span)
    {
        if (totals.CostUsd is { } cost)
        {
            span.SetTag(SemanticConventions.AgentOtel.Total.CostUsd, (double)cost);
        }

        span.SetTag(SemanticConventions.AgentOtel.Total.InputTokens, totals.InputTokens);
        span.SetTag(SemanticConventions.AgentOtel.Total.OutputTokens, totals.OutputTokens);
        span.SetTag(SemanticConventions.AgentOtel.Total.AgentCalls, totals.AgentCalls);
        span.SetTag(SemanticConventions.AgentOtel.Total.ModelCalls, totals.ModelCalls);
        span.SetTag(SemanticConventions.AgentOtel.Total.ToolCalls, totals.ToolCalls);
        if (totals.IsIncomplete)
        {
            span.SetTag(SemanticConventions.AgentOtel.Total.Incomplete, true);
        }
    }

    public static EventFields Add(this EventFields fields, TotalsSnapshot totals) => fields
        .Add(SemanticConventions.AgentOtel.Total.CostUsd, (double?)totals.CostUsd)
        .Add(SemanticConventions.AgentOtel.Total.InputTokens, totals.InputTokens)
        .Add(SemanticConventions.AgentOtel.Total.OutputTokens, totals.OutputTokens)
        .Add(SemanticConventions.AgentOtel.Total.AgentCalls, totals.AgentCalls)
        .Add(SemanticConventions.AgentOtel.Total.ModelCalls, totals.ModelCalls)
        .Add(SemanticConventions.AgentOtel.Total.ToolCalls, totals.ToolCalls)
        .Add(SemanticConventions.AgentOtel.Total.Incomplete, totals.IsIncomplete ? true : null);
}
