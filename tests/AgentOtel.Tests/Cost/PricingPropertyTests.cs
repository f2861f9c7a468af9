using FsCheck;
using FsCheck.Fluent;

namespace AgentOtel.Tests.Cost;

/// <summary>What holds for any usage, over rows of every kind of the shipped table.</summary>
public sealed class PricingPropertyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<PriceRow> Rows = Gen.Elements(PriceTable.Shipped.Rows.ToArray());

    /// <summary>Consistent usage: every part is within its total.</summary>
    private static readonly Gen<TokenUsage> Usages =
        from counts in Gen.Choose(0, 300_000).ArrayOf(8)
        select new TokenUsage
        {
            InputTokens = counts[0] + counts[1] + counts[2] + counts[3] + counts[4],
            CacheReadTokens = counts[1],
            CacheWriteTokens = counts[2],
            CacheWriteOneHourTokens = counts[2] / 2,
            OutputTokens = counts[5] + counts[6] + counts[7],
            ReasoningTokens = counts[6],
            Input = new() { Audio = counts[3], Image = counts[4] },
            Output = new() { Audio = counts[7] },
        };

    [Fact]
    public void Price_OfAnyUsage_IsNeverNegativeAndTheSumOfItsParts() => Check((row, usage) =>
    {
        var cost = Price(row, usage);
        return cost.Usd >= 0 && cost.Parts.All(part => part.Usd >= 0) && cost.Parts.Sum(part => part.Usd) == cost.Usd;
    });

    [Fact]
    public void Price_OfInconsistentUsage_IsNeverNegative() => Check((row, usage) =>
    {
        var cost = Price(row, usage with { InputTokens = usage.InputTokens / 3, OutputTokens = usage.OutputTokens / 3 });
        return cost.Usd >= 0;
    });

    [Fact]
    public void Price_OfMoreOutput_IsNeverLess() => Check((row, usage) =>
        Price(row, usage with { OutputTokens = usage.OutputTokens + 1_000 }).Usd >= Price(row, usage).Usd);

    [Fact]
    public void Price_OfMoreInputAtTheSameTier_IsNeverLess() => Check((row, usage) =>
    {
        var more = usage with { InputTokens = usage.InputTokens + 1_000 };
        var crosses = row.Periods.Any(period =>
            period.Tiers.Any(tier => tier.Holds(usage.InputTokens!.Value) != tier.Holds(more.InputTokens!.Value)));
        return crosses || Price(row, more).Usd >= Price(row, usage).Usd;
    });

    [Fact]
    public void Price_OfMoreTokensOfOneKindAtTheSameTier_IsNeverLess() => Check((row, usage) =>
    {
        const int More = 1_000;
        var input = usage.InputTokens + More;
        var output = usage.OutputTokens + More;
        TokenUsage[] more =
        [
            usage with { InputTokens = input, CacheReadTokens = usage.CacheReadTokens + More },
            usage with { InputTokens = input, CacheWriteTokens = usage.CacheWriteTokens + More },
            usage with
            {
                InputTokens = input,
                CacheWriteTokens = usage.CacheWriteTokens + More,
                CacheWriteOneHourTokens = usage.CacheWriteOneHourTokens + More,
            },
            usage with { InputTokens = input, Input = usage.Input with { Audio = usage.Input.Audio + More } },
            usage with { InputTokens = input, Input = usage.Input with { Image = usage.Input.Image + More } },
            usage with { OutputTokens = output, ReasoningTokens = usage.ReasoningTokens + More },
            usage with { OutputTokens = output, Output = usage.Output with { Audio = usage.Output.Audio + More } },
        ];
        var crosses = row.Periods.Any(period => period.Tiers.Any(tier => tier.Holds(usage.InputTokens!.Value) != tier.Holds(input!.Value)));
        return crosses || more.All(changed => Price(row, changed).Usd >= Price(row, usage).Usd);
    });

    [Fact]
    public void Price_OnTheHotPath_IsThatOfTheBreakdown() => Check((row, usage) =>
    {
        var table = new PriceTable("1", [row]);
        var call = table.Price(new PricedCall { Provider = row.Provider, RequestModel = row.Model, Usage = usage, Time = Noon });
        var cost = Price(row, usage);
        return call.Usd == cost.Usd && call.IsIncomplete == cost.IsIncomplete;
    });

    private static void Check(Func<PriceRow, TokenUsage, bool> holds) =>
        Prop.ForAll(Rows.ToArbitrary(), Usages.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    private static CostBreakdown Price(PriceRow row, TokenUsage usage) =>
        new PriceTable("1", [row]).Break(new PricedCall { Provider = row.Provider, RequestModel = row.Model, Usage = usage, Time = Noon });
}
