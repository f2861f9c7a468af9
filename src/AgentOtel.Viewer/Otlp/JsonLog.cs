using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes a log record from OTLP JSON.</summary>
internal static class JsonLog
{
    public static void Read(JsonElement log, Resource resource, Scope scope, TelemetryBatch batch)
    {
        var time = log.Unsigned("timeUnixNano"u8);
        var observed = log.Unsigned("observedTimeUnixNano"u8);
        if (batch.IsRejected(Rejections.OfTimes("log record", time, observed)))
        {
            return;
        }

        // The protocol has a record with an id that is none belong to no trace.
        _ = log.TryTraceId("traceId"u8, out var traceId);
        _ = log.TrySpanId("spanId"u8, out var spanId);
        batch.CountPart();
        batch.Logs.Add(new LogRecord
        {
            Resource = resource,
            Scope = scope,
            Time = (long)time,
            ObservedTime = (long)observed,
            Severity = Enums.Severity(log.Enum("severityNumber"u8, Enums.SeverityNames)),
            SeverityText = log.Text("severityText"u8, TextPool.Names),
            EventName = log.Text("eventName"u8, TextPool.Names),
            Body = log.Value("body"u8),
            Attributes = log.Attributes(),
            TraceId = traceId,
            SpanId = traceId == 0 ? 0 : spanId,
            Flags = log.Unsigned32("flags"u8),
            DroppedAttributes = log.Unsigned32("droppedAttributesCount"u8),
        });
    }
}
