namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>OTLP requests by the protocol's field numbers, made for the tests.</summary>
internal static class Requests
{
    public static readonly byte[] TraceId =
    [
        0x0a, 0xf7, 0x65, 0x19, 0x16, 0xcd, 0x43, 0xdd, 0x84, 0x48, 0xeb, 0x21, 0x1c, 0x80, 0x31, 0x9c,
    ];

    public static readonly byte[] SpanId = [0xb7, 0xad, 0x6b, 0x71, 0x69, 0x20, 0x33, 0x31];

    /// <summary>A request of any signal: one resource, one scope, these items.</summary>
    public static byte[] Of(params Message[] items)
    {
        var scope = new Message().Add(1, new Message().Add(1, "shop").Add(2, "1.2"));
        foreach (var item in items)
        {
            scope.Add(2, item);
        }

        return new Message()
            .Add(
                1,
                new Message()
                    .Add(1, new Message().Add(1, Pair("service.name", Text("basket"))))
                    .Add(2, scope.Add(3, "https://schema/scope"))
                    .Add(3, "https://schema/resource"))
            .ToArray();
    }

    public static Message Text(string text) => new Message().Add(1, text);

    public static Message Whole(long number) => new Message().AddVarint(3, (ulong)number);

    public static Message Pair(string key, Message value) => new Message().Add(1, key).Add(2, value);

    public static Message Span(string name, byte[]? traceId = null, byte[]? spanId = null) => new Message()
        .Add(1, traceId ?? TraceId)
        .Add(2, spanId ?? SpanId)
        .Add(5, name)
        .AddVarint(6, 3)
        .AddFixed64(7, 1_700_000_000_000_000_000)
        .AddFixed64(8, 1_700_000_001_000_000_000);
}
