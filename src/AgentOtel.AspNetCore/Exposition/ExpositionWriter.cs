using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace AgentOtel.AspNetCore;

/// <summary>Writes metrics in Prometheus's text format or in OpenMetrics, family by family.</summary>
internal sealed class ExpositionWriter(bool isOpenMetrics)
{
    // A sum of whole numbers keeps its exemplars so.
    private delegate double ExemplarValue(in Exemplar exemplar);

    private readonly ExpositionText _text = new();
    private readonly SeriesLabels _labels = new();

    public byte[] ToArray()
    {
        if (isOpenMetrics)
        {
            _text.Add("# EOF\n");
        }

        return _text.ToArray();
    }

    public void Write(in Batch<Metric> batch, Resource resource)
    {
        _labels.SetResource(resource);
        WriteTarget(resource);
        Dictionary<string, List<Metric>> families = new(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            var name = NameOf(metric);
            if (families.TryGetValue(name, out var family))
            {
                // Two meters may have an instrument of one name; of another kind it would break the family.
                if (KindOf(family[0]) == KindOf(metric))
                {
                    family.Add(metric);
                }
            }
            else if (name.Length > 0)
            {
                families[name] = [metric];
            }
        }

        foreach (var (name, family) in families)
        {
            WriteFamily(name, family);
        }
    }

    private static string NameOf(Metric metric)
    {
        var kind = KindOf(metric);
        return PrometheusNames.OfMetric(metric.Name, metric.Unit, kind == "counter", kind == "gauge" && !IsSum(metric));
    }

    private static string KindOf(Metric metric) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram or MetricType.ExponentialHistogram => "histogram",
        _ => "gauge",
    };

    private static bool IsSum(Metric metric) => metric.MetricType is MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic;

    private void WriteTarget(Resource resource)
    {
        _text.Add(isOpenMetrics ? "# TYPE target info\n# HELP target Target metadata\n" : "# HELP target_info Target metadata\n# TYPE target_info gauge\n");
        _text.Add("target_info");
        _labels.WriteResource(_text, resource);
        _text.Add(" 1\n");
    }

    private void WriteFamily(string name, List<Metric> family)
    {
        var kind = KindOf(family[0]);
        WriteHead(name, kind, family[0]);
        HashSet<string>? seen = family.Count > 1 ? new(StringComparer.Ordinal) : null;
        foreach (var metric in family)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                _labels.SetPoint(point.Tags);
                if (seen is not null && !seen.Add(_labels.Key()))
                {
                    continue;
                }

                WritePoint(name, metric.MetricType, point);
            }
        }
    }

    /// <summary>OpenMetrics names a counter's family without its suffix.</summary>
    private void WriteHead(string name, string kind, Metric metric)
    {
        var family = isOpenMetrics && kind == "counter" ? name[..^"_total".Length] : name;
        _text.Add("# HELP ", family, " ");
        _text.AddHelp(metric.Description.Length > 0 ? metric.Description : metric.Name);
        _text.Add("\n# TYPE ", family, " ", kind, "\n");
        var unit = PrometheusNames.OfUnit(metric.Unit);
        if (isOpenMetrics && unit.Length > 0 && family.EndsWith($"_{unit}", StringComparison.Ordinal))
        {
            _text.Add("# UNIT ", family, " ", unit, "\n");
        }
    }

    private void WritePoint(string name, MetricType type, in MetricPoint point)
    {
        switch (type)
        {
            case MetricType.LongSum:
                WriteCounter(name, point.GetSumLong(), point, static (in Exemplar exemplar) => exemplar.LongValue);
                break;
            case MetricType.DoubleSum:
                WriteCounter(name, point.GetSumDouble(), point, static (in Exemplar exemplar) => exemplar.DoubleValue);
                break;
            case MetricType.LongSumNonMonotonic:
                WriteSample(name, point.GetSumLong());
                break;
            case MetricType.DoubleSumNonMonotonic:
                WriteSample(name, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                WriteSample(name, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                WriteSample(name, point.GetGaugeLastValueDouble());
                break;
            default:
                WriteHistogram(name, type, point);
                break;
        }
    }

    private void WriteSample(string name, double value, string suffix = "")
    {
        _text.Add(name, suffix);
        _labels.Write(_text);
        _text.Add(" ");
        _text.Add(value);
        _text.Add("\n");
    }

    private void WriteCounter(string name, double value, in MetricPoint point, ExemplarValue read)
    {
        _text.Add(name);
        _labels.Write(_text);
        _text.Add(" ");
        _text.Add(value);
        if (isOpenMetrics && point.TryGetExemplars(out var exemplars))
        {
            foreach (ref readonly var exemplar in exemplars)
            {
                WriteExemplar(exemplar, read(exemplar));
                break;
            }
        }

        _text.Add("\n");
        WriteCreated(name[..^"_total".Length], point);
    }

    /// <summary>Since when it counts: Prometheus puts a zero there, without which what a new series begins with counts nowhere.</summary>
    private void WriteCreated(string family, in MetricPoint point)
    {
        if (isOpenMetrics)
        {
            WriteSample(family, point.StartTime.ToUnixTimeMilliseconds() / 1000d, "_created");
        }
    }

    private void WriteHistogram(string name, MetricType type, in MetricPoint point)
    {
        var total = point.GetHistogramCount();
        var below = double.NegativeInfinity;
        var hasExemplars = point.TryGetExemplars(out var exemplars) && isOpenMetrics;
        if (type is MetricType.Histogram)
        {
            long count = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                count += bucket.BucketCount;
                WriteBucket(name, bucket.ExplicitBound, count);
                if (hasExemplars)
                {
                    WriteExemplarIn(exemplars, below, bucket.ExplicitBound);
                }

                below = bucket.ExplicitBound;
                _text.Add("\n");
            }
        }

        if (!double.IsPositiveInfinity(below))
        {
            // Without bounds, or with those of an exponential histogram, which this format cannot carry.
            WriteBucket(name, double.PositiveInfinity, total);
            _text.Add("\n");
        }

        WriteSample(name, point.GetHistogramSum(), "_sum");
        WriteSample(name, total, "_count");
        WriteCreated(name, point);
    }

    private void WriteBucket(string name, double bound, long count)
    {
        _text.Add(name, "_bucket");
        _labels.Write(_text, bound);
        _text.Add(" ");
        _text.Add(count);
    }

    private void WriteExemplarIn(in ReadOnlyExemplarCollection exemplars, double below, double bound)
    {
        foreach (ref readonly var exemplar in exemplars)
        {
            if (exemplar.DoubleValue > below && exemplar.DoubleValue <= bound)
            {
                WriteExemplar(exemplar, exemplar.DoubleValue);
                return;
            }
        }
    }

    private void WriteExemplar(in Exemplar exemplar, double value)
    {
        if (exemplar.TraceId == default)
        {
            return;
        }

        _text.Add(" # {trace_id=\"", exemplar.TraceId.ToHexString(), "\",span_id=\"", exemplar.SpanId.ToHexString());
        _text.Add("\"} ");
        _text.Add(value);
        _text.Add(" ");
        _text.Add(exemplar.Timestamp.ToUnixTimeMilliseconds() / 1000d);
    }
}
