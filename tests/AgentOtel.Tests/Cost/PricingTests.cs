namespace AgentOtel.Tests.Cost;

/// <summary>Costs worked by hand: tokens × dollars per million.</summary>
public sealed class PricingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, TokenUsage, string?, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, TokenUsage, string?, string, string>();

            // gpt-4.1: 2 in, 8 out, 0.5 cached. 1,000 × 2e-6 + 500 × 8e-6 = 0.002 + 0.004.
            cases.Add("openai", "gpt-4.1", new() { InputTokens = 1_000, OutputTokens = 500 }, null, "2026-11-24T12:00Z", "0.006");

            // 600 × 2e-6 + 400 × 0.5e-6 + 500 × 8e-6 = 0.0012 + 0.0002 + 0.004.
            cases.Add(
                "openai",
                "gpt-4.1",
                new() { InputTokens = 1_000, CacheReadTokens = 400, OutputTokens = 500 },
                null,
                "2026-11-24T12:00Z",
                "0.0054");

            // Reasoning is output where it has no rate of its own: o3 is 2 in, 8 out. 100 × 2e-6 + 50 × 8e-6.
            cases.Add(
                "openai", "o3", new() { InputTokens = 100, OutputTokens = 50, ReasoningTokens = 40 }, null, "2026-11-24T12:00Z", "0.0006");

            // The service tiers of o3: priority 3.5/14, flex 1/4.
            cases.Add("openai", "o3", new() { InputTokens = 100, OutputTokens = 50 }, "priority", "2026-11-24T12:00Z", "0.00105");
            cases.Add("openai", "o3", new() { InputTokens = 100, OutputTokens = 50 }, "flex", "2026-11-24T12:00Z", "0.0003");
            cases.Add("openai", "o3", new() { InputTokens = 100, OutputTokens = 50 }, "default", "2026-11-24T12:00Z", "0.0006");

            // gpt-5.6-sol: 4 in, 20 out; above 272,000 of total input 8 and 30 for the whole request.
            cases.Add("openai", "gpt-5.6-sol", new() { InputTokens = 272_000, OutputTokens = 1_000 }, null, "2026-11-24T12:00Z", "1.108");
            cases.Add(
                "openai", "gpt-5.6-sol", new() { InputTokens = 272_001, OutputTokens = 1_000 }, null, "2026-11-24T12:00Z", "2.206008");

            // Cached tokens count towards the threshold: 72,001 × 8e-6 + 200,000 × 0.8e-6 = 0.576008 + 0.16.
            cases.Add(
                "openai", "gpt-5.6-sol", new() { InputTokens = 272_001, CacheReadTokens = 200_000 }, null, "2026-11-24T12:00Z", "0.736008");

            // A price that fell on 2026-08-21: 5/30 before, 4/20 from that day, at midnight in UTC.
            cases.Add("openai", "gpt-5.6-sol", new() { InputTokens = 1_000, OutputTokens = 1_000 }, null, "2026-08-20T23:59:59Z", "0.035");
            cases.Add("openai", "gpt-5.6-sol", new() { InputTokens = 1_000, OutputTokens = 1_000 }, null, "2026-08-21T00:00:00Z", "0.024");
            cases.Add(
                "openai", "gpt-5.6-sol", new() { InputTokens = 1_000, OutputTokens = 1_000 }, null, "2026-08-21T01:00:00+02:00", "0.035");

            // A promotion that ends: gemini-3.6-flash is 0.75/3.75 until the end of 2026, then 1.5/7.5.
            cases.Add(
                "gcp.gemini",
                "gemini-3.6-flash",
                new() { InputTokens = 1_000, OutputTokens = 1_000 },
                null,
                "2026-12-31T23:59:59Z",
                "0.0045");
            cases.Add(
                "gcp.gemini",
                "gemini-3.6-flash",
                new() { InputTokens = 1_000, OutputTokens = 1_000 },
                null,
                "2027-01-01T00:00:00Z",
                "0.009");

            // By the time of day: deepseek-v4-pro is 0.66/1.98, and 1.32/3.96 from 01:00 to 04:00 and 06:00 to 10:00 UTC.
            cases.Add(
                "deepseek",
                "deepseek-v4-pro",
                new() { InputTokens = 1_000, OutputTokens = 1_000 },
                null,
                "2026-11-24T00:59:59Z",
                "0.00264");
            cases.Add(
                "deepseek",
                "deepseek-v4-pro",
                new() { InputTokens = 1_000, OutputTokens = 1_000 },
                null,
                "2026-11-24T01:00:00Z",
                "0.00528");
            cases.Add(
                "deepseek",
                "deepseek-v4-pro",
                new() { InputTokens = 1_000, OutputTokens = 1_000 },
                null,
                "2026-11-24T03:59:59Z",
                "0.00528");
            cases.Add(
                "deepseek",
                "deepseek-v4-pro",
                new() { InputTokens = 1_000, OutputTokens = 1_000 },
                null,
                "2026-11-24T04:00:00Z",
                "0.00264");

            // deepseek-chat before 2026-04-24 was 0.135/0.55, and 0.27/1.1 from 00:30 to 16:30 UTC.
            cases.Add(
                "deepseek", "deepseek-chat", new() { InputTokens = 1_000, OutputTokens = 1_000 }, null, "2026-04-01T12:00:00Z", "0.00137");
            cases.Add(
                "deepseek", "deepseek-chat", new() { InputTokens = 1_000, OutputTokens = 1_000 }, null, "2026-04-01T17:00:00Z", "0.000685");
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Price_OfAWorkedCase_IsTheFigure(string provider, string model, TokenUsage usage, string? tier, string time, string expected)
    {
        var record = new PricedCall
        {
            Provider = provider,
            RequestModel = model,
            Usage = usage,
            ServiceTier = tier,
            Time = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture),
        };

        var cost = PriceTable.Shipped.Break(record);
        var call = PriceTable.Shipped.Price(
            new PricedCall { Provider = provider, RequestModel = model, Usage = usage, ServiceTier = tier, Time = record.Time });

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), cost.Usd);
        Assert.Equal(cost.Usd, cost.Parts.Sum(part => part.Usd));
        Assert.Equal(cost.Usd, call.Usd);
        Assert.Equal("2026-11-21", call.TableVersion);
        Assert.False(cost.IsIncomplete);
        Assert.False(call.IsIncomplete);
    }

    [Fact]
    public void Price_OfAnthropicsCacheWrites_TellsFiveMinutesFromAnHour()
    {
        // claude-opus-4-5: 5 in, 25 out, read 0.5, write 6.25, write for an hour 10.
        var usage = TokenUsage.FromExclusive(100, 10, cacheReadTokens: 1_000, cacheWriteTokens: 300, cacheWriteOneHourTokens: 100);

        var cost = PriceTable.Shipped.Break(
            new PricedCall { Provider = "anthropic", RequestModel = "claude-opus-4-5", Usage = usage, Time = Noon });

        Assert.Equal(["input", "cache_read", "cache_write", "cache_write_1h", "output"], cost.Parts.Select(part => part.Kind));
        Assert.Equal(0.0005m + 0.0005m + 0.00125m + 0.001m + 0.00025m, cost.Usd);
        Assert.Empty(cost.Gaps);
    }

    [Theory]
    [InlineData(100, 80, 30)]
    [InlineData(100, 200, 0)]
    public void Price_OfPartsThatContradictTheTotal_IsThatOfTheTotalAndMarked(long input, long read, long written)
    {
        var usage = new TokenUsage { InputTokens = input, CacheReadTokens = read, CacheWriteTokens = written };

        var cost = PriceTable.Shipped.Break(new PricedCall { Provider = "openai", RequestModel = "gpt-4.1", Usage = usage, Time = Noon });

        Assert.Equal(input * 2m / 1_000_000, cost.Usd);
        Assert.Equal(["inconsistent input: its parts are more than the total"], cost.Gaps);
    }

    [Theory]
    [InlineData("batch")]
    [InlineData("something-new")]
    public void Price_OfAServiceTierWithoutRates_IsIncomplete(string tier)
    {
        var cost = PriceTable.Shipped.Break(
            new PricedCall
            {
                Provider = "openai",
                RequestModel = "gpt-4.1",
                Usage = new() { InputTokens = 1_000 },
                ServiceTier = tier,
                Time = Noon,
            });

        Assert.Equal([$"no rates for the service tier {tier}"], cost.Gaps);
        Assert.Equal(0.002m, cost.Usd);
    }

    [Fact]
    public void Price_OfALargeInputInAServiceTier_IsIncomplete()
    {
        var cost = PriceTable.Shipped.Break(
            new PricedCall
            {
                Provider = "openai",
                RequestModel = "gpt-5.6-sol",
                Usage = new() { InputTokens = 300_000 },
                ServiceTier = "flex",
                Time = Noon,
            });

        Assert.Equal(["no rates for large inputs in the service tier flex"], cost.Gaps);
    }

    [Fact]
    public void Price_OfAServiceTierAtATimeOfDay_IsIncomplete()
    {
        const string json =
            """{"schema":1,"models":[{"provider":"p","model":"m","periods":[{"rates":{"input":1},"windows":["""
                + """{"from":"22:00","to":"02:00","days":["Tuesday"],"rates":{"input":3}}],"serviceTiers":{"batch":{"rates":"""
                + """{"input":0.5}}}}]}]}""";
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var table = PriceTable.Shipped.With(PriceFile.Read(stream));
        var record = new PricedCall
        {
            Provider = "p",
            RequestModel = "m",
            Usage = new() { InputTokens = 1_000_000 },
            Time = Noon.AddHours(11),
        };

        Assert.Equal(3, table.Break(record).Usd);
        Assert.Equal(1, table.Break(record with { Time = Noon.AddDays(1).AddHours(11) }).Usd);
        Assert.Equal(0.5m, table.Break(record with { ServiceTier = "batch", Time = Noon }).Usd);
        Assert.Equal(["no rates by the time of day in the service tier batch"], table.Break(record with { ServiceTier = "batch" }).Gaps);
    }

    [Fact]
    public void Price_WithSearches_AddsTheirFee()
    {
        var cost = PriceTable.Shipped.Break(
            new PricedCall
            {
                Provider = "openai",
                RequestModel = "gpt-5.6-sol",
                Usage = new() { InputTokens = 1_000 },
                Units = new() { Searches = 3 },
                Time = Noon,
            });

        Assert.Equal(0.004m + 0.03m, cost.Usd);
        Assert.Contains(cost.Parts, part => part is { Kind: "search", Quantity: 3, Rate: 10, Per: 1000 });
    }

    [Fact]
    public void Price_OfUnitsBesideTokens_AddsEachAtItsRate()
    {
        const string json =
            """{"schema":1,"models":[{"provider":"p","model":"m","periods":["""
                + """{"rates":{"input":1,"perImage":0.04,"perSecond":0.0001,"characters":15,"perPage":0.002}}]}]}""";
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var table = PriceTable.Shipped.With(PriceFile.Read(stream));
        var units = new BilledUnits { Images = 2, Seconds = 90.5m, Characters = 2_000, Pages = 3 };

        var cost = table.Break(new PricedCall { Provider = "p", RequestModel = "m", Units = units, Time = Noon });
        var call = table.Price(new PricedCall { Provider = "p", RequestModel = "m", Units = units, Time = Noon });
        var missing = PriceTable.Shipped.Break(
            new PricedCall { Provider = "openai", RequestModel = "gpt-4.1", Units = units, Time = Noon });

        // 2 × 0.04 + 90.5 × 0.0001 + 2,000 × 15 / 1,000,000 + 3 × 0.002
        Assert.Equal(0.08m + 0.00905m + 0.03m + 0.006m, cost.Usd);
        Assert.Equal(cost.Usd, call.Usd);
        Assert.Equal(["no rate for image", "no rate for second", "no rate for character", "no rate for page"], missing.Gaps);
    }

    [Fact]
    public void Break_OfAnUnknownModel_HasNoPrice()
    {
        var cost = PriceTable.Shipped.Break(
            new PricedCall { Provider = "openai", RequestModel = "gpt-99", Usage = new() { InputTokens = 1 }, Time = Noon });

        Assert.Null(cost.Usd);
        Assert.Equal("unknown_model", cost.UnpricedReason);
    }
}
