using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>
/// Writes items as OTLP JSON, one request object in one line without its end: ids in hex, enumerations as numbers, 64-bit
/// numbers as text. Items of one resource and scope stand together, in the order given.
/// </summary>
internal static class JsonWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = Limits.JsonDepth,
        SkipValidation = true,
    };

    public static void Traces(IBufferWriter<byte> output, IEnumerable<SpanRecord> spans) =>
        Write(output, "resourceSpans"u8, "scopeSpans"u8, "spans"u8, spans, static span => (span.Resource, span.Scope), JsonSpanWriter.Write);

    public static void Logs(IBufferWriter<byte> output, IEnumerable<LogRecord> logs) =>
        Write(output, "resourceLogs"u8, "scopeLogs"u8, "logRecords"u8, logs, static log => (log.Resource, log.Scope), JsonLogWriter.Write);

    public static void Metrics(IBufferWriter<byte> output, IEnumerable<MetricRecord> metrics) =>
        Write(output, "resourceMetrics"u8, "scopeMetrics"u8, "metrics"u8, metrics, static metric => (metric.Resource, metric.Scope), JsonMetricWriter.Write);

    private static void Write<T>(
        IBufferWriter<byte> output,
        ReadOnlySpan<byte> groups,
        ReadOnlySpan<byte> scopes,
        ReadOnlySpan<byte> items,
        IEnumerable<T> all,
        Func<T, (Resource Resource, Scope Scope)> originOf,
        Action<Utf8JsonWriter, T> write)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartArray(groups);
        foreach (var resource in all.GroupBy(item => originOf(item).Resource))
        {
            json.WriteStartObject();
            json.WriteStartObject("resource"u8);
            json.WriteAttributes(resource.Key.Attributes);
            json.WriteEndObject();
            json.WriteStartArray(scopes);
            foreach (var scope in resource.GroupBy(item => originOf(item).Scope))
            {
                json.WriteStartObject();
                Write(json, scope.Key);
                json.WriteStartArray(items);
                foreach (var item in scope)
                {
                    json.WriteStartObject();
                    write(json, item);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteText("schemaUrl"u8, scope.Key.SchemaUrl);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteText("schemaUrl"u8, resource.Key.SchemaUrl);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Scope scope)
    {
        json.WriteStartObject("scope"u8);
        json.WriteText("name"u8, scope.Name);
        json.WriteText("version"u8, scope.Version);
        json.WriteAttributes(scope.Attributes);
        json.WriteEndObject();
    }
}
