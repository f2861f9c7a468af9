using System.Globalization;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>The Collector's price table, by its statements, beside the kit's: the same figure for the same call, or none.</summary>
public sealed class CollectorPricesTests
{
    private static readonly Yaml Group = Assert.Single(
        Yaml.Read("deploy", "otel-collector", "prices.yaml").List("processors", "transform/prices", "trace_statements"));
    private static readonly List<string> Statements = [.. Group.List("statements").Select(statement => statement.Value)];
    private static readonly string Condition = Assert.Single(Group.List("conditions")).Value;
    private static readonly DateTimeOffset Day = DateTimeOffset.Parse(
        PriceTable.Shipped.Version + "T12:00:00Z", CultureInfo.InvariantCulture);

    public static TheoryData<string> Cases =>
        [.. File.ReadLines(Repository.Path("tests", "AgentOtel.Tests", "Cost", "worked-cases.csv")).Skip(1)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Call_OfAWorkedCase_CostsWhatTheKitSaysOrNothing(string line)
    {
        var columns = line.Split(',');
        var counts = columns[2]
            .Split(' ')
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => long.Parse(pair[1], CultureInfo.InvariantCulture));
        Dictionary<string, object> span = new()
        {
            ["gen_ai.operation.name"] = "chat",
            ["gen_ai.provider.name"] = columns[0],
            ["gen_ai.request.model"] = columns[1],
        };
        foreach (var (count, attribute) in ((string, string)[])[
            ("in", "input_tokens"),
            ("out", "output_tokens"),
            ("read", "cache_read.input_tokens"),
            ("write", "cache_write.input_tokens"),
            ("reasoning", "reasoning.output_tokens"),
            ("inaudio", "audio.input_tokens"),
            ("inimage", "image.input_tokens"),
            ("outaudio", "audio.output_tokens"),
            ("outimage", "image.output_tokens")])
        {
            if (counts.TryGetValue(count, out var tokens))
            {
                span[$"gen_ai.usage.{attribute}"] = tokens;
            }
        }

        if (columns[3] != "")
        {
            span["openai.response.service_tier"] = columns[3];
        }

        var after = Ottl.Apply(Statements, span, Condition);

        // A span tells of no searches and of no cache kept for an hour.
        if (!counts.ContainsKey("searches") && !counts.ContainsKey("hour") && after.TryGetValue("gen_ai.usage.cost", out var cost))
        {
            Same(Kit(columns[0], columns[1], counts), cost);
        }
        else if (!after.ContainsKey("gen_ai.usage.cost"))
        {
            Assert.Contains(after["agentotel.cost.reason"], (object[])["unknown_model", "service_tier", "modality"]);
        }
    }

    /// <summary>Below and above the tier, with cached tokens and without.</summary>
    [Fact]
    public void Call_OfEveryModelOfTheTable_CostsWhatTheKitSays()
    {
        var left = 0;
        foreach (var row in PriceTable.Shipped.Rows)
        {
            foreach (var counts in (Dictionary<string, long>[])[
                new() { ["in"] = 1200, ["out"] = 340 }, new() { ["in"] = 1_500_000, ["out"] = 340, ["read"] = 900, ["write"] = 40 }])
            {
                var after = Ottl.Apply(
                    Statements,
                    new()
                    {
                        ["gen_ai.operation.name"] = "chat",
                        ["gen_ai.provider.name"] = row.Provider,
                        ["gen_ai.response.model"] = row.Model,
                        ["gen_ai.usage.input_tokens"] = counts["in"],
                        ["gen_ai.usage.output_tokens"] = counts["out"],
                        ["gen_ai.usage.cache_read.input_tokens"] = counts.GetValueOrDefault("read"),
                        ["gen_ai.usage.cache_write.input_tokens"] = counts.GetValueOrDefault("write"),
                    },
                    Condition);
                if (after.TryGetValue("gen_ai.usage.cost", out var cost))
                {
                    Same(Kit(row.Provider, row.Model, counts), cost);
                    Assert.Equal(PriceTable.Shipped.Version, after["agentotel.cost.price_table"]);
                    Assert.Equal(Kit(row.Provider, row.Model, counts).IsIncomplete, after.ContainsKey("agentotel.cost.incomplete"));
                }
                else
                {
                    left++;
                }
            }
        }

        // Rates by the time of day, and rates that the table itself cannot tell.
        Assert.InRange(left, 0, 2 * 12);
    }

    [Theory]
    [InlineData("openai.chat", "gpt-4.1-2025-04-14", true)]
    [InlineData("azure_openai", "gpt-4.1", true)]
    [InlineData("amazon-bedrock", "amazon.nova-2-sonic-v1:0", true)]
    [InlineData(null, "gpt-4.1", true)]
    [InlineData("openai", "gpt-5-foo", false)]
    [InlineData("nobody", "gpt-4.1", false)]
    public void Call_UnderOtherNames_HasThePriceThatTheyMean(string? provider, string model, bool isPriced)
    {
        Dictionary<string, object> span = new()
        {
            ["gen_ai.operation.name"] = "chat",
            ["gen_ai.request.model"] = model,
            ["gen_ai.usage.input_tokens"] = 1000L,
        };
        if (provider is not null)
        {
            span["gen_ai.provider.name"] = provider;
        }

        var after = Ottl.Apply(Statements, span, Condition);

        Assert.Equal(isPriced, after.ContainsKey("gen_ai.usage.cost"));
        Assert.Equal(!isPriced, after.ContainsKey("agentotel.cost.reason"));
        if (isPriced)
        {
            Same(Kit(provider ?? "", model, new() { ["in"] = 1000 }), after["gen_ai.usage.cost"]);
        }
    }

    /// <summary>What the sender priced, what is no model call, and a parent that repeats its calls' tokens stay as they are.</summary>
    [Theory]
    [InlineData("chat", true)]
    [InlineData("invoke_agent", false)]
    public void Span_ThatIsCountedElsewhere_StaysAsItIs(string operation, bool hasCost)
    {
        Dictionary<string, object> span = new()
        {
            ["gen_ai.operation.name"] = operation,
            ["gen_ai.provider.name"] = "openai",
            ["gen_ai.request.model"] = "gpt-4.1",
            ["gen_ai.usage.input_tokens"] = 1000L,
        };
        if (hasCost)
        {
            span["gen_ai.usage.cost"] = 0.5;
        }

        Assert.Equal(span, Ottl.Apply(Statements, span, Condition));
    }

    private static ModelCost Kit(string provider, string model, Dictionary<string, long> counts) => PriceTable.Shipped.Price(new PricedCall
    {
        Provider = provider,
        RequestModel = model,
        Time = Day,
        Usage = new()
        {
            InputTokens = counts.GetValueOrDefault("in"),
            OutputTokens = counts.GetValueOrDefault("out"),
            CacheReadTokens = counts.GetValueOrDefault("read"),
            CacheWriteTokens = counts.GetValueOrDefault("write"),
            ReasoningTokens = counts.GetValueOrDefault("reasoning"),
        },
    });

    private static void Same(ModelCost kit, object collector) =>
        Assert.InRange(Math.Abs((double)kit.Usd!.Value - (double)collector), 0, 1e-12 * Math.Max(1, (double)kit.Usd.Value));
}
