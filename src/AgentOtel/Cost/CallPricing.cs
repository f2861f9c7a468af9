using System.Diagnostics;

namespace AgentOtel;

/// <summary>Asks what a call cost, and counts the answer.</summary>
internal static class CallPricing
{
    public static ModelCost Price(TelemetryCore core, in ModelRequest request, in ModelResponse response, DateTimeOffset startedAt)
    {
        if (response.CostUsd is { } reported)
        {
            return new ModelCost { Usd = reported };
        }

        if (response.Usage.IsEmpty && response.Units == default)
        {
            return ModelCost.Unpriced("no_usage");
        }

        try
        {
            return core.Cost(new PricedCall
            {
                Provider = request.Provider,
                RequestModel = request.Model,
                ResponseModel = response.Model,
                ServiceTier = response.ServiceTier ?? request.ServiceTier,
                Usage = response.Usage,
                Units = response.Units,
                Time = startedAt,
            });
        }
        catch (Exception exception)
        {
            // The calculator may be the user's: what it throws must not reach the app.
            core.Report(exception, nameof(CostCalculator));
            return ModelCost.Unpriced("error");
        }
    }

    public static void Record(TelemetryCore core, in ModelRequest request, in ModelCost cost, AgentContext context)
    {
        var tags = default(TagList);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, request.Provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, request.Model);
        if (cost.Usd is { } usd)
        {
            MetricTags.AddContext(ref tags, context);
            core.AddCost("model", usd, tags, context);
        }
        else
        {
            tags.Add(SemanticConventions.AgentOtel.Cost.Reason, cost.UnpricedReason ?? "unknown");
            core.Metrics.UnpricedCalls.Add(1, tags);
            core.UnpricedModels.Say(request.Provider, request.Model, cost.UnpricedReason);
        }
    }
}
