using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting.Tests;

public sealed class BudgetsTests
{
    [Fact]
    public async Task Budgets_OfTheConfiguration_AreHeldAndMeasured()
    {
        var folder = Directory.CreateTempSubdirectory();
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver,
            ("AgentOtel:Budgets:0:Name", "daily"),
            ("AgentOtel:Budgets:0:LimitUsd", "0.01"),
            ("AgentOtel:Budgets:0:LimitTokens", "2000"),
            ("AgentOtel:Budgets:0:Fractions:0", "0.9"),
            ("AgentOtel:Budgets:0:Agent", "writer"),
            ("AgentOtel:BudgetFolder", folder.FullName),
            ("AgentOtel:ComputeUsdPerSecond", "0.5"));
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
        {
            using var run = services.Telemetry().StartWorkflow("campaign");
            using var agent = services.Telemetry().StartAgent("writer");
            using (var call = services.Telemetry().StartChat(new ModelRequest("openai", "gpt-4.1")))
            {
                call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 2_000 } });
            }

            Assert.Throws<BudgetExceededException>(services.Telemetry().EnsureWithinBudget);
        });

        Assert.Equal(0.01, receiver.Points.Single(point => point.Metric == "agentotel.budget.limit.usd").Value);
        Assert.Equal(0.004, receiver.Points.Single(point => point.Metric == "agentotel.budget.spent.usd").Value);
        var tokens = receiver.Points.Single(point => point.Metric == "agentotel.budget.spent.tokens");
        Assert.Equal(2000, tokens.Value);
        Assert.Equal("daily", tokens.Attributes["agentotel.budget.name"]);
        Assert.Equal("day", tokens.Attributes["agentotel.budget.period"]);
        Assert.Equal(
            0.9, receiver.Logs.Single(log => log.EventName == "agentotel.budget.exceeded").Attributes["agentotel.budget.fraction"]);
        Assert.Contains(
            receiver.Points,
            point => point.Metric == "agentotel.cost.usd" && (string?)point.Attributes["agentotel.cost.category"] == "compute");
        Assert.True(File.Exists(Path.Combine(folder.FullName, "budgets-0.json")));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Budgets_ThatAreWrong_StopTheStartWithTheKeys()
    {
        var builder = TestHost.Builder(
            null,
            ("AgentOtel:ComputeUsdPerSecond", "-1"),
            ("AgentOtel:Budgets:0:Period", "Hour"),
            ("AgentOtel:Budgets:1:Name", "b"),
            ("AgentOtel:Budgets:1:LimitUsd", "0"),
            ("AgentOtel:Budgets:2:Name", "b"),
            ("AgentOtel:Budgets:2:LimitTokens", "1"));
        builder.AddAgentOtel();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => builder.RunAsync(_ => { }));

        Assert.All(
            [
                "AgentOtel:ComputeUsdPerSecond", "AgentOtel:Budgets:0:Name", "AgentOtel:Budgets:0:LimitUsd",
                "AgentOtel:Budgets:1:LimitUsd must be above 0", "AgentOtel:Budgets:2:Name must be a name of its own",
            ],
            expected => Assert.Contains(expected, error.Message, StringComparison.Ordinal));
    }
}
