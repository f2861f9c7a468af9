using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>Decodes a span from OTLP JSON.</summary>
internal static class JsonSpan
{
    public static void Read(JsonElement span, Resource resource, Scope scope, TelemetryBatch batch)
    {
        var hasIds = span.TryTraceId("traceId"u8, out var traceId);
        hasIds &= span.TrySpanId("spanId"u8, out var spanId);
        hasIds &= span.TrySpanId("parentSpanId"u8, out var parentId);
        var start = span.Unsigned("startTimeUnixNano"u8);
        var end = span.Unsigned("endTimeUnixNano"u8);
        if (batch.IsRejected(Rejections.OfSpan(hasIds, traceId, spanId, start, end)))
        {
            return;
        }

        var status = span.Object("status"u8);
        batch.CountPart();
        batch.Spans.Add(new SpanRecord
        {
            Resource = resource,
            Scope = scope,
            TraceId = traceId,
            SpanId = spanId,
            ParentSpanId = parentId,
            TraceState = span.Text("traceState"u8, TextPool.Values),
            Flags = span.Unsigned32("flags"u8),
            Name = span.Text("name"u8, TextPool.Names),
            Kind = Enums.Kind(span.Enum("kind"u8, Enums.KindNames)),
            StartTime = (long)start,
            EndTime = (long)end,
            Status = Enums.Status(status.Enum("code"u8, Enums.StatusNames)),
            StatusMessage = status.Text("message"u8, TextPool.Values),
            Attributes = span.Attributes(),
            Events = Events(span, batch),
            Links = Links(span, batch),
            DroppedAttributes = span.Unsigned32("droppedAttributesCount"u8),
            DroppedEvents = span.Unsigned32("droppedEventsCount"u8),
            DroppedLinks = span.Unsigned32("droppedLinksCount"u8),
        });
    }

    private static List<SpanEvent> Events(JsonElement span, TelemetryBatch batch)
    {
        List<SpanEvent> events = [];
        foreach (var item in span.Items("events"u8))
        {
            batch.CountPart();
            events.Add(new SpanEvent(
                item.Text("name"u8, TextPool.Names),
                Rejections.TimeOrNone(item.Unsigned("timeUnixNano"u8)),
                item.Attributes(),
                item.Unsigned32("droppedAttributesCount"u8)));
        }

        return events;
    }

    /// <summary>The links but those to nowhere.</summary>
    private static List<SpanLink> Links(JsonElement span, TelemetryBatch batch)
    {
        List<SpanLink> links = [];
        foreach (var item in span.Items("links"u8))
        {
            batch.CountPart();
            _ = item.TryTraceId("traceId"u8, out var traceId);
            _ = item.TrySpanId("spanId"u8, out var spanId);
            if (traceId != 0 && spanId != 0)
            {
                links.Add(new SpanLink(
                    traceId,
                    spanId,
                    item.Text("traceState"u8, TextPool.Values),
                    item.Attributes(),
                    item.Unsigned32("flags"u8),
                    item.Unsigned32("droppedAttributesCount"u8)));
            }
        }

        return links;
    }
}
