using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes OTLP's <c>Metric</c> with the points in it.</summary>
internal static class ProtobufMetric
{
    private const uint Name = (1 << 3) | WireType.Length;
    private const uint Description = (2 << 3) | WireType.Length;
    private const uint Unit = (3 << 3) | WireType.Length;
    private const uint Gauge = (5 << 3) | WireType.Length;
    private const uint Sum = (7 << 3) | WireType.Length;
    private const uint Histogram = (9 << 3) | WireType.Length;
    private const uint ExponentialHistogram = (10 << 3) | WireType.Length;
    private const uint Summary = (11 << 3) | WireType.Length;

    // Alike in all kinds of data that have them.
    private const uint Point = (1 << 3) | WireType.Length;
    private const uint AggregationTemporality = (2 << 3) | WireType.Varint;
    private const uint IsMonotonic = (3 << 3) | WireType.Varint;

    public static void Read(ReadOnlySpan<byte> message, Resource resource, Scope scope, TelemetryBatch batch)
    {
        string name = "", description = "", unit = "";
        MetricType? type = null;
        ReadOnlySpan<byte> data = default;
        var reader = new WireReader(message, "Metric");
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case Name: name = TextPool.Names.Get(reader.Bytes); break;
                case Description: description = TextPool.Names.Get(reader.Bytes); break;
                case Unit: unit = TextPool.Names.Get(reader.Bytes); break;
                case Gauge or Sum or Histogram or ExponentialHistogram or Summary:
                    type = TypeOf(reader.Tag);
                    data = reader.Bytes;
                    break;
            }
        }

        // A metric of no kind that is known has no points that could be counted.
        if (type is null)
        {
            return;
        }

        reader = new WireReader(data, "a metric's data");
        var count = reader.Count(Point);
        if (name.Length == 0)
        {
            batch.Reject(Rejections.NamelessMetric, count);
            return;
        }

        Temporality temporality = default;
        var isMonotonic = false;
        var points = new List<MetricPoint>(Math.Min(count, Limits.Parts));
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case AggregationTemporality: temporality = Enums.Temporality(reader.Number); break;
                case IsMonotonic: isMonotonic = reader.Number != 0; break;
                case Point: Add(points, reader.Bytes, type.Value, batch); break;
            }
        }

        if (points.Count > 0)
        {
            batch.Metrics.Add(new MetricRecord
            {
                Resource = resource,
                Scope = scope,
                Name = name,
                Description = description,
                Unit = unit,
                Type = type.Value,
                Temporality = temporality,
                IsMonotonic = isMonotonic,
                Points = points,
            });
        }
    }

    private static MetricType TypeOf(uint tag) => tag switch
    {
        Gauge => MetricType.Gauge,
        Sum => MetricType.Sum,
        Histogram => MetricType.Histogram,
        ExponentialHistogram => MetricType.ExponentialHistogram,
        _ => MetricType.Summary,
    };

    private static void Add(List<MetricPoint> points, ReadOnlySpan<byte> message, MetricType type, TelemetryBatch batch)
    {
        batch.CountPart();
        var point = type switch
        {
            MetricType.Gauge or MetricType.Sum => ProtobufNumberPoint.Read(message, batch),
            MetricType.Histogram => ProtobufHistogram.Read(message, batch),
            MetricType.ExponentialHistogram => ProtobufExponentialHistogram.Read(message, batch),
            _ => ProtobufSummary.Read(message, batch),
        };
        if (point is not null)
        {
            points.Add(point);
        }
    }
}
