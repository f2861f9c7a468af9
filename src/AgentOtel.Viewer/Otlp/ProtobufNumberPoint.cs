using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>NumberDataPoint</c>.</summary>
internal static class ProtobufNumberPoint
{
    private const uint StartTime = (2 << 3) | WireType.Fixed64;
    private const uint Time = (3 << 3) | WireType.Fixed64;
    private const uint Real = (4 << 3) | WireType.Fixed64;
    private const uint Exemplar = (5 << 3) | WireType.Length;
    private const uint Whole = (6 << 3) | WireType.Fixed64;
    private const uint Attribute = (7 << 3) | WireType.Length;
    private const uint Flags = (8 << 3) | WireType.Varint;

    public static MetricPoint? Read(ReadOnlySpan<byte> message, TelemetryBatch batch)
    {
        var fields = new PointFields { Attributes = ProtobufValues.Attributes(message, Attribute, "NumberDataPoint") };
        var (value, isWhole) = (0.0, false);
        var reader = new WireReader(message, "NumberDataPoint");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case StartTime: fields.StartTime = reader.Number; break;
                case Time: fields.Time = reader.Number; break;
                case Real: (value, isWhole) = (reader.Double, false); break;
                case Whole: (value, isWhole) = ((long)reader.Number, true); break;
                case Exemplar: ProtobufExemplar.Add(ref fields, reader.Bytes, batch); break;
                case Flags: fields.Flags = (uint)reader.Number; break;
            }
        }

        return batch.IsRejected(Rejections.OfTimes("point", fields.StartTime, fields.Time)) ? null : fields.Number(value, isWhole);
    }
}
