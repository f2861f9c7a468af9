using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Cost;

/// <summary>The shipped prices, as they arrive on spans and metrics.</summary>
public sealed class CostOfCallsTests
{
    [Fact]
    public void Chat_WithoutACalculator_IsPricedByTheShippedTable()
    {
        using var recorder = new Recorder();

        using (var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "gpt-4.1")))
        {
            call.SetResponse(new ModelResponse { FinishReasons = ["stop"], Usage = new() { InputTokens = 1_000, OutputTokens = 500 } });
        }

        var span = recorder.Span("chat gpt-4.1");
        Assert.Equal(0.006, span.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal("2026-11-21", span.GetTagItem("agentotel.cost.price_table"));
        Assert.Equal("table", span.GetTagItem("agentotel.cost.source"));
        Assert.Equal(0.006, recorder.Measurement("agentotel.cost.usd").Value);
    }

    [Fact]
    public async Task Chats_AThousandAtOnce_SumToTheCounter()
    {
        using var recorder = new Recorder();

        await Parallel.ForAsync(0, 1_000, (i, _) =>
        {
            using var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "gpt-4.1"));
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = i, OutputTokens = 2 * i } });
            return ValueTask.CompletedTask;
        });

        var spans = recorder.Spans.Sum(span => (double)span.GetTagItem("gen_ai.usage.cost")!);
        Assert.Equal(spans, recorder.Sum("agentotel.cost.usd"), 9);

        // 0 + … + 999 = 499,500 in and twice that out: 499,500 × 2e-6 + 999,000 × 8e-6.
        Assert.Equal(0.999 + 7.992, recorder.Sum("agentotel.cost.usd"), 9);
    }

    [Fact]
    public void Chat_OfAModelWithoutAPrice_SaysSoOnceAnHour()
    {
        var clock = new ManualClock();
        using var recorder = new Recorder(new() { TimeProvider = clock });

        Call();
        Call();
        clock.Advance(TimeSpan.FromHours(1));
        Call();

        var said = recorder.Events.Where(e => e.Name == "agentotel.cost.unpriced").ToList();
        Assert.Equal(2, said.Count);
        Assert.Equal(LogLevel.Warning, said[0].Level);
        Assert.Equal("gpt-99", said[0].Fields["gen_ai.request.model"]);
        Assert.Equal(3, recorder.Sum("agentotel.cost.unpriced_calls"));

        void Call()
        {
            using var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "gpt-99"));
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 1 } });
        }
    }
}
