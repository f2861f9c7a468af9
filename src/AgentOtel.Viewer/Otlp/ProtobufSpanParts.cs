using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes the events and links of OTLP's <c>Span</c>.</summary>
internal static class ProtobufSpanParts
{
    private const uint EventTime = (1 << 3) | WireType.Fixed64;
    private const uint EventName = (2 << 3) | WireType.Length;
    private const uint EventAttribute = (3 << 3) | WireType.Length;
    private const uint EventDroppedAttributes = (4 << 3) | WireType.Varint;

    private const uint LinkTraceId = (1 << 3) | WireType.Length;
    private const uint LinkSpanId = (2 << 3) | WireType.Length;
    private const uint LinkTraceState = (3 << 3) | WireType.Length;
    private const uint LinkAttribute = (4 << 3) | WireType.Length;
    private const uint LinkDroppedAttributes = (5 << 3) | WireType.Varint;
    private const uint LinkFlags = (6 << 3) | WireType.Fixed32;

    public static void AddEvent(List<SpanEvent> events, ReadOnlySpan<byte> message, TelemetryBatch batch)
    {
        batch.CountPart();
        ulong time = 0;
        var name = "";
        uint dropped = 0;
        var reader = new WireReader(message, "Event");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case EventTime: time = reader.Number; break;
                case EventName: name = TextPool.Names.Get(reader.Bytes); break;
                case EventDroppedAttributes: dropped = (uint)reader.Number; break;
            }
        }

        events.Add(new SpanEvent(name, Rejections.TimeOrNone(time), ProtobufValues.Attributes(message, EventAttribute, "Event"), dropped));
    }

    /// <summary>A link to nowhere is left out.</summary>
    public static void AddLink(List<SpanLink> links, ReadOnlySpan<byte> message, TelemetryBatch batch)
    {
        batch.CountPart();
        UInt128 traceId = 0;
        ulong spanId = 0;
        var traceState = "";
        uint flags = 0, dropped = 0;
        var reader = new WireReader(message, "Link");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case LinkTraceId: _ = ProtobufValues.TryTraceId(reader.Bytes, out traceId); break;
                case LinkSpanId: _ = ProtobufValues.TrySpanId(reader.Bytes, out spanId); break;
                case LinkTraceState: traceState = TextPool.Values.Get(reader.Bytes); break;
                case LinkDroppedAttributes: dropped = (uint)reader.Number; break;
                case LinkFlags: flags = (uint)reader.Number; break;
            }
        }

        if (traceId != 0 && spanId != 0)
        {
            links.Add(new SpanLink(traceId, spanId, traceState, ProtobufValues.Attributes(message, LinkAttribute, "Link"), flags, dropped));
        }
    }
}
