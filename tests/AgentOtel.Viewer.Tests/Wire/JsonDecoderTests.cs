using System.Text;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Wire;

public sealed class JsonDecoderTests
{
    [Fact]
    public void Traces_WrittenByHand_AreReadWhole()
    {
        const string Request = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{
              "traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"b7ad6b7169203331","parentSpanId":"0000000000000009","traceState":"a=b",
              "flags":257,
              "name":"chat \"x\" 🙂","kind":"SPAN_KIND_CLIENT","startTimeUnixNano":"1700000000000000000",
              "endTimeUnixNano":1700000001000000000,
              "status":{"code":2,"message":"no"},"droppedAttributesCount":1,"droppedEventsCount":2,"droppedLinksCount":"3",
              "newField":{"deep":[1,{}]},
              "attributes":[
                {"key":"text","value":{"stringValue":"a\nb"}},{"key":"whole","value":{"intValue":"-9007199254740993"}},
                 {"key":"number","value":{"intValue":7}},
                {"key":"real","value":{"doubleValue":"NaN"}},{"key":"flag","value":{"boolValue":true}},
                 {"key":"bytes","value":{"bytesValue":"AQI="}},
                {"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":"2"}]}}},
                {"key":"map","value":{"kvlistValue":{"values":[{"key":"inner","value":{"stringValue":"b"}}]}}},
                {"key":"empty","value":{}},{"key":"null","value":null},{"key":"unknown","value":{"laterValue":1}}],
              "events":[{"timeUnixNano":"5","name":"exception","attributes":[{"key":"k","value":{"stringValue":"v"}}]}],
              "links":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"00000000000000aa","flags":256},{"traceId":"","spanId":""}]
            }],"scope":{"name":"shop","version":"1.2"},"schemaUrl":"https://schema/scope"}],
              "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"basket"}}]},"schemaUrl":"https://schema/resource"}]}
            """;

        var span = Assert.Single(JsonDecoder.Traces(Encoding.UTF8.GetBytes(Request)).Spans);

        Assert.Equal(
            ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", 9ul),
            (Ids.Hex(span.TraceId), Ids.Hex(span.SpanId), span.ParentSpanId));
        Assert.Equal(("chat \"x\" 🙂", SpanKind.Client, "a=b", 257u), (span.Name, span.Kind, span.TraceState, span.Flags));
        Assert.Equal((1_700_000_000_000_000_000, 1_700_000_001_000_000_000), (span.StartTime, span.EndTime));
        Assert.Equal(
            (SpanStatus.Error, "no", 1u, 2u, 3u),
            (span.Status, span.StatusMessage, span.DroppedAttributes, span.DroppedEvents, span.DroppedLinks));
        Assert.Equal(11, span.Attributes.Count);
        Assert.Equal(
            ("a\nb", -9007199254740993L, 7L),
            (span.Attributes["text"].Text, span.Attributes["whole"].AsWhole(), span.Attributes["number"].AsWhole()));
        Assert.Equal((double.NaN, true), (span.Attributes["real"].AsReal(), span.Attributes["flag"].Flag));
        Assert.Equal([1, 2], span.Attributes["bytes"].Bytes!);
        Assert.Equal(["a", "2"], span.Attributes["list"].List!.Select(member => member.AsText()));
        Assert.Equal("b", span.Attributes["map"].Map!["inner"].Text);
        Assert.Equal(
            ("exception", 5L, "v"), (span.Events.Single().Name, span.Events.Single().Time, span.Events.Single().Attributes["k"].Text));
        Assert.Equal((0xaaul, 256u), (span.Links.Single().SpanId, span.Links.Single().Flags));
        Assert.Equal(
            ("basket", "https://schema/resource", "shop", "1.2", "https://schema/scope"),
            (span.Resource.Service, span.Resource.SchemaUrl, span.Scope.Name, span.Scope.Version, span.Scope.SchemaUrl));
    }

    [Fact]
    public void Logs_WrittenByHand_AreReadWhole()
    {
        const string Request = """
            {"resourceLogs":[{"scopeLogs":[{"scope":{"name":"app"},"logRecords":[
              {"timeUnixNano":"1","observedTimeUnixNano":"2","severityNumber":"SEVERITY_NUMBER_WARN2","severityText":"Warn",
               "body":{"stringValue":"hello"},
               "eventName":"app.started","traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","flags":1},
              {"severityNumber":99,"traceId":"nonsense","spanId":"b7ad6b7169203331"}]}]}]}
            """;

        var logs = JsonDecoder.Logs(Encoding.UTF8.GetBytes(Request)).Logs;

        Assert.Equal(
            (1L, 2L, 14, "Warn", "hello", "app.started", 1u),
            (
                logs[0].Time, logs[0].ObservedTime, logs[0].Severity, logs[0].SeverityText, logs[0].Body.Text, logs[0].EventName,
                logs[0].Flags));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Ids.Hex(logs[0].TraceId));
        Assert.Equal((0, UInt128.Zero, 0ul), (logs[1].Severity, logs[1].TraceId, logs[1].SpanId));
    }

    [Fact]
    public void Traces_SpansWithoutIds_AreLeftOutAndCounted()
    {
        const string Request = """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"none"},
             {"traceId":"CvdlGRbNQ92ESOshHIAxnA==","spanId":"t61rcWkgMzE=","name":"base64"}]}]}]}
            """;

        var batch = JsonDecoder.Traces(Encoding.UTF8.GetBytes(Request));

        Assert.Equal((0, 2, "A span has no trace id or no span id."), (batch.Spans.Count, batch.Rejected, batch.RejectionReason));
    }

    [Theory]
    [InlineData("", "Not JSON")]
    [InlineData("{", "Not JSON")]
    [InlineData("[]", "\"request\" is not an object")]
    [InlineData("{\"resourceSpans\":5}", "\"resourceSpans\" is not an array")]
    [InlineData("{\"resourceSpans\":[5]}", "\"resourceSpans\" is not an object")]
    [InlineData("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":5}]}]}]}", "no trace id")]
    [InlineData("{\"resourceSpans\":[{\"schemaUrl\":5}]}", "\"schemaUrl\" is not text")]
    [InlineData("{\"resourceSpans\":[{\"schemaUrl\":\"\\ud800\"}]}", "not Unicode")]
    [InlineData(
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":{\"intValue\":\"1.5\"}}]}}]}",
        "\"intValue\" is not a whole number")]
    [InlineData(
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":{\"bytesValue\":\"*\"}}]}}]}",
        "\"bytesValue\" is not base64")]
    public void Traces_NotOtlp_SaysWhatIsWrong(string request, string expected)
    {
        var batch = default(TelemetryBatch);
        var error = Record.Exception(() => batch = JsonDecoder.Traces(Encoding.UTF8.GetBytes(request)));

        Assert.Contains(
            expected, error is OtlpFormatException ? error.Message : batch?.RejectionReason ?? error?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void JsonWriter_ASpan_WritesTheProtocolsSpelling()
    {
        var span = Requests.Span("chat")
            .Add(9, Requests.Pair("tokens", Requests.Whole(12)))
            .Add(9, Requests.Pair("cost", new Message().AddDouble(4, 0.5)))
            .Add(15, new Message().AddVarint(3, 1));

        var json = Encoding.UTF8.GetString(Json.Of(ProtobufDecoder.Traces(Requests.Of(span))).Span);

        Assert.Equal(
            """
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"basket"}}]},
             "scopeSpans":[{"scope":{"name":"shop","version":"1.2"},"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c",
             "spanId":"b7ad6b7169203331","name":"chat","kind":3,"startTimeUnixNano":"1700000000000000000",
             "endTimeUnixNano":"1700000001000000000","attributes":[{"key":"tokens","value":{"intValue":"12"}},
             {"key":"cost","value":{"doubleValue":0.5}}],"status":{"code":1}}],"schemaUrl":"https://schema/scope"}],
             "schemaUrl":"https://schema/resource"}]}
            """.Replace("\n ", "", StringComparison.Ordinal),
            json);
    }

    [Fact]
    public void JsonWriter_ItemsOfOneResourceAndScope_StandTogether()
    {
        var first = ProtobufDecoder.Logs(Requests.Of(new Message().Add(3, "a"), new Message().Add(3, "b"))).Logs;
        var second = ProtobufDecoder.Logs(Requests.Of(new Message().Add(3, "c"))).Logs;
        var batch = new TelemetryBatch();
        batch.Logs.AddRange([first[0], second[0], first[1]]);

        var read = JsonDecoder.Logs(Json.Of(batch)).Logs;

        Assert.Equal(["a", "b", "c"], read.Select(log => log.SeverityText));
        Assert.Same(read[0].Scope, read[1].Scope);
        Assert.NotSame(read[0].Resource, read[2].Resource);
    }
}
