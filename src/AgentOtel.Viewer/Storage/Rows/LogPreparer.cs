using System.Text;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Makes a log's row. Not thread-safe; made to be used again.</summary>
internal sealed class LogPreparer(AttributeJson json, SearchText words, OriginPreparer origins)
{
    private const int RowBytes = 120;

    public LogRow Row(LogRecord log)
    {
        var resource = origins.Row(log.Resource);
        var name = log.EventName.Length > 0 ? log.EventName : log.Attributes["event.name"].AsText();
        var text = log.Body.IsEmpty ? "" : log.Body.AsText();
        var body = text is null ? json.Value(log.Body) : Encoding.UTF8.GetBytes(text);
        var attributes = json.Object(log.Attributes);
        var found = Words(log, name);
        return new LogRow
        {
            Time = log.Time != 0 ? log.Time : log.ObservedTime,
            ObservedTime = log.ObservedTime,
            TraceId = log.TraceId,
            SpanId = log.SpanId,
            Resource = resource,
            Scope = origins.Row(log.Scope),
            Severity = log.Severity,
            SeverityText = log.SeverityText.Length == 0 ? null : log.SeverityText,
            Event = name,
            Body = body,
            IsBodyJson = text is null,
            Flags = log.Flags,
            Attributes = attributes,
            Words = found,
            Fault = Faults.Of(log, name, resource.Service),
            Decision = name == "agentotel.routing.decided" ? Insights.Decision(log.Attributes, json) : null,
            Evaluation = name == "gen_ai.evaluation.result" ? Insights.Evaluation(log.Attributes) : null,
            Bytes = RowBytes + body.Length + attributes.Length + (found.Length / 2),
        };
    }

    private byte[] Words(LogRecord log, string? name)
    {
        words.AddKeys(log.Attributes);
        words.Add(name);
        words.Add(log.Scope.Name);
        words.Add(log.Attributes);
        words.AddLong(log.Body);
        words.AddLong(log.Attributes);
        return words.Take();
    }
}
