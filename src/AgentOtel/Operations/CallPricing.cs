using System.Diagnostics;

namespace AgentOtel;

/// <summary>Asks what a call cost, and counts the answer.</summary>
internal static class CallPricing
{
    public const string NoUsage = "no_usage";

    public static ModelCost Price(TelemetryCore core, ModelRequest request, in ModelAnswer answer, DateTimeOffset startedAt)
    {
        if (CostBounds.Accept(core, answer.CostUsd) is { } reported)
        {
            return new ModelCost { Usd = reported };
        }

        if (answer.Usage.IsEmpty && answer.Units == default)
        {
            return ModelCost.Unpriced(NoUsage);
        }

        try
        {
            var cost = core.Cost(new PricedCall
            {
                Provider = request.Provider,
                RequestModel = request.Model,
                ResponseModel = answer.Model,
                ServiceTier = answer.ServiceTier ?? request.ServiceTier,
                Usage = answer.Usage,
                Units = answer.Units,
                Time = startedAt,
            });
            return cost.Usd is null || CostBounds.Accept(core, cost.Usd) is not null ? cost : ModelCost.Unpriced("out_of_range");
        }
        catch (Exception exception)
        {
            // The calculator may be the user's: what it throws must not reach the app.
            core.Report(exception, nameof(CostCalculator));
            return ModelCost.Unpriced("error");
        }
    }

    public static void Record(TelemetryCore core, string? provider, string? model, in ModelCost cost, AgentContext context)
    {
        var tags = default(TagList);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, model);
        if (cost.Usd is { } usd)
        {
            MetricTags.AddContext(ref tags, context);
            core.AddCost("model", usd, ref tags, context);
        }
        else
        {
            tags.Add(SemanticConventions.AgentOtel.Cost.Reason, cost.UnpricedReason ?? "unknown");
            core.Metrics.UnpricedCalls.Add(1, tags);
            core.UnpricedModels.Say(provider ?? "", model, cost.UnpricedReason);
        }
    }
}
