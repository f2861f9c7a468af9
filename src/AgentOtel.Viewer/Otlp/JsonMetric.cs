using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes a metric from OTLP JSON.</summary>
internal static class JsonMetric
{
    public static void Read(JsonElement metric, Resource resource, Scope scope, TelemetryBatch batch)
    {
        // A metric of no kind that is known has no points that could be counted.
        if (TypeOf(metric, out var data) is not { } type)
        {
            return;
        }

        var count = data.Length("dataPoints"u8);
        var name = metric.Text("name"u8, TextPool.Names);
        if (name.Length == 0)
        {
            batch.Reject(Rejections.NamelessMetric, count);
            return;
        }

        var points = new List<MetricPoint>(Math.Min(count, Limits.Parts));
        foreach (var item in data.Items("dataPoints"u8))
        {
            batch.CountPart();
            if (JsonPoint.Read(item.OfKind(JsonValueKind.Object, "dataPoints"u8), type, batch) is { } point)
            {
                points.Add(point);
            }
        }

        if (points.Count > 0)
        {
            batch.Metrics.Add(new MetricRecord
            {
                Resource = resource,
                Scope = scope,
                Name = name,
                Description = metric.Text("description"u8, TextPool.Names),
                Unit = metric.Text("unit"u8, TextPool.Names),
                Type = type,
                Temporality = Enums.Temporality(data.Enum("aggregationTemporality"u8, Enums.TemporalityNames)),
                IsMonotonic = data.Flag("isMonotonic"u8),
                Points = points,
            });
        }
    }

    private static MetricType? TypeOf(JsonElement metric, out JsonElement data)
    {
        MetricType? type =
            metric.Has("gauge"u8, out data) ? MetricType.Gauge
            : metric.Has("sum"u8, out data) ? MetricType.Sum
            : metric.Has("histogram"u8, out data) ? MetricType.Histogram
            : metric.Has("exponentialHistogram"u8, out data) ? MetricType.ExponentialHistogram
            : metric.Has("summary"u8, out data) ? MetricType.Summary
            : null;
        return type;
    }
}
