using System.Text.Json;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class SpanDetailTests
{
    private const string Span = "traces/00000000000000000000000000000001/spans/0000000000000003";

    [Fact]
    public async Task ReadSpan_Everything_IsShownAsItWasSent()
    {
        var sent = Runs.Model(1, 3, 1, more: [("list", Some.List("a", "b")), ("html", "<script>alert(1)</script>")]) with
        {
            Status = SpanStatus.Error,
            StatusMessage = "it broke",
            Events = [new SpanEvent("gen_ai.choice", Some.At(250), Some.Attributes(("index", 1)))],
            Links =
            [
                new SpanLink(Some.TraceId(1), 1, "", Some.Attributes(("why", "resumed"))),
                new SpanLink(Some.TraceId(9), 2, "", Attributes.Empty),
            ],
        };
        await using var api = await ApiHost.WithAsync(
            Runs.Workflow(1),
            sent,
            Some.Log("first", 1, 3, at: 100, attributes: ("k", "v")),
            Some.Log("other", 1, 1),
            Some.Log("second", 1, 3, at: 200, severity: 17));

        var span = await api.GetAsync(Span);

        Assert.Equal("it broke", span.GetProperty("statusMessage").GetString());
        Assert.Equal("<script>alert(1)</script>", span.GetProperty("attributes").GetProperty("html").GetString());
        Assert.Equal("""["a","b"]""", span.GetProperty("attributes").GetProperty("list").GetRawText());
        Assert.Equal("""{"service.name":"shop"}""", span.GetProperty("resource").GetRawText());
        Assert.Equal(
            """{"name":"gen_ai.choice","time":"2026-11-25T12:00:00.25+00:00","offset":0.25,"attributes":{"index":1}}""",
            span.GetProperty("events")[0].GetRawText());
        Assert.Equal(
            """{"traceId":"00000000000000000000000000000001","spanId":"0000000000000001","isHeld":true,"attributes":{"why":"resumed"}}""",
            span.GetProperty("links")[0].GetRawText());
        Assert.False(span.GetProperty("links")[1].GetProperty("isHeld").GetBoolean());
        Assert.Equal(
            ["first", "second"], span.GetProperty("logs").EnumerateArray().Select(static log => log.GetProperty("body").GetString()));
        Assert.Equal("error", span.GetProperty("logs")[1].GetProperty("level").GetString());
        Assert.Equal(2, span.GetProperty("span").GetProperty("logs").GetInt32());
        Assert.Equal("failed", span.GetProperty("span").GetProperty("status").GetString());
    }

    [Fact]
    public async Task ReadSpan_WithContent_ShowsTheConversation()
    {
        await using var api = await ApiHost.WithAsync(Runs.Model(1, 3, 0, more:
        [
            ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"Hello"}]}]"""),
            ("gen_ai.output.messages", """[{"role":"assistant","parts":[{"type":"text","content":"Good day"}],"finish_reason":"stop"}]"""),
        ]));

        var conversation = (await api.GetAsync(Span)).GetProperty("conversation");

        Assert.True(conversation.GetProperty("isCaptured").GetBoolean());
        Assert.Equal(["user Hello", "assistant Good day"], conversation.GetProperty("messages").EnumerateArray()
            .Select(static message => $"{message.GetProperty("role")} {message.GetProperty("parts")[0].GetProperty("content")}"));
    }

    [Fact]
    public async Task ReadSpan_WithoutContent_SaysHowToCaptureIt()
    {
        await using var api = await ApiHost.WithAsync(Runs.Model(1, 3, 0));

        var conversation = (await api.GetAsync(Span)).GetProperty("conversation");

        Assert.False(conversation.GetProperty("isCaptured").GetBoolean());
        Assert.Contains(
            "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT",
            conversation.GetProperty("howToCapture").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_ATrace_IsOtlpJsonWithWhatWasSent()
    {
        var sent = Runs.Model(1, 3, 2, more: [("ratio", 2.0), ("big", 9007199254740993)]) with
        {
            TraceState = "a=b",
            Flags = 1,
            DroppedAttributes = 4,
            Events = [new SpanEvent("e", Some.At(1), Some.Attributes(("x", true)))],
            Links = [new SpanLink(Some.TraceId(9), 2, "c=d", Attributes.Empty)],
        };
        await using var api = await ApiHost.WithAsync(sent, Some.Span(1, 4, 3, from: 1, resource: Some.Service("desk")));

        using var response = await api.Client.GetAsync(new Uri("/api/v1/traces/00000000000000000000000000000001/otlp", UriKind.Relative));

        Assert.Equal(
            "attachment; filename=\"trace-00000000000000000000000000000001.json\"",
            response.Content.Headers.ContentDisposition?.ToString());
        var resources = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("resourceSpans");
        Assert.Equal(2, resources.GetArrayLength());
        var span = resources[0].GetProperty("scopeSpans")[0].GetProperty("spans")[0];
        Assert.Equal("00000000000000000000000000000001", span.GetProperty("traceId").GetString());
        Assert.Equal("0000000000000003", span.GetProperty("spanId").GetString());
        Assert.Equal("0000000000000002", span.GetProperty("parentSpanId").GetString());
        Assert.Equal("1795608000000000000", span.GetProperty("startTimeUnixNano").GetString());
        Assert.Equal("a=b", span.GetProperty("traceState").GetString());
        Assert.Equal(4, span.GetProperty("droppedAttributesCount").GetInt32());
        Assert.Equal("e", span.GetProperty("events")[0].GetProperty("name").GetString());
        Assert.Equal("c=d", span.GetProperty("links")[0].GetProperty("traceState").GetString());
        var attributes = span.GetProperty("attributes")
            .EnumerateArray()
            .ToDictionary(static one => one.GetProperty("key").GetString()!, static one => one.GetProperty("value").GetRawText());
        Assert.Equal("""{"intValue":"9007199254740993"}""", attributes["big"]);
        Assert.StartsWith("""{"doubleValue":2""", attributes["ratio"], StringComparison.Ordinal);
    }
}
