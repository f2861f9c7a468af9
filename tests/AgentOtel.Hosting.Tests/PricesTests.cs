using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting.Tests;

public sealed class PricesTests
{
    [Fact]
    public async Task Prices_OfTheConfiguration_AreInForce()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver,
            ("AgentOtel:Prices:Aliases:our-deployment", "gpt-4.1"),
            ("AgentOtel:Prices:Discounts:openai", "50"),
            ("AgentOtel:Prices:Rows:0:Provider", "ours"),
            ("AgentOtel:Prices:Rows:0:Model", "house-model"),
            ("AgentOtel:Prices:Rows:0:Input", "7"));
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
        {
            Call(services.Telemetry(), "azure.ai.openai", "our-deployment");
            Call(services.Telemetry(), "openai", "gpt-4.1");
            Call(services.Telemetry(), "ours", "house-model");
        });

        Assert.Equal(0.002, receiver.Span("chat our-deployment").Attributes["gen_ai.usage.cost"]);
        Assert.Equal(0.001, receiver.Span("chat gpt-4.1").Attributes["gen_ai.usage.cost"]);
        Assert.Equal(0.007, receiver.Span("chat house-model").Attributes["gen_ai.usage.cost"]);
    }

    [Fact]
    public async Task Prices_OfAFile_AreInForceUnderItsVersion()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            path, """{"schema":1,"version":"ours","models":[{"provider":"ours","model":"m","periods":[{"rates":{"input":3}}]}]}""");
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:Prices:File", path));
        builder.AddAgentOtel();

        await builder.RunAsync(services => Call(services.Telemetry(), "ours", "m"));
        File.Delete(path);

        Assert.Equal(0.003, receiver.Span("chat m").Attributes["gen_ai.usage.cost"]);
        Assert.Equal("2026-11-21+ours", receiver.Span("chat m").Attributes["agentotel.cost.price_table"]);
    }

    [Fact]
    public async Task Prices_ThatAreWrong_StopTheStartWithTheKeys()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, """{"schema":1,"models":[{"provider":"p","model":"m","periods":[{"rates":{"input":"x"}}]}]}""");
        var builder = TestHost.Builder(
            null, ("AgentOtel:Prices:File", path), ("AgentOtel:Prices:Discounts:openai", "120"), ("AgentOtel:Prices:Rows:0:Model", "m"));
        builder.AddAgentOtel();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => builder.RunAsync(_ => { }));
        File.Delete(path);

        Assert.All(
            [
                "AgentOtel:Prices:File", "$.models[0].periods[0].rates.input", "AgentOtel:Prices:Discounts:openai",
                "AgentOtel:Prices:Rows:0:Provider", "AgentOtel:Prices:Rows:0:Input",
            ],
            expected => Assert.Contains(expected, error.Message, StringComparison.Ordinal));
    }

    private static void Call(AgentTelemetry telemetry, string provider, string model)
    {
        using var call = telemetry.StartChat(new ModelRequest(provider, model));
        call.SetResponse(new ModelResponse { FinishReasons = ["stop"], Usage = new() { InputTokens = 1_000 } });
    }
}
