using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage;

public sealed class TelemetryStoreTests
{
    [Fact]
    public async Task WriteAsync_Span_IsKeptWithItsDetails()
    {
        await using var temporary = new TemporaryStore();

        await temporary.WriteAsync(Some.Span(1, 0xa, name: "chat gpt-4o", kind: SpanKind.Client, attributes:
        [
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.request.model", "gpt-4o"),
            ("gen_ai.usage.input_tokens", 12),
            ("gen_ai.usage.cost", 0.25),
            ("stream", true),
            ("ratio", 3.0),
            ("tags", Some.List("a", "b")),
        ]));

        Assert.Equal("10||chat gpt-4o|3|1795608000000000000|1795608000100000000|0|6|chat|gpt-4o|12|0.25", temporary.Row(
            "SELECT span_id, parent_id, name, span_kind, start, end, status, kind, operation, request_model, input_tokens, cost FROM "
                + "span_rows"));
        Assert.Equal(
            """{"gen_ai.operation.name":"chat","gen_ai.request.model":"gpt-4o","gen_ai.usage.input_tokens":12,"gen_ai.usage.cost":0.25,"s"""
                + """tream":true,"ratio":3.0,"tags":["a","b"]}""",
            temporary.Row("SELECT attributes FROM span_details"));
        Assert.Equal("shop|{\"service.name\":\"shop\"}", temporary.Row("SELECT service, attributes FROM resources"));
        Assert.Equal("00000000000000000000000000000001|1|chat gpt-4o|shop|completed|100000000", temporary.Row(
            "SELECT trace_id, spans, name, service, status, duration FROM traces"));
    }

    [Fact]
    public async Task WriteAsync_LogAndPoint_AreKept()
    {
        await using var temporary = new TemporaryStore();

        await temporary.WriteAsync(
            Some.Log("order 17 placed", trace: 1, span: 2, eventName: "order.placed", attributes: ("order", 17)),
            Some.Metric("queue", points: Some.Point(4, attributes: [("b", "2"), ("a", "1")])));

        Assert.Equal("order 17 placed|order.placed|9|2|{\"order\":17}", temporary.Row(
            "SELECT body, event, severity, span_id, attributes FROM log_rows JOIN log_details ON log = id"));
        Assert.Equal("queue|{\"a\":\"1\",\"b\":\"2\"}|4", temporary.Row(
            "SELECT name, attributes, value FROM points JOIN series ON series.id = series JOIN instruments ON instruments.id = "
                + "instrument"));
        Assert.Equal("0|1", temporary.Row("SELECT spans, logs FROM traces"));
    }

    [Fact]
    public async Task Figures_AfterReopening_AreStillKnown()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(1, 1), Some.Span(1, 2, 1), Some.Span(2, 1), Some.Log(), Some.Metric("m", points: Some.Point(1)));

        await temporary.ReopenAsync();

        Assert.Equal(
            (2, 3, 1, 1),
            (
                temporary.Store.Figures.Held.Traces, temporary.Store.Figures.Held.Spans, temporary.Store.Figures.Held.Logs,
                temporary.Store.Figures.Held.Points));
        Assert.True(temporary.Store.Figures.Bytes > 0);
    }

    [Fact]
    public async Task ClearAsync_WhatIsHeld_IsGone()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1), Some.Log(), Some.Metric("m", points: Some.Point(1)));

        await temporary.Store.ClearAsync();
        await temporary.WriteAsync(Some.Span(1, 1));

        Assert.Equal(
            (1, 1, 0, 0),
            (
                temporary.Store.Figures.Held.Traces, temporary.Store.Figures.Held.Spans, temporary.Store.Figures.Held.Logs,
                temporary.Store.Figures.Held.Points));
        Assert.Equal(
            "1|0|0",
            temporary.Row("SELECT (SELECT count(*) FROM span_rows), (SELECT count(*) FROM log_rows), (SELECT count(*) FROM points)"));
        Assert.Equal("1", temporary.Row("SELECT count(*) FROM span_text WHERE span_text MATCH 'work'"));
    }

    [Fact]
    public async Task IsPaused_WhatIsSent_IsAcknowledgedAndNotKept()
    {
        await using var temporary = new TemporaryStore();
        temporary.Store.IsPaused = true;
        await temporary.WriteAsync(Some.Span(1, 1));
        temporary.Store.IsPaused = false;
        await temporary.WriteAsync(Some.Span(2, 1));

        Assert.Equal("00000000000000000000000000000002", temporary.Row("SELECT trace_id FROM traces"));
    }

    [Fact]
    public async Task WaitForChangeAsync_Write_EndsTheWait()
    {
        await using var temporary = new TemporaryStore();
        var seen = temporary.Store.Changes;
        var change = temporary.Store.WaitForChangeAsync(seen, CancellationToken.None);
        Assert.False(change.IsCompleted);

        await temporary.WriteAsync(Some.Log());
        await change.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((0, 1, 0), (temporary.Store.Changes.Traces, temporary.Store.Changes.Logs, temporary.Store.Changes.Metrics));
    }
}
