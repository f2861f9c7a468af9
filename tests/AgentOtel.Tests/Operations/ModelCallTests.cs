using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Operations;

public sealed class ModelCallTests
{
    [Fact]
    public void Chat_WithAResponse_RecordsTheConventionsAttributes()
    {
        using var recorder = new Recorder(
            new()
            {
                Cost = (in PricedCall call) => new ModelCost { Usd = call.Usage.InputTokens!.Value * 0.001m, TableVersion = "2026-11" },
            });

        using (
            var call = recorder.Telemetry.StartChat(
                new ModelRequest("openai", "gpt-4o")
                {
                    ServerAddress = "api.example.com",
                    ServerPort = 443,
                    Temperature = 0.2,
                    MaxTokens = 100,
                    StopSequences = ["END"],
                    ChoiceCount = 1,
                }))
        {
            call.SetResponse(new ModelResponse
            {
                Id = "r-1",
                Model = "gpt-4o-2024-08-06",
                FinishReasons = ["stop"],
                Usage = new()
                {
                    InputTokens = 100,
                    OutputTokens = 20,
                    CacheReadTokens = 40,
                    ReasoningTokens = 5,
                    Input = new() { Text = 90, Image = 10 },
                },
            });
        }

        var span = recorder.Span("chat gpt-4o");
        Assert.Equal(ActivityKind.Client, span.Kind);
        var seen = recorder.AtStart["chat gpt-4o"];
        Assert.Equal("chat", seen["gen_ai.operation.name"]);
        Assert.Equal("openai", seen["gen_ai.provider.name"]);
        Assert.Equal("gpt-4o", seen["gen_ai.request.model"]);
        Assert.Equal("api.example.com", seen["server.address"]);
        Assert.Equal(443, seen["server.port"]);
        Assert.Equal(0.2, span.GetTagItem("gen_ai.request.temperature"));
        Assert.Equal(100, span.GetTagItem("gen_ai.request.max_tokens"));
        Assert.Equal(["END"], Assert.IsType<string[]>(span.GetTagItem("gen_ai.request.stop_sequences")));
        Assert.Null(span.GetTagItem("gen_ai.request.choice.count"));
        Assert.Null(span.GetTagItem("gen_ai.request.stream"));
        Assert.Equal("r-1", span.GetTagItem("gen_ai.response.id"));
        Assert.Equal("gpt-4o-2024-08-06", span.GetTagItem("gen_ai.response.model"));
        Assert.Equal(["stop"], Assert.IsType<string[]>(span.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.Equal(100L, span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(20L, span.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal(40L, span.GetTagItem("gen_ai.usage.cache_read.input_tokens"));
        Assert.Equal(5L, span.GetTagItem("gen_ai.usage.reasoning.output_tokens"));
        Assert.Equal(10L, span.GetTagItem("gen_ai.usage.image.input_tokens"));
        Assert.Null(span.GetTagItem("gen_ai.usage.cache_write.input_tokens"));
        Assert.Equal(0.1, span.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal("table", span.GetTagItem("agentotel.cost.source"));
        Assert.Equal("2026-11", span.GetTagItem("agentotel.cost.price_table"));
    }

    [Fact]
    public void Chat_WithAResponse_RecordsMetricsWithEightTagsAtMost()
    {
        using var recorder = new Recorder(new() { MetricTenants = { "acme" }, Cost = (in PricedCall _) => new ModelCost { Usd = 0.25m } });

        using (recorder.Telemetry.StartWorkflow(new WorkflowStart("campaign") { Tenant = "acme" }))
        using (recorder.Telemetry.StartAgent("writer"))
        using (var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "gpt-4o")))
        {
            call.SetResponse(
                new ModelResponse
                {
                    Model = "gpt-4o-1",
                    FinishReasons = ["stop"],
                    Usage = new() { InputTokens = 100, OutputTokens = 20, CacheReadTokens = 40, CacheRead = new() { Text = 30 } },
                });
            call.Fail("timeout");
        }

        var tokens = recorder.Measurements.Where(m =>
            m.Name == "gen_ai.client.token.usage").ToDictionary(m => (string)m.Tags["gen_ai.token.type"]!);
        Assert.Equal(100, tokens["input"].Value);
        Assert.Equal(20, tokens["output"].Value);
        var duration = recorder.Measurement("gen_ai.client.operation.duration");
        Assert.Equal(
            [
                "error.type", "gen_ai.agent.name", "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model",
                "gen_ai.response.model", "gen_ai.workflow.name",
            ],
            duration.Tags.Keys.Order());
        var cached = recorder.Measurements.Where(m =>
            m.Name == "gen_ai.client.inference.usage.cache_read.input_tokens").ToDictionary(m => (string)m.Tags["gen_ai.token.modality"]!);
        Assert.Equal(30, cached["text"].Value);
        Assert.Equal(10, cached["unknown"].Value);
        var cost = recorder.Measurement("agentotel.cost.usd");
        Assert.Equal(0.25, cost.Value);
        Assert.Equal("model", cost.Tags["agentotel.cost.category"]);
        Assert.Equal("acme", cost.Tags["agentotel.tenant"]);
        Assert.All(recorder.Measurements, m => Assert.InRange(m.Tags.Count, 0, 8));
    }

    [Theory]
    [InlineData(MetricNaming.Latest)]
    [InlineData(MetricNaming.Both)]
    public void Chat_WithTheLatestNames_CountsTokensByModality(MetricNaming naming)
    {
        using var recorder = new Recorder(new() { MetricNaming = naming });

        using (var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "gpt-4o")))
        {
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 100, OutputTokens = 20 } });
        }

        Assert.Equal(100, recorder.Measurement("gen_ai.client.inference.usage.input_tokens").Value);
        Assert.Equal("unknown", recorder.Measurement("gen_ai.client.inference.usage.input_tokens").Tags["gen_ai.token.modality"]);
        Assert.Equal(20, recorder.Measurement("gen_ai.client.inference.operation.output_tokens").Value);
        Assert.Single(recorder.Measurements, m => m.Name == "gen_ai.client.inference.duration");
        Assert.Equal(naming is MetricNaming.Both ? 1 : 0, recorder.Measurements.Count(m => m.Name == "gen_ai.client.operation.duration"));
    }

    [Fact]
    public void Embeddings_WithTheLatestNames_KeepTheirDurationsName()
    {
        using var recorder = new Recorder(new() { MetricNaming = MetricNaming.Latest });

        using (recorder.Telemetry.StartEmbeddings(new ModelRequest("openai", "text-embedding-3-small")))
        using (recorder.Telemetry.StartRetrieval(new RetrievalStart("products") { TopK = 5 }))
        {
        }

        Assert.Equal(2, recorder.Measurements.Count(m => m.Name == "gen_ai.client.operation.duration"));
        Assert.Equal("text-embedding-3-small", recorder.Measurement("agentotel.cost.unpriced_calls").Tags["gen_ai.request.model"]);
        Assert.Equal(5, recorder.Span("retrieval products").GetTagItem("gen_ai.retrieval.top_k"));
        Assert.Equal("products", recorder.Span("retrieval products").GetTagItem("gen_ai.data_source.id"));
        Assert.Equal("embeddings", recorder.Span("embeddings text-embedding-3-small").GetTagItem("gen_ai.operation.name"));
    }

    [Fact]
    public void TextCompletion_OfAModel_IsNamedAfterIt()
    {
        using var recorder = new Recorder();

        recorder.Telemetry.StartTextCompletion(new ModelRequest("openai", "davinci-002")).Dispose();

        Assert.Equal("text_completion", recorder.Span("text_completion davinci-002").GetTagItem("gen_ai.operation.name"));
        Assert.Equal("text_completion", recorder.Measurement("gen_ai.client.operation.duration").Tags["gen_ai.operation.name"]);
    }

    [Fact]
    public void Duration_OfACall_IsThatOfTheGivenClock()
    {
        var clock = new ManualClock();
        using var recorder = new Recorder(new() { TimeProvider = clock });

        using (recorder.Telemetry.StartChat(new ModelRequest("openai", "m")))
        {
            clock.Advance(TimeSpan.FromSeconds(2.5));
        }

        Assert.Equal(2.5, recorder.Measurement("gen_ai.client.operation.duration").Value);
        Assert.Equal(2.5, recorder.Event("agentotel.model.completed").Fields["agentotel.duration"]);
    }

    [Fact]
    public void Chat_WithoutAPrice_HasNoCostAndIsCountedAsUnpriced()
    {
        using var recorder = new Recorder(new() { Cost = (in PricedCall _) => ModelCost.Unpriced("unknown_model") });

        using (var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "new-model")))
        {
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 1 } });
        }

        Assert.Null(recorder.Span("chat new-model").GetTagItem("gen_ai.usage.cost"));
        Assert.Equal("unknown_model", recorder.Measurement("agentotel.cost.unpriced_calls").Tags["agentotel.cost.reason"]);
        Assert.DoesNotContain(recorder.Measurements, m => m.Name == "agentotel.cost.usd");
    }

    [Fact]
    public void Chat_WithACostFromTheProvider_LetsItWin()
    {
        using var recorder = new Recorder(new() { Cost = (in PricedCall _) => new ModelCost { Usd = 9 } });

        using (var call = recorder.Telemetry.StartChat(new ModelRequest("openrouter", "m")))
        {
            call.SetResponse(new ModelResponse { CostUsd = 0.5m, Usage = new() { InputTokens = 1 } });
        }

        Assert.Equal(0.5, recorder.Span("chat m").GetTagItem("gen_ai.usage.cost"));
        Assert.Equal("provider", recorder.Span("chat m").GetTagItem("agentotel.cost.source"));
    }

    [Fact]
    public void Chat_WithACalculatorThatThrows_IsRecordedAsUnpriced()
    {
        using var recorder = new Recorder(new() { Cost = (in PricedCall _) => throw new InvalidOperationException() });

        using (var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "m")))
        {
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 1 } });
        }

        Assert.Equal("error", recorder.Measurement("agentotel.cost.unpriced_calls").Tags["agentotel.cost.reason"]);
        Assert.Equal(1L, recorder.Span("chat m").GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Fact]
    public async Task ObserveAsync_OfAWholeStream_TimesChunksAndKeepsTheRightSpansCurrent()
    {
        using var recorder = new Recorder();
        using var agent = recorder.Telemetry.StartAgent("writer");
        var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "m") { Stream = true });

        await foreach (var item in call.ObserveAsync(
            Chunks(5),
            (c, i) => c.SetResponse(i < 4 ? default : new ModelResponse { FinishReasons = ["stop"], Usage = new() { OutputTokens = 5 } })))
        {
            Assert.Same(agent.Activity, Activity.Current);
            await Task.Yield();
            using var tool = recorder.Telemetry.StartTool($"use-{item}");
            Assert.Same(agent.Activity, tool.Activity!.Parent);
        }

        var span = recorder.Span("chat m");
        Assert.Equal(true, span.GetTagItem("gen_ai.request.stream"));
        Assert.Equal(5L, span.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        Assert.IsType<double>(span.GetTagItem("gen_ai.response.time_to_first_chunk"));
        Assert.Single(recorder.Measurements, m => m.Name == "gen_ai.client.operation.time_to_first_chunk");
        Assert.Equal(4, recorder.Measurements.Count(m => m.Name == "gen_ai.client.operation.time_per_output_chunk"));

        async IAsyncEnumerable<int> Chunks(int count)
        {
            for (var i = 0; i < count; i++)
            {
                Assert.Same(call.Activity, Activity.Current);
                await Task.Yield();
                yield return i;
            }
        }
    }

    [Fact]
    public async Task ObserveAsync_ReaderStopsEarly_IsRecordedAsAnErrorWithTheUsageKnown()
    {
        using var recorder = new Recorder();
        var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "m") { Stream = true });

        await foreach (
            var _ in call.ObserveAsync(Endless(), (c, _) => c.SetResponse(new ModelResponse { Usage = new() { InputTokens = 7 } })))
        {
            break;
        }

        var span = recorder.Span("chat m");
        Assert.Equal(["error"], Assert.IsType<string[]>(span.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.Equal("stream_incomplete", span.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(7L, span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(LogLevel.Warning, recorder.Event("agentotel.model.failed").Level);
        Assert.Equal("stream_incomplete", recorder.Measurement("gen_ai.client.operation.duration").Tags["error.type"]);
    }

    [Fact]
    public async Task ObserveAsync_Cancelled_IsRecordedAsCancelled()
    {
        using var recorder = new Recorder();
        using var cancellation = new CancellationTokenSource();
        var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "m") { Stream = true });

        await Assert.ThrowsAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in call.ObserveAsync(Endless(), cancellationToken: cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });

        var span = recorder.Span("chat m");
        Assert.Equal("System.OperationCanceledException", span.GetTagItem("error.type"));
        Assert.Equal("cancelled", span.GetTagItem("agentotel.error.category"));
        Assert.Equal(["error"], Assert.IsType<string[]>(span.GetTagItem("gen_ai.response.finish_reasons")));
        Assert.Equal("cancelled", recorder.Event("agentotel.model.failed").Fields["agentotel.status"]);
    }

    [Fact]
    public async Task ObserveAsync_WithACallbackThatThrows_PassesTheStreamOn()
    {
        using var recorder = new Recorder();
        var call = recorder.Telemetry.StartChat(new ModelRequest("openai", "m") { Stream = true });
        var read = 0;

        await foreach (var _ in call.ObserveAsync(Endless(), (_, _) => throw new InvalidOperationException()))
        {
            if (++read == 3)
            {
                break;
            }
        }

        Assert.Equal(3, read);
        Assert.Equal(3, recorder.Sum("agentotel.telemetry.dropped"));
    }

    private static async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; ; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return i;
        }
    }
}
