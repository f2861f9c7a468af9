using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Turns what was decoded into rows, on the thread of whoever received it. Thread-safe.</summary>
internal sealed class BatchPreparer(SpanReader reader)
{
    [ThreadStatic]
    private static AttributeJson? s_json;

    [ThreadStatic]
    private static SearchText? s_words;

    public PreparedBatch Prepare(TelemetryBatch batch)
    {
        var json = s_json ??= new AttributeJson();
        var words = s_words ??= new SearchText();
        var origins = new OriginPreparer(json);
        var spans = new SpanPreparer(reader, json, words, origins);
        var logs = new LogPreparer(json, words, origins);
        var metrics = new MetricPreparer(json, origins);
        return new PreparedBatch(
            batch.Spans.ConvertAll(spans.Row),
            batch.Logs.ConvertAll(logs.Row),
            batch.Metrics.ConvertAll(metrics.Row));
    }
}
