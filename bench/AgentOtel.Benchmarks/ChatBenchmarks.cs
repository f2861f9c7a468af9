using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;

namespace AgentOtel.Benchmarks;

/// <summary>
/// One model call through the kit, beside hand-written code that emits the same tags and measurements, and beside the client of
/// Microsoft.Extensions.AI, which knows no cost.
/// </summary>
[MemoryDiagnoser]
public class ChatBenchmarks
{
    private static readonly string[] Stop = ["stop"];

    private static readonly ModelCost Cost = new() { Usd = 0.001m, TableVersion = "2026-11" };

    private readonly ActivitySource _source = new("Hand");
    private readonly Meter _meter = new("Hand");
    private readonly AgentTelemetry _telemetry = new(new AgentTelemetryOptions { Cost = (in PricedCall _) => Cost });
    private readonly RecordedChatClient _client = new("Client");
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _tokens;
    private readonly Counter<double> _cost;
    private long _active;
    private Rung? _kit;
    private Rung? _hand;
    private Rung? _meai;

    public ChatBenchmarks()
    {
        _duration = _meter.CreateHistogram<double>("gen_ai.client.operation.duration");
        _tokens = _meter.CreateHistogram<long>("gen_ai.client.token.usage");
        _cost = _meter.CreateCounter<double>("agentotel.cost.usd");
        _meter.CreateObservableUpDownCounter("agentotel.active", () => _active);
    }

    [Params(Listening.Nobody, Listening.SampledOut, Listening.Recorded)]
    public Listening Listening { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _kit = new Rung(Listening, "AgentOtel");
        _hand = new Rung(Listening, "Hand");
        _meai = new Rung(Listening, "Client");
        _kit.Check(Listening, Kit);
        _hand.Check(Listening, Hand);
        _meai.Check(Listening, Client);
        Rung.CheckSame(_kit, _hand, Kit, Hand);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _kit!.Dispose();
        _hand!.Dispose();
        _meai!.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Activity? Hand()
    {
        if (!_source.HasListeners() && !_duration.Enabled)
        {
            return null;
        }

        var startedAt = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _active);
        var span = _source.StartActivity("chat gpt-4.1", ActivityKind.Client, default(ActivityContext), new TagList
        {
            { "gen_ai.operation.name", "chat" },
            { "gen_ai.provider.name", "openai" },
            { "gen_ai.request.model", "gpt-4.1" },
        });
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("gen_ai.response.id", "r-1");
            span.SetTag("gen_ai.response.model", "gpt-4.1-2025-04-14");
            span.SetTag("gen_ai.response.finish_reasons", Stop.ToArray());
            span.SetTag("gen_ai.usage.input_tokens", 100L);
            span.SetTag("gen_ai.usage.output_tokens", 20L);
            span.SetTag("gen_ai.usage.cost", 0.001);
            span.SetTag("agentotel.cost.source", "table");
            span.SetTag("agentotel.cost.price_table", "2026-11");
        }

        var tags = new TagList
        {
            { "gen_ai.operation.name", "chat" },
            { "gen_ai.provider.name", "openai" },
            { "gen_ai.request.model", "gpt-4.1" },
            { "gen_ai.response.model", "gpt-4.1-2025-04-14" },
        };
        _duration.Record(Stopwatch.GetElapsedTime(startedAt).TotalSeconds, tags);
        Tokens("input", 100, tags);
        Tokens("output", 20, tags);
        _cost.Add(0.001, new TagList
        {
            { "gen_ai.provider.name", "openai" },
            { "gen_ai.request.model", "gpt-4.1" },
            { "agentotel.cost.category", "model" },
        });
        Interlocked.Decrement(ref _active);
        span?.Stop();
        return span;
    }

    [Benchmark]
    public Activity? Kit()
    {
        using var call = _telemetry.StartChat("openai", "gpt-4.1");
        call.SetResponse(new ModelResponse
        {
            Id = "r-1",
            Model = "gpt-4.1-2025-04-14",
            FinishReasons = Stop,
            Usage = new TokenUsage { InputTokens = 100, OutputTokens = 20 },
        });
        return call.Activity;
    }

    [Benchmark]
    public Activity? Client() => _client.Chat();

    private void Tokens(string type, long count, TagList tags)
    {
        tags.Add("gen_ai.token.type", type);
        _tokens.Record(count, tags);
    }
}
