using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage;

public sealed class WritingTests
{
    [Fact]
    public async Task WriteAsync_OneResourceUnderTwoSchemas_KeepsBoth()
    {
        await using var temporary = new TemporaryStore();

        await temporary.WriteAsync(
            Some.Span(1, 1),
            Some.Span(2, 1, resource: new Resource(Some.Attributes(("service.name", "shop")), "https://opentelemetry.io/schemas/1.30.0")));

        Assert.Equal(
            ["", "https://opentelemetry.io/schemas/1.30.0"], temporary.Rows("SELECT schema_url FROM resources ORDER BY schema_url"));
        Assert.Equal("2", temporary.Row("SELECT count(*) FROM spans"));
    }

    [Fact]
    public async Task WriteAsync_QueueIsFull_IsRefusedToBeTriedAgain()
    {
        await using var temporary = new TemporaryStore(maxQueuedBytes: 1500);
        using var goOn = new ManualResetEventSlim();
        var busy = temporary.Store.ChangeAsync(_ => goOn.Wait());
        var waits = temporary.Store.WriteAsync(Some.Batch(Some.Span(1, 1)), 1000, CancellationToken.None).AsTask();

        var refused = await temporary.Store.WriteAsync(Some.Batch(Some.Span(2, 1)), 1000, CancellationToken.None);
        Assert.Equal(new WriteOutcome("The viewer has too much waiting to be written.", IsRetryable: true), refused);

        goOn.Set();
        await busy;
        Assert.True((await waits).IsTaken);
        await temporary.WriteAsync(Some.Span(2, 1));
        Assert.Equal("2", temporary.Row("SELECT count(*) FROM span_rows"));
    }

    [Fact]
    public async Task WriteAsync_ManyAtATime_AreAllThereOnceAnswered()
    {
        await using var temporary = new TemporaryStore();
        await Task.WhenAll(Enumerable.Range(1, 40).Select(sender => Task.Run(async () =>
        {
            for (ulong span = 1; span <= 25; span++)
            {
                await temporary.WriteAsync(
                    Some.Span(sender, span, span == 1 ? 0 : 1UL, attributes: ("gen_ai.operation.name", "execute_tool")));
            }
        })));

        Assert.Equal("40|1000|1000", temporary.Row("SELECT count(*), sum(spans), sum(tool_calls) FROM traces"));
        Assert.Equal("1000", temporary.Row("SELECT sum(calls) FROM sums"));
        Assert.Equal(1000, temporary.Store.Figures.Held.Spans);
    }

    [Fact]
    public async Task WriteAsync_CommitFails_NothingOfItIsCounted()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1));
        await temporary.ExecuteAsync(
            "CREATE TRIGGER refuse BEFORE INSERT ON span_rows WHEN new.name='poison' BEGIN SELECT raise(ABORT, 'no poison'); END");

        var outcome = await temporary.Store.WriteAsync(
            Some.Batch(Some.Span(1, 2, 1), Some.Span(2, 1, name: "poison")), 1000, CancellationToken.None);
        await temporary.WriteAsync(Some.Span(1, 2, 1));

        Assert.Contains("no poison", outcome.Refusal, StringComparison.Ordinal);
        Assert.False(outcome.IsRetryable);
        Assert.Equal("1|2", temporary.Row("SELECT count(*), sum(spans) FROM traces"));
        Assert.Equal(2, temporary.Store.Figures.Held.Spans);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_TraceLargerThanIsHeld_IsStillSettled(bool reopens)
    {
        const int Spans = 12_000;
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(1, 1, to: 1000, attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "writer")]));
        for (var from = 2; from <= Spans; from += 4000)
        {
            await temporary.WriteAsync(
                [.. Enumerable.Range(from, Math.Min(4000, Spans - from + 1)).Select(static id => Some.Span(1, (ulong)id, 1))]);
        }

        if (reopens)
        {
            await temporary.ReopenAsync();
        }

        await temporary.WriteAsync(
            Some.Span(1, 2, 1),
            Some.Span(1, 50_000, 2, attributes: [("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 7)]),
            Some.Log(trace: 1));

        Assert.Equal(
            "writer|12001|1|7|1|completed|1000000000",
            temporary.Row("SELECT name, spans, model_calls, input_tokens, logs, status, duration FROM traces"));
        Assert.Equal("writer", temporary.Row("SELECT agent FROM span_rows WHERE span_id = 50000"));
        Assert.Equal("12001", temporary.Row("SELECT count(*) FROM span_rows WHERE agent = 'writer'"));
    }

    [Fact]
    public async Task WriteAsync_ValuesThatAreNoJson_AreKeptAsText()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1, attributes:
        [
            ("nan", double.NaN),
            ("infinity", double.PositiveInfinity),
            ("bytes", new byte[] { 1, 2, 255 }),
            ("zero", "a\0b"),
            ("quote", "<script>\"'&"),
            ("half", "\ud83d"),
            ("large", 1e300), ("nested", Some.Attributes(("a", 1), ("b", Some.List("x")))),
        ]));

        Assert.Equal("NaN|Infinity|AQL/|<script>\"'&|\ufffd|1E+300|{\"a\":1,\"b\":[\"x\"]}|1", temporary.Row("""
            SELECT attributes ->> '$.nan', attributes ->> '$.infinity', attributes ->> '$.bytes', attributes ->> '$.quote',
              attributes ->> '$.half', attributes ->> '$.large', attributes -> '$.nested', json_valid(attributes) FROM span_details
            """));
    }

    [Fact]
    public async Task WriteAsync_PointSentTwice_IsKeptOnce()
    {
        await using var temporary = new TemporaryStore();
        var metric = Some.Metric(
            "queue", MetricType.Sum, points: [Some.Point(4, at: 1, attributes: [("a", "1"), ("b", "2")]), Some.Point(5, at: 2)]);
        await temporary.WriteAsync(metric);
        await temporary.WriteAsync(
            metric, Some.Metric("queue", MetricType.Sum, points: Some.Point(9, at: 1, attributes: [("b", "2"), ("a", "1")])));

        Assert.Equal(["4", "5"], temporary.Rows("SELECT value FROM points ORDER BY time"));
        Assert.Equal("2|1", temporary.Row("SELECT (SELECT count(*) FROM series), (SELECT count(*) FROM instruments)"));
        Assert.Equal(2, temporary.Store.Figures.Held.Points);
    }

    [Fact]
    public async Task WriteAsync_Histogram_IsKeptWithItsBuckets()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Metric("duration", MetricType.Histogram, "s", Temporality.Cumulative, points: new MetricPoint
        {
            Attributes = Attributes.Empty,
            Time = Some.At(1),
            Distribution = new Distribution { Count = 3, Sum = 1.5, Bounds = [0.5, 1], Counts = [1, 2, 0] },
            Exemplars = [new Exemplar(Some.At(0), 0.7, Some.TraceId(1), 2, Attributes.Empty)],
        }));

        Assert.Equal(
            """{"count":3,"sum":1.5,"bounds":[0.5,1],"counts":[1,2,0]}|["""
                + """{"time":1795608000000000000,"value":0.7,"traceId":"00000000000000000000000000000001","spanId":"0000000000000002","at"""
                + """tributes":{}}]""",
            temporary.Row("SELECT distribution, exemplars FROM points"));
    }

    [Fact]
    public async Task WriteAsync_ModelCalls_TellPricedEstimatedAndUnpricedApart()
    {
        await using var temporary = new TemporaryStore(pricer: static (in ViewedCall call) => call.RequestModel == "known" ? 0.125m : null);
        await temporary.WriteAsync(
            Call(1, "any", cost: 0.5), Call(2, "known", cost: null), Call(3, "unknown", cost: null),
            Some.Span(
                1,
                4,
                status: SpanStatus.Error,
                attributes: [("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "unknown")]));

        Assert.Equal("4|0.5|0.125|1", temporary.Row("SELECT model_calls, cost, estimated_cost, unpriced_calls FROM traces"));
        Assert.Equal(
            ["any|1|0|0.5|0|0", "known|1|0|0|0.125|0", "unknown|2|1|0|0|1"],
            temporary.Rows("SELECT name, calls, errors, cost, estimated_cost, unpriced FROM sums ORDER BY name"));
    }

    private static SpanRecord Call(ulong id, string model, double? cost)
    {
        (string, object)[] attributes =
        [
            ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", model),
            ("gen_ai.usage.input_tokens", 10),
        ];
        return Some.Span(
            1,
            id,
            attributes: cost is { } known ? [.. attributes, ("gen_ai.usage.cost", known), ("agentotel.cost.source", "table")] : attributes);
    }
}
