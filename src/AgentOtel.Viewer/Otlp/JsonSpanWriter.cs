using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Writes the fields of a span as OTLP JSON.</summary>
internal static class JsonSpanWriter
{
    public static void Write(Utf8JsonWriter json, SpanRecord span)
    {
        json.WriteId("traceId"u8, span.TraceId);
        json.WriteId("spanId"u8, span.SpanId);
        json.WriteText("traceState"u8, span.TraceState);
        json.WriteId("parentSpanId"u8, span.ParentSpanId);
        json.WriteSmall("flags"u8, span.Flags);
        json.WriteText("name"u8, span.Name);
        json.WriteSmall("kind"u8, (long)span.Kind);
        json.WriteWhole("startTimeUnixNano"u8, span.StartTime);
        json.WriteWhole("endTimeUnixNano"u8, span.EndTime);
        json.WriteAttributes(span.Attributes);
        json.WriteSmall("droppedAttributesCount"u8, span.DroppedAttributes);
        WriteEvents(json, span.Events);
        json.WriteSmall("droppedEventsCount"u8, span.DroppedEvents);
        WriteLinks(json, span.Links);
        json.WriteSmall("droppedLinksCount"u8, span.DroppedLinks);
        json.WriteStartObject("status"u8);
        json.WriteText("message"u8, span.StatusMessage);
        json.WriteSmall("code"u8, (long)span.Status);
        json.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<SpanEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        json.WriteStartArray("events"u8);
        foreach (var item in events)
        {
            json.WriteStartObject();
            json.WriteWhole("timeUnixNano"u8, item.Time);
            json.WriteText("name"u8, item.Name);
            json.WriteAttributes(item.Attributes);
            json.WriteSmall("droppedAttributesCount"u8, item.DroppedAttributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter json, IReadOnlyList<SpanLink> links)
    {
        if (links.Count == 0)
        {
            return;
        }

        json.WriteStartArray("links"u8);
        foreach (var item in links)
        {
            json.WriteStartObject();
            json.WriteId("traceId"u8, item.TraceId);
            json.WriteId("spanId"u8, item.SpanId);
            json.WriteText("traceState"u8, item.TraceState);
            json.WriteAttributes(item.Attributes);
            json.WriteSmall("droppedAttributesCount"u8, item.DroppedAttributes);
            json.WriteSmall("flags"u8, item.Flags);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
