using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>Span</c>.</summary>
internal static class ProtobufSpan
{
    private const uint TraceId = (1 << 3) | WireType.Length;
    private const uint SpanId = (2 << 3) | WireType.Length;
    private const uint TraceState = (3 << 3) | WireType.Length;
    private const uint ParentSpanId = (4 << 3) | WireType.Length;
    private const uint Name = (5 << 3) | WireType.Length;
    private const uint Kind = (6 << 3) | WireType.Varint;
    private const uint StartTime = (7 << 3) | WireType.Fixed64;
    private const uint EndTime = (8 << 3) | WireType.Fixed64;
    private const uint Attribute = (9 << 3) | WireType.Length;
    private const uint DroppedAttributes = (10 << 3) | WireType.Varint;
    private const uint Event = (11 << 3) | WireType.Length;
    private const uint DroppedEvents = (12 << 3) | WireType.Varint;
    private const uint Link = (13 << 3) | WireType.Length;
    private const uint DroppedLinks = (14 << 3) | WireType.Varint;
    private const uint Status = (15 << 3) | WireType.Length;
    private const uint Flags = (16 << 3) | WireType.Fixed32;

    private const uint StatusMessage = (2 << 3) | WireType.Length;
    private const uint StatusCode = (3 << 3) | WireType.Varint;

    public static void Read(ReadOnlySpan<byte> message, Resource resource, Scope scope, TelemetryBatch batch)
    {
        UInt128 traceId = 0;
        ulong spanId = 0, parentId = 0, start = 0, end = 0;
        string name = "", traceState = "", statusMessage = "";
        SpanKind kind = default;
        SpanStatus status = default;
        uint flags = 0, droppedAttributes = 0, droppedEvents = 0, droppedLinks = 0;
        List<SpanEvent>? events = null;
        List<SpanLink>? links = null;
        var hasIds = true;
        var reader = new WireReader(message, "Span");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case TraceId: hasIds &= ProtobufValues.TryTraceId(reader.Bytes, out traceId); break;
                case SpanId: hasIds &= ProtobufValues.TrySpanId(reader.Bytes, out spanId); break;
                case TraceState: traceState = TextPool.Values.Get(reader.Bytes); break;
                case ParentSpanId: hasIds &= ProtobufValues.TrySpanId(reader.Bytes, out parentId); break;
                case Name: name = TextPool.Names.Get(reader.Bytes); break;
                case Kind: kind = Enums.Kind(reader.Number); break;
                case StartTime: start = reader.Number; break;
                case EndTime: end = reader.Number; break;
                case DroppedAttributes: droppedAttributes = (uint)reader.Number; break;
                case Event: ProtobufSpanParts.AddEvent(events ??= [], reader.Bytes, batch); break;
                case DroppedEvents: droppedEvents = (uint)reader.Number; break;
                case Link: ProtobufSpanParts.AddLink(links ??= [], reader.Bytes, batch); break;
                case DroppedLinks: droppedLinks = (uint)reader.Number; break;
                case Status: ReadStatus(reader.Bytes, ref status, ref statusMessage); break;
                case Flags: flags = (uint)reader.Number; break;
            }
        }

        if (batch.IsRejected(Rejections.OfSpan(hasIds, traceId, spanId, start, end)))
        {
            return;
        }

        batch.CountPart();
        batch.Spans.Add(new SpanRecord
        {
            Resource = resource,
            Scope = scope,
            TraceId = traceId,
            SpanId = spanId,
            ParentSpanId = parentId,
            TraceState = traceState,
            Flags = flags,
            Name = name,
            Kind = kind,
            StartTime = (long)start,
            EndTime = (long)end,
            Status = status,
            StatusMessage = statusMessage,
            Attributes = ProtobufValues.Attributes(message, Attribute, "Span"),
            Events = (IReadOnlyList<SpanEvent>?)events ?? [],
            Links = (IReadOnlyList<SpanLink>?)links ?? [],
            DroppedAttributes = droppedAttributes,
            DroppedEvents = droppedEvents,
            DroppedLinks = droppedLinks,
        });
    }

    private static void ReadStatus(ReadOnlySpan<byte> message, ref SpanStatus status, ref string text)
    {
        var reader = new WireReader(message, "Status");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case StatusMessage: text = TextPool.Values.Get(reader.Bytes); break;
                case StatusCode: status = Enums.Status(reader.Number); break;
            }
        }
    }
}
