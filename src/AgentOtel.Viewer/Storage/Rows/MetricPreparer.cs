using System.Text;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Makes the rows of an instrument's points. Not thread-safe; made to be used again.</summary>
internal sealed class MetricPreparer(AttributeJson json, OriginPreparer origins)
{
    public MetricRow Row(MetricRecord metric)
    {
        var points = new PointRow[metric.Points.Count];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = Row(metric.Points[i]);
        }

        var key = new InstrumentKey(metric.Name, metric.Type, metric.Unit, metric.Temporality, metric.IsMonotonic);
        return new MetricRow(key, metric.Description, origins.Row(metric.Resource), origins.Row(metric.Scope), points);
    }

    private PointRow Row(MetricPoint point) => new(
        Encoding.UTF8.GetString(json.Object(InOrder(point.Attributes))),
        point.Time,
        point.StartTime,
        point.Distribution is null && double.IsFinite(point.Value) ? point.Value : null,
        point.IsWhole,
        point.Distribution is null ? null : json.Write(point.Distribution, static (writer, _, distribution) => Write(writer, distribution)),
        point.Exemplars.Count == 0 ? null : json.Write(point.Exemplars, static (writer, json, exemplars) => Write(writer, json, exemplars)));

    // Senders are free in the order of labels; a series is one whatever it is.
    private static Attributes InOrder(Attributes attributes)
    {
        var isInOrder = true;
        string? last = null;
        foreach (var attribute in attributes)
        {
            isInOrder &= last is null || string.CompareOrdinal(last, attribute.Key) < 0;
            last = attribute.Key;
        }

        if (isInOrder)
        {
            return attributes;
        }

        var items = new List<TelemetryAttribute>(attributes.Count);
        foreach (var attribute in attributes)
        {
            items.Add(attribute);
        }

        items.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        var sorted = new Attributes(items.Count);
        foreach (var item in items)
        {
            sorted.Add(item.Key, item.Value);
        }

        return sorted;
    }

    private static void Write(Utf8JsonWriter writer, Distribution distribution)
    {
        writer.WriteStartObject();
        writer.WriteNumber("count"u8, distribution.Count);
        WriteNumber(writer, "sum"u8, distribution.Sum);
        WriteNumber(writer, "min"u8, distribution.Min);
        WriteNumber(writer, "max"u8, distribution.Max);
        WriteNumbers(writer, "bounds"u8, distribution.Bounds);
        WriteNumbers(writer, "counts"u8, distribution.Counts);
        if (distribution.PositiveCounts.Count + distribution.NegativeCounts.Count > 0 || distribution.ZeroCount > 0)
        {
            writer.WriteNumber("scale"u8, distribution.Scale);
            writer.WriteNumber("zeroCount"u8, distribution.ZeroCount);
            writer.WriteNumber("zeroThreshold"u8, distribution.ZeroThreshold);
            writer.WriteNumber("positiveOffset"u8, distribution.PositiveOffset);
            WriteNumbers(writer, "positiveCounts"u8, distribution.PositiveCounts);
            writer.WriteNumber("negativeOffset"u8, distribution.NegativeOffset);
            WriteNumbers(writer, "negativeCounts"u8, distribution.NegativeCounts);
        }

        if (distribution.Quantiles.Count > 0)
        {
            writer.WriteStartArray("quantiles"u8);
            foreach (var (quantile, value) in distribution.Quantiles)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(quantile);
                if (double.IsFinite(value))
                {
                    writer.WriteNumberValue(value);
                }
                else
                {
                    writer.WriteNullValue();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, AttributeJson json, IReadOnlyList<Exemplar> exemplars)
    {
        writer.WriteStartArray();
        for (var i = 0; i < exemplars.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteNumber("time"u8, exemplars[i].Time);
            WriteNumber(writer, "value"u8, exemplars[i].Value);
            if (exemplars[i].TraceId != 0)
            {
                writer.WriteString("traceId"u8, Ids.Hex(exemplars[i].TraceId));
                writer.WriteString("spanId"u8, Ids.Hex(exemplars[i].SpanId));
            }

            writer.WritePropertyName("attributes"u8);
            json.Write(exemplars[i].Attributes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            writer.WriteNumberValue(values[i]);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<ulong> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            writer.WriteNumberValue(values[i]);
        }

        writer.WriteEndArray();
    }
}
