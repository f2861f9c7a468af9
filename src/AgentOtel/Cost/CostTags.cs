using System.Diagnostics;

namespace AgentOtel;

/// <summary>A cost as attributes. A call without a price has none: it is never 0.</summary>
internal static class CostTags
{
    public const string FromProvider = "provider";
    public const string FromTable = "table";

    public static void AddTo(Activity span, decimal? usd, string source, string? priceTable, bool isIncomplete)
    {
        if (usd is not { } cost)
        {
            return;
        }

        span.SetTag(SemanticConventions.GenAi.Usage.Cost, (double)cost);
        span.SetTag(SemanticConventions.AgentOtel.Cost.Source, source);
        span.SetTag(SemanticConventions.AgentOtel.Cost.PriceTableVersion, priceTable);
        if (isIncomplete)
        {
            span.SetTag(SemanticConventions.AgentOtel.Cost.Incomplete, true);
        }
    }
}
