using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>SummaryDataPoint</c>.</summary>
internal static class ProtobufSummary
{
    private const uint StartTime = (2 << 3) | WireType.Fixed64;
    private const uint Time = (3 << 3) | WireType.Fixed64;
    private const uint Count = (4 << 3) | WireType.Fixed64;
    private const uint Sum = (5 << 3) | WireType.Fixed64;
    private const uint ValueAtQuantile = (6 << 3) | WireType.Length;
    private const uint Attribute = (7 << 3) | WireType.Length;
    private const uint Flags = (8 << 3) | WireType.Varint;

    private const uint Quantile = (1 << 3) | WireType.Fixed64;
    private const uint Value = (2 << 3) | WireType.Fixed64;

    public static MetricPoint? Read(ReadOnlySpan<byte> message, TelemetryBatch batch)
    {
        var fields = new PointFields { Attributes = ProtobufValues.Attributes(message, Attribute, "SummaryDataPoint") };
        ulong count = 0;
        double sum = 0;
        List<(double, double)> quantiles = [];
        var reader = new WireReader(message, "SummaryDataPoint");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case StartTime: fields.StartTime = reader.Number; break;
                case Time: fields.Time = reader.Number; break;
                case Count: count = reader.Number; break;
                case Sum: sum = reader.Double; break;
                case ValueAtQuantile: quantiles.Add(ReadQuantile(reader.Bytes)); break;
                case Flags: fields.Flags = (uint)reader.Number; break;
            }
        }

        return batch.IsRejected(Rejections.OfTimes("point", fields.StartTime, fields.Time))
            ? null
            : fields.Distribution(new Distribution { Count = count, Sum = sum, Quantiles = quantiles });
    }

    private static (double Quantile, double Value) ReadQuantile(ReadOnlySpan<byte> message)
    {
        double quantile = 0, value = 0;
        var reader = new WireReader(message, "ValueAtQuantile");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case Quantile: quantile = reader.Double; break;
                case Value: value = reader.Double; break;
            }
        }

        return (quantile, value);
    }
}
