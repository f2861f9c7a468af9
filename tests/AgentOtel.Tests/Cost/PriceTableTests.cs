using System.Text;

namespace AgentOtel.Tests.Cost;

public sealed class PriceTableTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Shipped_EveryRow_PricesAStandardCall()
    {
        var table = PriceTable.Shipped;

        Assert.Equal("2026-11-21", table.Version);
        Assert.Equal(916, table.Rows.Count);
        Assert.All(table.Rows, row =>
        {
            var cost = table.Break(
                new PricedCall { Provider = row.Provider, RequestModel = row.Model, Usage = new() { InputTokens = 1_000 }, Time = Day });

            Assert.Same(row, cost.Row);
            Assert.True(cost.Usd > 0, $"{row.Provider} {row.Model}");
            Assert.NotNull(row.Source);
            Assert.NotNull(row.AsOf);
        });
    }

    [Theory]
    [InlineData("openai", "gpt-5-2025-08-07", "openai", "gpt-5-2025-08-07")]
    [InlineData("openai", "gpt-4.1-2025-12-31", "openai", "gpt-4.1")]
    [InlineData("anthropic", "claude-sonnet-4-5-20250929", "anthropic", "claude-sonnet-4-5-20250929")]
    [InlineData("anthropic", "claude-sonnet-4-6-20260217", "anthropic", "claude-sonnet-4-6")]
    [InlineData("anthropic", "claude-3.5-sonnet-20240620", "anthropic", "claude-3-5-sonnet-20240620")]
    [InlineData("aws.bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", "aws", "regional.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("aws.bedrock", "anthropic.claude-opus-5", "aws", "regional.anthropic.claude-opus-5")]
    [InlineData("aws.bedrock", "global.anthropic.claude-opus-5", "aws", "global.anthropic.claude-opus-5")]
    [InlineData("aws.bedrock", "eu.amazon.nova-lite-v1:0", "aws", "amazon.nova-lite-v1:0")]
    [InlineData("azure.ai.openai", "gpt-4o-2024-08-06", "azure", "gpt-4o-2024-08-06")]
    [InlineData("azure.ai.inference", "phi-4", "azure", "phi-4")]
    [InlineData("gcp.gemini", "models/gemini-2.5-pro", "google", "gemini-2.5-pro")]
    [InlineData("gcp.vertex_ai", "claude-opus-4@20250514", "google", "claude-4-opus")]
    [InlineData("gcp.gen_ai", "gemini-3.6-flash", "google", "gemini-3.6-flash")]
    [InlineData("mistral_ai", "mistral-large-4", "mistral", "mistral-large-4")]
    [InlineData("x_ai", "grok-4", "x-ai", "grok-4")]
    [InlineData("groq", "llama-3.3-70b-versatile", "groq", "llama-3.3-70b-versatile")]
    [InlineData("deepseek", "deepseek-v4-pro", "deepseek", "deepseek-v4-pro")]
    [InlineData("openrouter", "openai/gpt-4.1", "openai", "gpt-4.1")]
    [InlineData("openrouter", "openrouter/anthropic/claude-opus-5", "anthropic", "claude-opus-5")]
    [InlineData("openai", "ft:gpt-4o-mini-2024-07-18:org::abc", "openai", "ft:gpt-4o-mini")]
    [InlineData("openai", "ft:gpt-3.5-turbo-0125:org:name:abc", "openai", "ft:gpt-3.5-turbo")]
    [InlineData("openai", "ft:gpt-3.5-turbo-1106:org::abc", "openai", "ft:gpt-3.5-turbo-1106")]
    [InlineData("openai", "gpt-4o-mini-2024-07-18.ft-abc123", "openai", "gpt-4o-mini-2024-07-18.ft-")]
    [InlineData("openai", "GPT-4.1", "openai", "gpt-4.1")]
    public void Find_ByTheNamesThatAreUsed_FindsTheRow(string provider, string model, string rowProvider, string rowModel)
    {
        var row = PriceTable.Shipped.Find(provider, model);

        Assert.NotNull(row);
        Assert.Equal((rowProvider, rowModel), (row.Provider, row.Model));
    }

    [Theory]
    [InlineData("openai", "gpt-5-foo")]
    [InlineData("openai", "gpt-")]
    [InlineData("openai", "ft:gpt-4.1:org::abc")]
    [InlineData("openai", "gpt-4.1.ft-abc")]
    [InlineData("nobody", "gpt-4.1")]
    [InlineData("ibm.watsonx.ai", "granite-13b")]
    public void Find_OfANearMiss_FindsNothing(string provider, string model) => Assert.Null(PriceTable.Shipped.Find(provider, model));

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("azure.ai.openai")]
    [InlineData("azure.ai.inference")]
    [InlineData("aws.bedrock")]
    [InlineData("gcp.gemini")]
    [InlineData("gcp.vertex_ai")]
    [InlineData("gcp.gen_ai")]
    [InlineData("cohere")]
    [InlineData("deepseek")]
    [InlineData("groq")]
    [InlineData("mistral_ai")]
    [InlineData("moonshot_ai")]
    [InlineData("perplexity")]
    [InlineData("x_ai")]
    public void Provider_OfTheConventions_HasRows(string provider)
    {
        var name = ProviderNames.Of(provider);

        Assert.Contains(PriceTable.Shipped.Rows, row => row.Provider == name);
    }

    [Fact]
    public void Find_WithTheModelThatAnswered_PrefersIt()
    {
        Assert.Equal("gpt-4o-2024-05-13", PriceTable.Shipped.Find("openai", "gpt-4o", "gpt-4o-2024-05-13")!.Model);
        Assert.Equal("gpt-4o", PriceTable.Shipped.Find("openai", "gpt-4o", "something-else")!.Model);
    }

    [Fact]
    public void Find_WithAnAliasOfTheUsers_FindsTheModel()
    {
        var table = PriceTable.Shipped.With(
            new PriceOverrides { Aliases = new Dictionary<string, string> { ["our-deployment"] = "gpt-4.1" } });

        Assert.Equal("gpt-4.1", table.Find("azure.ai.openai", "our-deployment")!.Model);
    }

    [Fact]
    public void Price_OfAModelThatWasPricedBefore_AllocatesNothing()
    {
        var call = new PricedCall
        {
            Provider = "openai",
            RequestModel = "gpt-4.1",
            Usage = new() { InputTokens = 10, OutputTokens = 2 },
            Time = Day,
        };
        PriceTable.Shipped.Price(call);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            PriceTable.Shipped.Price(call);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Find_OfTenThousandMadeUpModels_StaysBounded()
    {
        var table = new PriceTable("1", PriceTable.Shipped.Rows);

        for (var i = 0; i < 10_000; i++)
        {
            Assert.Null(table.Find("openai", $"made-up-{i}"));
        }

        Assert.InRange(table.Remembered, 1, 4096);

        // A known model is remembered again, however many were made up before.
        table.Find("openai", "gpt-4.1");
        var before = GC.GetAllocatedBytesForCurrentThread();
        table.Find("openai", "gpt-4.1");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(
        """{"schema":1,"version":"1","models":[{"provider":"p","model":"m","periods":[{"rates":{"input":"x"}}]}]}""",
        "$.models[0].periods[0].rates.input")]
    [InlineData("""{"schema":2,"version":"1","models":[]}""", "schema 2")]
    [InlineData("""{"schema":1,"version":"1","models":[{"provider":"p","model":"m","periods":[]}]}""", "model 1 (p m) has no period")]
    [InlineData("""{"schema":1,"models":[null]}""", "model 1: provider, model and periods are needed")]
    [InlineData("""{"schema":1,"models":[{"provider":null,"model":"m","periods":[]}]}""", "model 1: provider")]
    [InlineData("""{"schema":1,"models":[{"provider":"p","model":"m","periods":[null]}]}""", "has no period, or an empty one")]
    [InlineData("""{"schema":1,"models":[{"provider":"p","model":"m","periods":[{"rates":{"input":-1}}]}]}""", "a rate below 0")]
    [InlineData("""{"schema":1,"models":[{"provider":"p","model":"m","periods":[{"tiers":[null]}]}]}""", "an empty tier")]
    [InlineData(
        """{"schema":1,"currency":"XYZ","usdPerUnit":70000000000000000000000000000,"models":[{"provider":"p","model":"m","periods":["""
            + """{"rates":{"input":9}}]}]}""",
        "too large")]
    [InlineData("""{"schema":1,"models":[{"provider":"p","periods":[]}]}""", "model")]
    [InlineData("""{"schema":1,"currency":"EUR","models":[]}""", "set usdPerUnit")]
    [InlineData("""{"schema":1,"discounts":[{"provider":"openai","percent":120}]}""", "from 0 to 100")]
    public void Read_OfABadFile_SaysWhere(string json, string expected)
    {
        var error = Assert.Throws<FormatException>(() => PriceFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"schema":1,"models":[{"provider":"p","model":"m","minimum":1,"periods":[{"rates":{"input":2}}]}]}""", "minimum")]
    [InlineData("""{"schema":1,"models":[{"provider":"p","model":"m","periods":[{"rates":{"input":2},"surcharge":1}]}]}""", "surcharge")]
    [InlineData(
        """{"schema":1,"models":[{"provider":"p","model":"m","periods":["""
            + """{"rates":{"input":2},"serviceTiers":{"batch":{"rates":{},"share":1}}}]}]}""",
        "share")]
    public void Read_OfAKeyOfANewerFile_MakesTheCostIncomplete(string json, string key)
    {
        var table = PriceTable.Shipped.With(PriceFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

        var cost = table.Break(
            new PricedCall { Provider = "p", RequestModel = "m", Usage = new() { InputTokens = 1_000_000 }, Time = Day });

        Assert.Equal([$"rates that this version does not know: {key}"], cost.Gaps);
    }

    [Fact]
    public void Read_OfANewerFilesRate_MakesTheCostIncompleteAndNotSmaller()
    {
        const string json =
            """{"schema":1,"version":"9","models":[{"provider":"p","model":"m","periods":[{"rates":{"input":2,"holograms":7}}]}]}""";
        var table = PriceTable.Shipped.With(PriceFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

        var cost = table.Break(
            new PricedCall { Provider = "p", RequestModel = "m", Usage = new() { InputTokens = 1_000_000 }, Time = Day });

        Assert.Equal(2m, cost.Usd);
        Assert.Equal(["rates that this version does not know: holograms"], cost.Gaps);
    }
}
