using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Support;

/// <summary>Telemetry in a line: ids are small numbers, times milliseconds after <see cref="Start"/>.</summary>
internal static class Some
{
    /// <summary>2026-11-25 12:00:00 UTC, in nanoseconds.</summary>
    public const long Start = 1_795_608_000_000_000_000;

    public static readonly Resource Resource = Service("shop");

    public static readonly Scope Scope = new("tests", "1.0", Telemetry.Attributes.Empty);

    public static long At(double milliseconds) => Start + (long)(milliseconds * 1_000_000);

    public static Resource Service(string name) => new(Attributes(("service.name", name)));

    /// <summary>A span of 100 ms; <paramref name="to"/> of -1 is one that has not ended.</summary>
    public static SpanRecord Span(
        int trace,
        ulong id,
        ulong parent = 0,
        string name = "work",
        double from = 0,
        double to = 100,
        SpanKind kind = SpanKind.Internal,
        SpanStatus status = SpanStatus.Unset,
        string message = "",
        Resource? resource = null,
        uint flags = 0,
        params (string Key, object Value)[] attributes) => new()
        {
            Resource = resource ?? Resource,
            Scope = Scope,
            TraceId = TraceId(trace),
            SpanId = id,
            ParentSpanId = parent,
            Name = name,
            Kind = kind,
            StartTime = At(from),
            EndTime = to < 0 ? 0 : At(to),
            Status = status,
            StatusMessage = message,
            Flags = flags,
            Attributes = Attributes(attributes),
        };

    public static LogRecord Log(
        string body = "something happened",
        int trace = 0,
        ulong span = 0,
        double at = 0,
        int severity = 9,
        string eventName = "",
        string logger = "Shop.Orders",
        Resource? resource = null,
        params (string Key, object Value)[] attributes) => new()
        {
            Resource = resource ?? Resource,
            Scope = new Scope(logger, "", Telemetry.Attributes.Empty),
            Time = At(at),
            ObservedTime = At(at),
            Severity = severity,
            EventName = eventName,
            Body = AttributeValue.Of(body),
            Attributes = Attributes(attributes),
            TraceId = trace == 0 ? 0 : TraceId(trace),
            SpanId = span,
        };

    public static MetricRecord Metric(
        string name,
        MetricType type = MetricType.Gauge,
        string unit = "1",
        Temporality temporality = Temporality.Unspecified,
        bool isMonotonic = false,
        params MetricPoint[] points) => new()
        {
            Resource = Resource,
            Scope = Scope,
            Name = name,
            Type = type,
            Unit = unit,
            Temporality = temporality,
            IsMonotonic = isMonotonic,
            Points = points,
        };

    public static MetricPoint Point(double value, double at = 0, params (string Key, object Value)[] attributes) => new()
    {
        Attributes = Attributes(attributes),
        Time = At(at),
        StartTime = Start,
        Value = value,
    };

    public static TelemetryBatch Batch(params object[] items)
    {
        var batch = new TelemetryBatch();
        foreach (var item in items)
        {
            switch (item)
            {
                case SpanRecord span:
                    batch.Spans.Add(span);
                    break;
                case LogRecord log:
                    batch.Logs.Add(log);
                    break;
                case MetricRecord metric:
                    batch.Metrics.Add(metric);
                    break;
                default:
                    throw new ArgumentException($"{item} is no telemetry.", nameof(items));
            }
        }

        return batch;
    }

    /// <summary>0000…01 for 1, and so on.</summary>
    public static UInt128 TraceId(int number) => (UInt128)number;

    public static Attributes Attributes(params (string Key, object Value)[] attributes)
    {
        var all = new Attributes(attributes.Length);
        foreach (var (key, value) in attributes)
        {
            all.Add(key, Value(value));
        }

        return all;
    }

    public static IReadOnlyList<string> List(params string[] items) => items;

    public static AttributeValue Value(object value) => value switch
    {
        string text => AttributeValue.Of(text),
        bool flag => AttributeValue.Of(flag),
        int whole => AttributeValue.Of((long)whole),
        long whole => AttributeValue.Of(whole),
        double real => AttributeValue.Of(real),
        byte[] bytes => AttributeValue.Of(bytes),
        IEnumerable<string> list => AttributeValue.Of((IReadOnlyList<AttributeValue>)[.. list.Select(AttributeValue.Of)]),
        Attributes map => AttributeValue.Of(map),
        _ => throw new ArgumentException($"{value.GetType()} is no attribute's value.", nameof(value)),
    };
}
