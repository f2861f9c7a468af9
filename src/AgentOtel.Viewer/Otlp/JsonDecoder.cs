using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>
/// Decodes OTLP export requests from JSON in UTF-8. Throws <see cref="OtlpFormatException"/> for what is not OTLP; items that
/// cannot be kept are left out and counted. Thread-safe.
/// </summary>
internal static class JsonDecoder
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.JsonDepth };

    public static TelemetryBatch Traces(ReadOnlyMemory<byte> request) => Decode(request, ReadTraces);

    public static TelemetryBatch Logs(ReadOnlyMemory<byte> request) => Decode(request, ReadLogs);

    public static TelemetryBatch Metrics(ReadOnlyMemory<byte> request) => Decode(request, ReadMetrics);

    /// <summary>A request of any signal, as a line of a file holds it. One of none throws.</summary>
    public static TelemetryBatch AnySignal(ReadOnlyMemory<byte> request) => Decode(request, static (root, batch) =>
    {
        if (!root.Has("resourceSpans"u8, out _) && !root.Has("resourceLogs"u8, out _) && !root.Has("resourceMetrics"u8, out _))
        {
            throw new OtlpFormatException("Not OTLP JSON: there is none of resourceSpans, resourceLogs and resourceMetrics in it.");
        }

        ReadTraces(root, batch);
        ReadLogs(root, batch);
        ReadMetrics(root, batch);
    });

    private static void ReadTraces(JsonElement root, TelemetryBatch batch) => Walk(root, "resourceSpans"u8, "scopeSpans"u8, "spans"u8, JsonSpan.Read, batch);

    private static void ReadLogs(JsonElement root, TelemetryBatch batch) => Walk(root, "resourceLogs"u8, "scopeLogs"u8, "logRecords"u8, JsonLog.Read, batch);

    private static void ReadMetrics(JsonElement root, TelemetryBatch batch) => Walk(root, "resourceMetrics"u8, "scopeMetrics"u8, "metrics"u8, JsonMetric.Read, batch);

    private static TelemetryBatch Decode(ReadOnlyMemory<byte> request, Action<JsonElement, TelemetryBatch> read)
    {
        try
        {
            using var document = JsonDocument.Parse(request, Options);
            var batch = new TelemetryBatch();
            read(document.RootElement.OfKind(JsonValueKind.Object, "request"u8), batch);
            return batch;
        }
        catch (JsonException error)
        {
            throw new OtlpFormatException($"Not JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // An escaped half of a surrogate pair: the parser lets it pass, reading the text does not.
            throw new OtlpFormatException("Not JSON: a text in it is not Unicode.", error);
        }
    }

    private static void Walk(
        JsonElement root,
        ReadOnlySpan<byte> groups,
        ReadOnlySpan<byte> scopes,
        ReadOnlySpan<byte> items,
        Action<JsonElement, Resource, Scope, TelemetryBatch> read,
        TelemetryBatch batch)
    {
        foreach (var group in root.Items(groups))
        {
            group.OfKind(JsonValueKind.Object, groups);
            var resource = new Resource(group.Object("resource"u8).Attributes(), group.Text("schemaUrl"u8, TextPool.Names));
            foreach (var child in group.Items(scopes))
            {
                child.OfKind(JsonValueKind.Object, scopes);
                var origin = child.Object("scope"u8);
                var scope = new Scope(
                    origin.Text("name"u8, TextPool.Names),
                    origin.Text("version"u8, TextPool.Names),
                    origin.Attributes(),
                    child.Text("schemaUrl"u8, TextPool.Names));
                foreach (var item in child.Items(items))
                {
                    read(item.OfKind(JsonValueKind.Object, items), resource, scope, batch);
                }
            }
        }
    }
}
