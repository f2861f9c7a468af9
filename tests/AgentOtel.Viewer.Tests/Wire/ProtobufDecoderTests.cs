using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Wire;

public sealed class ProtobufDecoderTests
{
    [Fact]
    public void Traces_ASpanWithEverything_IsReadWhole()
    {
        var parent = new byte[] { 0, 0, 0, 0, 0, 0, 0, 9 };
        var span = Requests.Span("chat gpt-4o")
            .Add(3, "vendor=1")
            .Add(4, parent)
            .Add(9, Requests.Pair("text", Requests.Text("grün")))
            .Add(9, Requests.Pair("flag", new Message().AddVarint(2, 1)))
            .Add(9, Requests.Pair("whole", Requests.Whole(-5)))
            .Add(9, Requests.Pair("real", new Message().AddDouble(4, 0.25)))
            .Add(9, Requests.Pair("list", new Message().Add(5, new Message().Add(1, Requests.Text("a")).Add(1, Requests.Whole(2)))))
            .Add(9, Requests.Pair("map", new Message().Add(6, new Message().Add(1, Requests.Pair("inner", Requests.Text("b"))))))
            .Add(9, Requests.Pair("bytes", new Message().Add(7, new byte[] { 1, 2 })))
            .Add(9, Requests.Pair("empty", new Message()))
            .AddVarint(10, 1)
            .Add(
                11,
                new Message()
                    .AddFixed64(1, 1_700_000_000_500_000_000)
                    .Add(2, "exception")
                    .Add(3, Requests.Pair("exception.type", Requests.Text("Boom")))
                    .AddVarint(4, 4))
            .AddVarint(12, 2)
            .Add(
                13,
                new Message()
                    .Add(1, Requests.TraceId)
                    .Add(2, parent)
                    .Add(3, "x=y")
                    .Add(4, Requests.Pair("why", Requests.Text("retry")))
                    .AddVarint(5, 5)
                    .AddFixed32(6, 0x100))
            .AddVarint(14, 3)
            .Add(15, new Message().Add(2, "went wrong").AddVarint(3, 2))
            .AddFixed32(16, 0x101)
            .AddVarint(999, 1);

        var read = Assert.Single(ProtobufDecoder.Traces(Requests.Of(span)).Spans);

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", Ids.Hex(read.TraceId));
        Assert.Equal("b7ad6b7169203331", Ids.Hex(read.SpanId));
        Assert.Equal("0000000000000009", Ids.Hex(read.ParentSpanId));
        Assert.Equal(("chat gpt-4o", "vendor=1", SpanKind.Client, 0x101u), (read.Name, read.TraceState, read.Kind, read.Flags));
        Assert.Equal((1_700_000_000_000_000_000, 1_700_000_001_000_000_000), (read.StartTime, read.EndTime));
        Assert.Equal((SpanStatus.Error, "went wrong"), (read.Status, read.StatusMessage));
        Assert.Equal((1u, 2u, 3u), (read.DroppedAttributes, read.DroppedEvents, read.DroppedLinks));
        Assert.Equal(8, read.Attributes.Count);
        Assert.Equal("grün", read.Attributes["text"].Text);
        Assert.True(read.Attributes["flag"].Flag);
        Assert.Equal(-5, read.Attributes["whole"].AsWhole());
        Assert.Equal(0.25, read.Attributes["real"].AsReal());
        Assert.Equal(["a", "2"], read.Attributes["list"].List!.Select(member => member.AsText()));
        Assert.Equal("b", read.Attributes["map"].Map!["inner"].Text);
        Assert.Equal([1, 2], read.Attributes["bytes"].Bytes!);
        Assert.True(read.Attributes["empty"].IsEmpty);
        var happened = Assert.Single(read.Events);
        Assert.Equal(("exception", 1_700_000_000_500_000_000, 4u), (happened.Name, happened.Time, happened.DroppedAttributes));
        Assert.Equal("Boom", happened.Attributes["exception.type"].Text);
        var link = Assert.Single(read.Links);
        Assert.Equal(
            (read.TraceId, 9ul, "x=y", 0x100u, 5u), (link.TraceId, link.SpanId, link.TraceState, link.Flags, link.DroppedAttributes));
        Assert.Equal("retry", link.Attributes["why"].Text);
        Assert.Equal(("basket", "https://schema/resource"), (read.Resource.Service, read.Resource.SchemaUrl));
        Assert.Equal(("shop", "1.2", "https://schema/scope"), (read.Scope.Name, read.Scope.Version, read.Scope.SchemaUrl));
    }

    [Fact]
    public void Traces_ResourceAndScopeBehindTheSpans_AreTheSpans()
    {
        var scope = new Message().Add(2, Requests.Span("late")).Add(1, new Message().Add(1, "library"));
        var resource = new Message()
            .Add(2, scope)
            .Add(1, new Message().Add(1, Requests.Pair("service.name", Requests.Text("late service"))));

        var span = Assert.Single(ProtobufDecoder.Traces(new Message().Add(1, resource).ToArray()).Spans);

        Assert.Equal(("late service", "library"), (span.Resource.Service, span.Scope.Name));
    }

    [Fact]
    public void Traces_SpansWithoutIds_AreLeftOutAndCounted()
    {
        var batch = ProtobufDecoder.Traces(Requests.Of(
            Requests.Span("good"),
            Requests.Span("zero", traceId: new byte[16]),
            Requests.Span("short", spanId: [1, 2, 3]),
            new Message().Add(5, "none"),
            Requests.Span("timeless").AddFixed64(8, ulong.MaxValue)));

        Assert.Equal("good", Assert.Single(batch.Spans).Name);
        Assert.Equal(4, batch.Rejected);
        Assert.Equal("A span has no trace id or no span id.", batch.RejectionReason);
    }

    [Fact]
    public void Logs_ARecordWithEverything_IsReadWhole()
    {
        var log = new Message()
            .AddFixed64(1, 1_700_000_000_000_000_001)
            .AddVarint(2, 17)
            .Add(3, "ERROR")
            .Add(5, new Message().Add(6, new Message().Add(1, Requests.Pair("role", Requests.Text("user")))))
            .Add(6, Requests.Pair("event.name", Requests.Text("old")))
            .AddVarint(7, 2)
            .AddFixed32(8, 1)
            .Add(9, Requests.TraceId)
            .Add(10, Requests.SpanId)
            .AddFixed64(11, 1_700_000_000_000_000_002)
            .Add(12, "gen_ai.user.message");

        var read = Assert.Single(ProtobufDecoder.Logs(Requests.Of(log)).Logs);

        Assert.Equal((1_700_000_000_000_000_001, 1_700_000_000_000_000_002), (read.Time, read.ObservedTime));
        Assert.Equal((17, "ERROR", "gen_ai.user.message"), (read.Severity, read.SeverityText, read.EventName));
        Assert.Equal("user", read.Body.Map!["role"].Text);
        Assert.Equal("old", read.Attributes["event.name"].Text);
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (Ids.Hex(read.TraceId), Ids.Hex(read.SpanId)));
        Assert.Equal((1u, 2u), (read.Flags, read.DroppedAttributes));
        Assert.Equal("shop", read.Scope.Name);
    }

    [Fact]
    public void Logs_AnIdOfAWrongLength_BelongsToNoTrace()
    {
        var read = Assert.Single(ProtobufDecoder.Logs(Requests.Of(new Message().Add(9, new byte[] { 1 }).Add(10, Requests.SpanId))).Logs);

        Assert.Equal((UInt128.Zero, 0ul), (read.TraceId, read.SpanId));
    }

    [Fact]
    public void Traces_AnIdOfAWrongLength_SaysSo()
    {
        var batch = ProtobufDecoder.Traces(Requests.Of(Requests.Span("short", traceId: [1, 2, 3])));

        Assert.Equal("A span has an id of a wrong length: a trace id is 16 bytes, a span id 8.", batch.RejectionReason);
    }
}
