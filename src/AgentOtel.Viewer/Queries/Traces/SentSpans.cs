using System.Text.Json;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>Makes the spans of a trace again as they were sent. Bytes among the attributes are base64 text: the store's JSON does not tell them apart.</summary>
internal sealed class SentSpans(ReadSession session)
{
    private readonly Dictionary<long, Resource> _resources = [];
    private readonly Dictionary<long, Scope> _scopes = [];

    /// <summary>All of them, in order of start; none where the trace is not held.</summary>
    public List<SpanRecord> Read(string traceId) => Ids.TryTraceId(traceId, out var id)
        ? session.All(
            $"""
            SELECT s.span_id, s.parent_id, s.name, s.span_kind, s.start, s.end, s.status, s.flags, d.status_message, d.trace_state, d.attributes,
            d.events, d.links, d.dropped, r.id, r.attributes, r.schema_url, c.id, c.name, c.version, c.attributes, c.schema_url
            FROM traces t JOIN span_rows s ON s.trace = t.id JOIN span_details d ON d.span = s.id JOIN resources r ON r.id = s.resource
            JOIN scopes c ON c.id = s.scope WHERE t.trace_id = {traceId} ORDER BY s.start, s.id
            """,
            row => Span(id, row))
        : [];

    private SpanRecord Span(UInt128 traceId, SqliteDataReader row)
    {
        var dropped = row.TextAt(13) is { } counts ? StoredJson.Parse(counts) : (JsonElement?)null;
        return new SpanRecord
        {
            TraceId = traceId,
            SpanId = row.SpanIdAt(0)!.Value,
            ParentSpanId = row.SpanIdAt(1) ?? 0,
            Name = row.GetString(2),
            Kind = (SpanKind)row.GetInt32(3),
            StartTime = row.GetInt64(4),
            EndTime = row.GetInt64(5),
            Status = (SpanStatus)row.GetInt32(6),
            Flags = (uint)row.GetInt64(7),
            StatusMessage = row.TextAt(8) ?? "",
            TraceState = row.TextAt(9) ?? "",
            Attributes = SentAttributes.Of(StoredJson.Parse(row.GetString(10))),
            Events = row.TextAt(11) is { } events ? [.. StoredJson.Parse(events).EnumerateArray().Select(Event)] : [],
            Links = row.TextAt(12) is { } links ? [.. StoredJson.Parse(links).EnumerateArray().Select(Link)] : [],
            DroppedAttributes = Dropped(dropped, 0),
            DroppedEvents = Dropped(dropped, 1),
            DroppedLinks = Dropped(dropped, 2),
            Resource = ResourceOf(row),
            Scope = ScopeOf(row),
        };
    }

    private static uint Dropped(JsonElement? counts, int index) => counts is { } three ? three[index].GetUInt32() : 0;

    private static SpanEvent Event(JsonElement item) => new(
        StoredJson.Text(item, "name"),
        StoredJson.Whole(item, "time"),
        SentAttributes.Of(StoredJson.Object(item, "attributes")),
        (uint)StoredJson.Whole(item, "droppedAttributes"));

    private static SpanLink Link(JsonElement item)
    {
        Ids.TryTraceId(StoredJson.Text(item, "traceId"), out var traceId);
        Ids.TrySpanId(StoredJson.Text(item, "spanId"), out var spanId);
        return new SpanLink(
            traceId,
            spanId,
            StoredJson.Text(item, "traceState"),
            SentAttributes.Of(StoredJson.Object(item, "attributes")),
            (uint)StoredJson.Whole(item, "flags"),
            (uint)StoredJson.Whole(item, "droppedAttributes"));
    }

    // One instance each, by which the writer groups them.
    private Resource ResourceOf(SqliteDataReader row)
    {
        if (!_resources.TryGetValue(row.GetInt64(14), out var resource))
        {
            _resources[row.GetInt64(14)] = resource = new Resource(SentAttributes.Of(StoredJson.Parse(row.GetString(15))), row.GetString(16));
        }

        return resource;
    }

    private Scope ScopeOf(SqliteDataReader row)
    {
        if (!_scopes.TryGetValue(row.GetInt64(17), out var scope))
        {
            _scopes[row.GetInt64(17)] = scope = new Scope(
                row.GetString(18), row.GetString(19), SentAttributes.Of(StoredJson.Parse(row.GetString(20))), row.GetString(21));
        }

        return scope;
    }
}
