using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Writes the fields of a log record as OTLP JSON.</summary>
internal static class JsonLogWriter
{
    public static void Write(Utf8JsonWriter json, LogRecord log)
    {
        json.WriteWhole("timeUnixNano"u8, log.Time);
        json.WriteWhole("observedTimeUnixNano"u8, log.ObservedTime);
        json.WriteSmall("severityNumber"u8, log.Severity);
        json.WriteText("severityText"u8, log.SeverityText);
        if (!log.Body.IsEmpty)
        {
            json.WritePropertyName("body"u8);
            JsonValueWriter.Write(json, log.Body);
        }

        json.WriteAttributes(log.Attributes);
        json.WriteSmall("droppedAttributesCount"u8, log.DroppedAttributes);
        json.WriteSmall("flags"u8, log.Flags);
        json.WriteId("traceId"u8, log.TraceId);
        json.WriteId("spanId"u8, log.SpanId);
        json.WriteText("eventName"u8, log.EventName);
    }
}
