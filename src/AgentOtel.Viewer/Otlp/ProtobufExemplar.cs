using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>Exemplar</c>.</summary>
internal static class ProtobufExemplar
{
    private const uint Time = (2 << 3) | WireType.Fixed64;
    private const uint Real = (3 << 3) | WireType.Fixed64;
    private const uint SpanId = (4 << 3) | WireType.Length;
    private const uint TraceId = (5 << 3) | WireType.Length;
    private const uint Whole = (6 << 3) | WireType.Fixed64;
    private const uint Attribute = (7 << 3) | WireType.Length;

    public static void Add(ref PointFields fields, ReadOnlySpan<byte> message, TelemetryBatch batch)
    {
        batch.CountPart();
        UInt128 traceId = 0;
        ulong spanId = 0, time = 0;
        double value = 0;
        var reader = new WireReader(message, "Exemplar");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case Time: time = reader.Number; break;
                case Real: value = reader.Double; break;
                case Whole: value = (long)reader.Number; break;
                case SpanId: _ = ProtobufValues.TrySpanId(reader.Bytes, out spanId); break;
                case TraceId: _ = ProtobufValues.TryTraceId(reader.Bytes, out traceId); break;
            }
        }

        (fields.Exemplars ??= []).Add(
            new Exemplar(Rejections.TimeOrNone(time), value, traceId, spanId, ProtobufValues.Attributes(message, Attribute, "Exemplar")));
    }
}
