using System.Diagnostics;

namespace AgentOtel;

/// <summary>Asks what a call cost, and counts the answer.</summary>
internal static class CallPricing
{
    public const string NoUsage = "no_usage";

    public static ModelCost Price(TelemetryCore core, ModelRequest request, in ModelAnswer answer, DateTimeOffset startedAt)
    {
        if (answer.Details is { CostUsd: { } reported } && CostBounds.Accept(core, reported) is { } accepted)
        {
            return new ModelCost { Usd = accepted };
        }

        if (answer.Usage.IsEmpty && (answer.Details is null || answer.Details.Units == default))
        {
            return ModelCost.Unpriced(NoUsage);
        }

        return Ask(core, new PricedCall
        {
            Provider = request.Provider,
            RequestModel = request.Model,
            ResponseModel = answer.Model,
            ServiceTier = answer.ServiceTier ?? request.ServiceTier,
            Usage = answer.Usage,
            Units = answer.Details?.Units ?? default,
            Time = startedAt,
        });
    }

    private static ModelCost Ask(TelemetryCore core, in PricedCall call)
    {
        try
        {
            var cost = core.Cost(call);
            return cost.Usd is not { } usd || CostBounds.Accept(core, usd) is not null ? cost : ModelCost.Unpriced("out_of_range");
        }
        catch (Exception exception)
        {
            // The calculator may be the user's: what it throws must not reach the app.
            core.Report(exception, nameof(CostCalculator));
            return ModelCost.Unpriced("error");
        }
    }

    public static void CountUnpriced(TelemetryCore core, string? provider, string? model, string? reason)
    {
        var tags = default(TagList);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.ProviderName, provider);
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.Request.Model, model);
        tags.Add(SemanticConventions.AgentOtel.Cost.Reason, reason ?? "unknown");
        core.Metrics.UnpricedCalls.Add(1, tags);
        core.UnpricedModels.Say(provider ?? "", model, reason);
    }
}
