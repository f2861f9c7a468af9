using System.Globalization;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Writes the fields of a metric as OTLP JSON.</summary>
internal static class JsonMetricWriter
{
    public static void Write(Utf8JsonWriter json, MetricRecord metric)
    {
        json.WriteText("name"u8, metric.Name);
        json.WriteText("description"u8, metric.Description);
        json.WriteText("unit"u8, metric.Unit);
        json.WriteStartObject(NameOf(metric.Type));
        json.WriteStartArray("dataPoints"u8);
        foreach (var point in metric.Points)
        {
            json.WriteStartObject();
            Write(json, metric.Type, point);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteSmall("aggregationTemporality"u8, (long)metric.Temporality);
        if (metric.IsMonotonic)
        {
            json.WriteBoolean("isMonotonic"u8, true);
        }

        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOf(MetricType type) => type switch
    {
        MetricType.Gauge => "gauge"u8,
        MetricType.Sum => "sum"u8,
        MetricType.Histogram => "histogram"u8,
        MetricType.ExponentialHistogram => "exponentialHistogram"u8,
        _ => "summary"u8,
    };

    private static void Write(Utf8JsonWriter json, MetricType type, MetricPoint point)
    {
        json.WriteAttributes(point.Attributes);
        json.WriteWhole("startTimeUnixNano"u8, point.StartTime);
        json.WriteWhole("timeUnixNano"u8, point.Time);
        json.WriteSmall("flags"u8, point.Flags);
        if (point.Distribution is { } distribution)
        {
            JsonDistributionWriter.Write(json, type, distribution);
        }
        else if (point.IsWhole)
        {
            json.WriteString("asInt"u8, ((long)point.Value).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteReal("asDouble"u8, point.Value);
        }

        WriteExemplars(json, point.Exemplars);
    }

    private static void WriteExemplars(Utf8JsonWriter json, IReadOnlyList<Exemplar> exemplars)
    {
        if (exemplars.Count == 0)
        {
            return;
        }

        json.WriteStartArray("exemplars"u8);
        foreach (var exemplar in exemplars)
        {
            json.WriteStartObject();
            json.WriteAttributes("filteredAttributes"u8, exemplar.Attributes);
            json.WriteWhole("timeUnixNano"u8, exemplar.Time);
            json.WriteReal("asDouble"u8, exemplar.Value);
            json.WriteId("spanId"u8, exemplar.SpanId);
            json.WriteId("traceId"u8, exemplar.TraceId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
