using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes the points of metrics from OTLP JSON.</summary>
internal static class JsonPoint
{
    /// <summary><see langword="null"/> where the point is left out, which the batch counts.</summary>
    public static MetricPoint? Read(JsonElement point, MetricType type, TelemetryBatch batch)
    {
        var fields = new PointFields
        {
            StartTime = point.Unsigned("startTimeUnixNano"u8),
            Time = point.Unsigned("timeUnixNano"u8),
            Flags = point.Unsigned32("flags"u8),
            Attributes = point.Attributes(),
            Exemplars = Exemplars(point, batch),
        };
        if (batch.IsRejected(Rejections.OfTimes("point", fields.StartTime, fields.Time)))
        {
            return null;
        }

        if (type is MetricType.Gauge or MetricType.Sum)
        {
            var value = Number(point, out var isWhole);
            return fields.Number(value, isWhole);
        }

        var distribution = type switch
        {
            MetricType.Histogram => Histogram(point),
            MetricType.ExponentialHistogram => ExponentialHistogram(point),
            _ => Summary(point),
        };
        return batch.IsRejected(Rejections.OfBuckets(distribution.Bounds.Count, distribution.Counts.Count)) ? null : fields.Distribution(distribution);
    }

    private static Distribution Histogram(JsonElement point) => new()
    {
        Count = point.Unsigned("count"u8),
        Sum = point.Real("sum"u8),
        Min = point.Real("min"u8),
        Max = point.Real("max"u8),
        Bounds = point.Reals("explicitBounds"u8),
        Counts = point.Unsigneds("bucketCounts"u8),
    };

    private static Distribution ExponentialHistogram(JsonElement point)
    {
        var positive = point.Object("positive"u8);
        var negative = point.Object("negative"u8);
        return new Distribution
        {
            Count = point.Unsigned("count"u8),
            Sum = point.Real("sum"u8),
            Min = point.Real("min"u8),
            Max = point.Real("max"u8),
            Scale = point.Signed("scale"u8),
            ZeroCount = point.Unsigned("zeroCount"u8),
            ZeroThreshold = point.Real("zeroThreshold"u8) ?? 0,
            PositiveOffset = positive.Signed("offset"u8),
            PositiveCounts = positive.Unsigneds("bucketCounts"u8),
            NegativeOffset = negative.Signed("offset"u8),
            NegativeCounts = negative.Unsigneds("bucketCounts"u8),
        };
    }

    private static Distribution Summary(JsonElement point)
    {
        List<(double, double)> quantiles = [];
        foreach (var item in point.Items("quantileValues"u8))
        {
            quantiles.Add((item.Real("quantile"u8) ?? 0, item.Real("value"u8) ?? 0));
        }

        return new Distribution { Count = point.Unsigned("count"u8), Sum = point.Real("sum"u8) ?? 0, Quantiles = quantiles };
    }

    private static double Number(JsonElement point, out bool isWhole)
    {
        isWhole = point.Has("asInt"u8, out var whole);
        if (!isWhole)
        {
            return point.Real("asDouble"u8) ?? 0;
        }

        return whole.TryWhole(out var number) ? number : throw JsonFields.Wrong("asInt"u8, "a whole number of 64 bits");
    }

    private static List<Exemplar>? Exemplars(JsonElement point, TelemetryBatch batch)
    {
        List<Exemplar>? exemplars = null;
        foreach (var item in point.Items("exemplars"u8))
        {
            batch.CountPart();
            _ = item.TryTraceId("traceId"u8, out var traceId);
            _ = item.TrySpanId("spanId"u8, out var spanId);
            (exemplars ??= []).Add(new Exemplar(
                Rejections.TimeOrNone(item.Unsigned("timeUnixNano"u8)),
                Number(item, out _),
                traceId,
                spanId,
                JsonValues.Attributes(item, "filteredAttributes"u8, depth: 0)));
        }

        return exemplars;
    }
}
