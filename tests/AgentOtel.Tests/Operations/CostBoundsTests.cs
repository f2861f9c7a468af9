namespace AgentOtel.Tests.Operations;

/// <summary>Costs come from outside: one that cannot be is counted, and spoils no sum.</summary>
public sealed class CostBoundsTests
{
    [Fact]
    public void Costs_PastAnythingBelievable_AreCountedAndLeftOut()
    {
        using var recorder = new Recorder();

        using (recorder.Telemetry.StartWorkflow("campaign"))
        {
            foreach (var usd in new[] { decimal.MaxValue, decimal.MaxValue, -1m, 2m })
            {
                using var tool = recorder.Telemetry.StartTool("search");
                tool.SetCost(usd);
                using var call = recorder.Telemetry.StartChat("openai", "no-such-model");
                call.SetResponse(new ModelResponse { CostUsd = usd });
            }

            recorder.Telemetry.RecordComputeCost(decimal.MaxValue);
        }

        Assert.Equal(4.0, recorder.Sum("agentotel.cost.usd"));
        Assert.Equal(4.0, recorder.Span("invoke_workflow campaign").GetTagItem("agentotel.total.cost_usd"));
        Assert.Equal(7, recorder.Measurement("agentotel.telemetry.dropped").Value);
        Assert.Equal("cost_out_of_range", recorder.Measurement("agentotel.telemetry.dropped").Tags["agentotel.reason"]);
    }

    [Fact]
    public void Cost_ThatACalculatorMakesNegative_IsUnpriced()
    {
        using var recorder = new Recorder(new() { Cost = static (in PricedCall _) => new ModelCost { Usd = -0.1m } });

        using (var call = recorder.Telemetry.StartChat("openai", "m"))
        {
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 1 } });
        }

        Assert.Null(recorder.Span("chat m").GetTagItem("gen_ai.usage.cost"));
        Assert.Equal("out_of_range", recorder.Measurement("agentotel.cost.unpriced_calls").Tags["agentotel.cost.reason"]);
    }

    [Fact]
    public void Call_ThatFailsBeforeAnyUsage_IsNotWithoutAPrice()
    {
        using var recorder = new Recorder();

        using (var call = recorder.Telemetry.StartChat("openai", "gpt-4.1"))
        {
            call.Fail(new OperationCanceledException());
        }

        Assert.DoesNotContain(recorder.Measurements, m => m.Name == "agentotel.cost.unpriced_calls");
    }
}
