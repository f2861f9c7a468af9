using System.Diagnostics;

namespace AgentOtel;

/// <summary>A cost as attributes. A call without a price has none: it is never 0.</summary>
internal static class CostTags
{
    public const string FromProvider = "provider";
    public const string FromTable = "table";

    /// <summary>The categories beside <c>model</c> (<c>agentotel.cost.category</c>).</summary>
    public const string Tool = "tool";
    public const string Compute = "compute";

    private static readonly object True = true;

    /// <param name="span">A span of the kit's own or another's.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="source">Who says so.</param>
    public static void AddTo(Activity span, in ModelCost cost, string source)
    {
        if (cost.Usd is not { } usd)
        {
            return;
        }

        span.AddTag(SemanticConventions.GenAi.Usage.Cost, (object)(double)usd);
        span.AddTag(SemanticConventions.AgentOtel.Cost.Source, (object)source);
        span.AddKnown(SemanticConventions.AgentOtel.Cost.PriceTableVersion, cost.TableVersion);
        if (cost.IsIncomplete)
        {
            span.AddTag(SemanticConventions.AgentOtel.Cost.Incomplete, True);
        }
    }
}
