using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Writes what a point of a histogram, exponential histogram or summary holds as OTLP JSON.</summary>
internal static class JsonDistributionWriter
{
    public static void Write(Utf8JsonWriter json, MetricType type, Distribution distribution)
    {
        json.WriteWhole("count"u8, distribution.Count);
        json.WriteReal("sum"u8, distribution.Sum);
        json.WriteReal("min"u8, distribution.Min);
        json.WriteReal("max"u8, distribution.Max);
        switch (type)
        {
            case MetricType.Histogram:
                json.WriteWholes("bucketCounts"u8, distribution.Counts);
                json.WriteReals("explicitBounds"u8, distribution.Bounds);
                break;
            case MetricType.ExponentialHistogram:
                json.WriteSmall("scale"u8, distribution.Scale);
                json.WriteWhole("zeroCount"u8, distribution.ZeroCount);
                json.WriteReal("zeroThreshold"u8, distribution.ZeroThreshold);
                WriteBuckets(json, "positive"u8, distribution.PositiveOffset, distribution.PositiveCounts);
                WriteBuckets(json, "negative"u8, distribution.NegativeOffset, distribution.NegativeCounts);
                break;
            default:
                WriteQuantiles(json, distribution.Quantiles);
                break;
        }
    }

    private static void WriteBuckets(Utf8JsonWriter json, ReadOnlySpan<byte> name, int offset, IReadOnlyList<ulong> counts)
    {
        json.WriteStartObject(name);
        json.WriteSmall("offset"u8, offset);
        json.WriteWholes("bucketCounts"u8, counts);
        json.WriteEndObject();
    }

    private static void WriteQuantiles(Utf8JsonWriter json, IReadOnlyList<(double Quantile, double Value)> quantiles)
    {
        json.WriteStartArray("quantileValues"u8);
        foreach (var (quantile, value) in quantiles)
        {
            json.WriteStartObject();
            json.WriteReal("quantile"u8, quantile);
            json.WriteReal("value"u8, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
