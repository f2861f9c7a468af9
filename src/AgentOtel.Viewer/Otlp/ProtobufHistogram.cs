using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>HistogramDataPoint</c>.</summary>
internal static class ProtobufHistogram
{
    private const uint StartTime = (2 << 3) | WireType.Fixed64;
    private const uint Time = (3 << 3) | WireType.Fixed64;
    private const uint Count = (4 << 3) | WireType.Fixed64;
    private const uint Sum = (5 << 3) | WireType.Fixed64;
    private const uint BucketCount = (6 << 3) | WireType.Fixed64;
    private const uint BucketCounts = (6 << 3) | WireType.Length;
    private const uint Bound = (7 << 3) | WireType.Fixed64;
    private const uint Bounds = (7 << 3) | WireType.Length;
    private const uint Exemplar = (8 << 3) | WireType.Length;
    private const uint Attribute = (9 << 3) | WireType.Length;
    private const uint Flags = (10 << 3) | WireType.Varint;
    private const uint Min = (11 << 3) | WireType.Fixed64;
    private const uint Max = (12 << 3) | WireType.Fixed64;

    public static MetricPoint? Read(ReadOnlySpan<byte> message, TelemetryBatch batch)
    {
        var fields = new PointFields { Attributes = ProtobufValues.Attributes(message, Attribute, "HistogramDataPoint") };
        ulong count = 0;
        double? sum = null, min = null, max = null;
        List<double> bounds = [];
        List<ulong> counts = [];
        var reader = new WireReader(message, "HistogramDataPoint");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case StartTime: fields.StartTime = reader.Number; break;
                case Time: fields.Time = reader.Number; break;
                case Count: count = reader.Number; break;
                case Sum: sum = reader.Double; break;
                case BucketCount: counts.Add(reader.Number); break;
                case BucketCounts: PackedNumbers.AddFixed64(counts, reader.Bytes); break;
                case Bound: bounds.Add(reader.Double); break;
                case Bounds: PackedNumbers.AddDoubles(bounds, reader.Bytes); break;
                case Exemplar: ProtobufExemplar.Add(ref fields, reader.Bytes, batch); break;
                case Flags: fields.Flags = (uint)reader.Number; break;
                case Min: min = reader.Double; break;
                case Max: max = reader.Double; break;
            }
        }

        return batch.IsRejected(Rejections.OfTimes("point", fields.StartTime, fields.Time) ?? Rejections.OfBuckets(bounds.Count, counts.Count))
            ? null
            : fields.Distribution(new Distribution { Count = count, Sum = sum, Min = min, Max = max, Bounds = bounds, Counts = counts });
    }
}
