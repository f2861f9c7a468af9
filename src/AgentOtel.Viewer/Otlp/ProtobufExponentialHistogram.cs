using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>ExponentialHistogramDataPoint</c>.</summary>
internal static class ProtobufExponentialHistogram
{
    private const uint Attribute = (1 << 3) | WireType.Length;
    private const uint StartTime = (2 << 3) | WireType.Fixed64;
    private const uint Time = (3 << 3) | WireType.Fixed64;
    private const uint Count = (4 << 3) | WireType.Fixed64;
    private const uint Sum = (5 << 3) | WireType.Fixed64;
    private const uint Scale = (6 << 3) | WireType.Varint;
    private const uint ZeroCount = (7 << 3) | WireType.Fixed64;
    private const uint Positive = (8 << 3) | WireType.Length;
    private const uint Negative = (9 << 3) | WireType.Length;
    private const uint Flags = (10 << 3) | WireType.Varint;
    private const uint Exemplar = (11 << 3) | WireType.Length;
    private const uint Min = (12 << 3) | WireType.Fixed64;
    private const uint Max = (13 << 3) | WireType.Fixed64;
    private const uint ZeroThreshold = (14 << 3) | WireType.Fixed64;

    private const uint Offset = (1 << 3) | WireType.Varint;
    private const uint BucketCount = (2 << 3) | WireType.Varint;
    private const uint BucketCounts = (2 << 3) | WireType.Length;

    public static MetricPoint? Read(ReadOnlySpan<byte> message, TelemetryBatch batch)
    {
        var fields = new PointFields { Attributes = ProtobufValues.Attributes(message, Attribute, "ExponentialHistogramDataPoint") };
        ulong count = 0, zeroCount = 0;
        double? sum = null, min = null, max = null;
        var zeroThreshold = 0.0;
        int scale = 0, positiveOffset = 0, negativeOffset = 0;
        List<ulong> positive = [], negative = [];
        var reader = new WireReader(message, "ExponentialHistogramDataPoint");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case StartTime: fields.StartTime = reader.Number; break;
                case Time: fields.Time = reader.Number; break;
                case Count: count = reader.Number; break;
                case Sum: sum = reader.Double; break;
                case Scale: scale = reader.ZigZag; break;
                case ZeroCount: zeroCount = reader.Number; break;
                case Positive: positiveOffset = ReadBuckets(positive, reader.Bytes); break;
                case Negative: negativeOffset = ReadBuckets(negative, reader.Bytes); break;
                case Flags: fields.Flags = (uint)reader.Number; break;
                case Exemplar: ProtobufExemplar.Add(ref fields, reader.Bytes, batch); break;
                case Min: min = reader.Double; break;
                case Max: max = reader.Double; break;
                case ZeroThreshold: zeroThreshold = reader.Double; break;
            }
        }

        return batch.IsRejected(Rejections.OfTimes("point", fields.StartTime, fields.Time)) ? null : fields.Distribution(new Distribution
        {
            Count = count,
            Sum = sum,
            Min = min,
            Max = max,
            Scale = scale,
            ZeroCount = zeroCount,
            ZeroThreshold = zeroThreshold,
            PositiveOffset = positiveOffset,
            PositiveCounts = positive,
            NegativeOffset = negativeOffset,
            NegativeCounts = negative,
        });
    }

    /// <summary>The offset of the first of the counts, which are added to the list.</summary>
    private static int ReadBuckets(List<ulong> counts, ReadOnlySpan<byte> message)
    {
        var offset = 0;
        var reader = new WireReader(message, "Buckets");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case Offset: offset = reader.ZigZag; break;
                case BucketCount: counts.Add(reader.Number); break;
                case BucketCounts: PackedNumbers.AddVarints(counts, reader.Bytes); break;
            }
        }

        return offset;
    }
}
