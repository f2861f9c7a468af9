using System.Text;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>
/// Whatever a sender sends, a decoder gives a batch or says that it is not OTLP, and allocates no more than in proportion to it.
/// The random bytes are the same in each run.
/// </summary>
public sealed class FuzzTests
{
    private const int Rounds = 1000;

    private static readonly byte[] Traces = Requests.Of(
        Requests.Span("one")
            .Add(9, Requests.Pair("list", new Message().Add(5, new Message().Add(1, Requests.Text("a")))))
            .Add(11, new Message().AddFixed64(1, 1).Add(2, "event").Add(3, Requests.Pair("k", Requests.Whole(1))))
            .Add(13, new Message().Add(1, Requests.TraceId).Add(2, Requests.SpanId))
            .Add(15, new Message().Add(2, "no").AddVarint(3, 2)),
        Requests.Span("two"));

    private static readonly byte[] Logs = Requests.Of(new Message().Add(3, "Info").Add(5, Requests.Text("hello")).Add(9, Requests.TraceId));

    private static readonly byte[] Metrics = Requests.Of(
        new Message().Add(1, "a").Add(9, new Message().Add(1, new Message().AddPackedFixed64(6, 1, 2).AddPackedDoubles(7, 5))),
        new Message().Add(1, "b").Add(10, new Message().Add(1, new Message().Add(8, new Message().AddPackedVarints(2, 1, 300)))));

    public static TheoryData<string> Kinds => ["traces", "logs", "metrics", "JSON traces", "JSON logs", "JSON metrics"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_CutOffAnywhere_GivesABatchOrSaysNo(string kind)
    {
        var request = Valid(kind);

        for (var length = 0; length < request.Length; length++)
        {
            Survives(kind, request[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_Mutated_GivesABatchOrSaysNo(string kind)
    {
        var random = new Random(1);
        var request = Valid(kind);
        for (var round = 0; round < Rounds; round++)
        {
            var mutated = request.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            Survives(kind, mutated);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_RandomBytes_GivesABatchOrSaysNo(string kind)
    {
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Survives(kind, bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_PartsRepeatedAndSwapped_GivesABatchOrSaysNo(string kind)
    {
        var random = new Random(3);
        var request = Valid(kind);
        for (var round = 0; round < Rounds; round++)
        {
            var from = random.Next(request.Length);
            var part = request[from..random.Next(from, request.Length)];
            var to = random.Next(request.Length);
            Survives(kind, [.. request[..to], .. part, .. part, .. request[to..]]);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f })]
    [InlineData(new byte[] { 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f })]
    [InlineData(new byte[] { 0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    [InlineData(new byte[] { 0x0a, 0x06, 0x12, 0x04, 0x12, 0x7f, 0x00, 0x00 })]
    [InlineData(new byte[] { 0x0b, 0x0b, 0x0b, 0x0b })]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0x09, 0x01 })]
    public void Decode_LengthsAndTagsThatCannotBe_SaysNo(byte[] request)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<OtlpFormatException>(() => ProtobufDecoder.Traces(request));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(5_000, false)]
    public void Decode_ValuesInValues_HasADepthItDoesNotPass(int depth, bool isTaken)
    {
        var lists = new Message();
        var maps = new Message();
        StringBuilder json = new();
        for (var i = 0; i < depth; i++)
        {
            lists = new Message().Add(5, new Message().Add(1, lists));
            maps = new Message().Add(6, new Message().Add(1, Requests.Pair("k", maps)));
        }

        json.Insert(0, "{\"arrayValue\":{\"values\":[", depth).Append("{}").Append(string.Concat(Enumerable.Repeat("]}}", depth)));
        var log = Encoding.UTF8.GetBytes($$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{{json}}}]}]}]}""");

        Assert.Equal(isTaken, Reads(() => ProtobufDecoder.Logs(Requests.Of(new Message().Add(5, lists)))));
        Assert.Equal(isTaken, Reads(() => ProtobufDecoder.Logs(Requests.Of(new Message().Add(5, maps)))));
        Assert.Equal(isTaken, Reads(() => JsonDecoder.Logs(log)));
    }

    [Fact]
    public void Decode_ManyEmptyItems_AllocatesInProportion()
    {
        var scope = new Message();
        var log = new Message();
        var list = new Message();
        for (var i = 0; i < 100_000; i++)
        {
            scope.Add(2, new Message());
            log.Add(6, new Message());
            list.Add(1, new Message());
        }

        var spans = new Message().Add(1, new Message().Add(2, scope)).ToArray();
        var attributes = Requests.Of(log);
        var members = Requests.Of(new Message().Add(5, new Message().Add(5, list)));

        Assert.InRange(Allocated(() => ProtobufDecoder.Traces(spans)), 0, spans.Length);
        Assert.InRange(Allocated(() => ProtobufDecoder.Logs(attributes)), 0, attributes.Length * 20L);
        Assert.InRange(Allocated(() => ProtobufDecoder.Logs(members)), 0, members.Length * 20L);
        Assert.Equal(100_000, ProtobufDecoder.Traces(spans).Rejected);
    }

    [Fact]
    public void Decode_MorePartsThanAnySenderSends_SaysNoWithBoundedMemory()
    {
        var scope = new Message();
        var span = Requests.Span("eventful");
        for (var i = 0; i < 260_000; i++)
        {
            scope.Add(2, []);
            span.Add(11, []);
        }

        var logs = new Message().Add(1, new Message().Add(2, scope)).ToArray();
        var events = Requests.Of(span);
        var json = Encoding.UTF8.GetBytes(
            $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{string.Join(',', Enumerable.Repeat("{}", 260_000))}}]}]}]}""");

        Assert.InRange(Allocated(() => Assert.False(Reads(() => ProtobufDecoder.Logs(logs)))), 0, 80 << 20);
        Assert.InRange(Allocated(() => Assert.False(Reads(() => ProtobufDecoder.Traces(events)))), 0, 80 << 20);
        Assert.False(Reads(() => JsonDecoder.Logs(json)));
    }

    private static byte[] Valid(string kind) => kind switch
    {
        "traces" => Traces,
        "logs" => Logs,
        "metrics" => Metrics,
        "JSON traces" => Json.Of(ProtobufDecoder.Traces(Traces)).ToArray(),
        "JSON logs" => Json.Of(ProtobufDecoder.Logs(Logs)).ToArray(),
        _ => Json.Of(ProtobufDecoder.Metrics(Metrics)).ToArray(),
    };

    private static TelemetryBatch Decode(string kind, byte[] request) => kind switch
    {
        "traces" => ProtobufDecoder.Traces(request),
        "logs" => ProtobufDecoder.Logs(request),
        "metrics" => ProtobufDecoder.Metrics(request),
        "JSON traces" => JsonDecoder.Traces(request),
        "JSON logs" => JsonDecoder.Logs(request),
        _ => JsonDecoder.Metrics(request),
    };

    private static void Survives(string kind, byte[] request)
    {
        var allocated = Allocated(() => Reads(() => Decode(kind, request)));

        Assert.True(
            allocated < 64 * 1024 + (request.Length * 64L), $"{allocated} bytes for {request.Length}: {Convert.ToHexString(request)}");
    }

    /// <summary>Whether it gives a batch. Any error but the one that says no is the test's own failure.</summary>
    private static bool Reads(Func<TelemetryBatch> decode)
    {
        try
        {
            return decode().Rejected >= 0;
        }
        catch (OtlpFormatException error)
        {
            Assert.NotEmpty(error.Message);
            return false;
        }
    }

    private static long Allocated(Action act)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        act();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
