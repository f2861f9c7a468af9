using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>LogRecord</c>.</summary>
internal static class ProtobufLog
{
    private const uint Time = (1 << 3) | WireType.Fixed64;
    private const uint Severity = (2 << 3) | WireType.Varint;
    private const uint SeverityText = (3 << 3) | WireType.Length;
    private const uint Body = (5 << 3) | WireType.Length;
    private const uint Attribute = (6 << 3) | WireType.Length;
    private const uint DroppedAttributes = (7 << 3) | WireType.Varint;
    private const uint Flags = (8 << 3) | WireType.Fixed32;
    private const uint TraceId = (9 << 3) | WireType.Length;
    private const uint SpanId = (10 << 3) | WireType.Length;
    private const uint ObservedTime = (11 << 3) | WireType.Fixed64;
    private const uint EventName = (12 << 3) | WireType.Length;

    public static void Read(ReadOnlySpan<byte> message, Resource resource, Scope scope, TelemetryBatch batch)
    {
        UInt128 traceId = 0;
        ulong spanId = 0, time = 0, observed = 0;
        string severityText = "", eventName = "";
        var severity = 0;
        uint flags = 0, dropped = 0;
        ReadOnlySpan<byte> body = default;
        var reader = new WireReader(message, "LogRecord");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case Time: time = reader.Number; break;
                case Severity: severity = Enums.Severity(reader.Number); break;
                case SeverityText: severityText = TextPool.Names.Get(reader.Bytes); break;
                case Body: body = reader.Bytes; break;
                case DroppedAttributes: dropped = (uint)reader.Number; break;
                case Flags: flags = (uint)reader.Number; break;

                // The protocol has a record with an id that is none belong to no trace.
                case TraceId: _ = ProtobufValues.TryTraceId(reader.Bytes, out traceId); break;
                case SpanId: _ = ProtobufValues.TrySpanId(reader.Bytes, out spanId); break;
                case ObservedTime: observed = reader.Number; break;
                case EventName: eventName = TextPool.Names.Get(reader.Bytes); break;
            }
        }

        if (batch.IsRejected(Rejections.OfTimes("log record", time, observed)))
        {
            return;
        }

        batch.CountPart();
        batch.Logs.Add(new LogRecord
        {
            Resource = resource,
            Scope = scope,
            Time = (long)time,
            ObservedTime = (long)observed,
            Severity = severity,
            SeverityText = severityText,
            EventName = eventName,
            Body = ProtobufValues.Read(body),
            Attributes = ProtobufValues.Attributes(message, Attribute, "LogRecord"),
            TraceId = traceId,
            SpanId = traceId == 0 ? 0 : spanId,
            Flags = flags,
            DroppedAttributes = dropped,
        });
    }
}
