using AgentOtel.Viewer;

namespace AgentOtel.Cli.View;

/// <summary>Prices what came without a cost from the kit's table.</summary>
internal static class CallPrices
{
    public static decimal? Price(in ViewedCall call)
    {
        var priced = new PricedCall
        {
            Provider = call.Provider,
            RequestModel = call.RequestModel,
            ResponseModel = call.ResponseModel,
            Time = call.Time,
            Usage = new TokenUsage
            {
                InputTokens = call.InputTokens,
                OutputTokens = call.OutputTokens,
                CacheReadTokens = call.CacheReadTokens,
                CacheWriteTokens = call.CacheWriteTokens,
                ReasoningTokens = call.ReasoningTokens,
            },
        };
        return PriceTable.Shipped.Price(priced).Usd;
    }
}
