using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads one span with everything that was sent.</summary>
internal sealed class SpanDetailReader(ReadSession session)
{
    private const int MaxLogs = 500;

    public SpanDetail? Read(string traceId, ulong spanId)
    {
        if (new TraceReader(session).ReadSpan(traceId, spanId) is not { } found)
        {
            return null;
        }

        var (trace, span, summary) = found;
        var logs = new LogSearch(session).OfSpan(trace, spanId, MaxLogs);
        var captured = logs.ConvertAll(static log => new CapturedLog(log.Event, log.Body, log.Attributes.GetRawText()));
        var stack = session.First(
            $"SELECT stack FROM faults WHERE trace = {trace} AND span_id = {unchecked((long)spanId)} AND stack IS NOT NULL LIMIT 1",
            static row => row.GetString(0));
        return session.First(
            $"""
            SELECT d.attributes, r.attributes, d.events, d.links, d.status_message
            FROM span_rows s JOIN span_details d ON d.span = s.id JOIN resources r ON r.id = s.resource WHERE s.id = {span.Id}
            """,
            row => new SpanDetail
            {
                Span = summary,
                StatusMessage = row.TextAt(4),
                ErrorStack = stack,
                Attributes = StoredJson.Parse(row.GetString(0)),
                Resource = StoredJson.Parse(row.GetString(1)),
                Events = Events(row.TextAt(2), span.Start),
                Links = Links(row.TextAt(3)),
                Logs = logs,
                Conversation = ConversationReader.Read(span.Kind, summary.Scope, row.GetString(0), row.TextAt(2), captured),
            }) is { } detail ? detail with { Links = [.. detail.Links.Select(WithHeld)] } : null;
    }

    private static IReadOnlyList<SpanEventView> Events(string? json, long start) => json is null ? [] :
    [
        .. StoredJson.Parse(json).EnumerateArray().Select(item =>
        {
            var time = StoredJson.Whole(item, "time");
            return new SpanEventView(StoredJson.Text(item, "name"), Nanos.ToTime(time), Nanos.ToSeconds(time - start), StoredJson.Object(item, "attributes"));
        }),
    ];

    private static IReadOnlyList<SpanLinkView> Links(string? json) => json is null ? [] :
    [
        .. StoredJson.Parse(json).EnumerateArray().Select(static item =>
            new SpanLinkView(StoredJson.Text(item, "traceId"), StoredJson.Text(item, "spanId"), false, StoredJson.Object(item, "attributes"))),
    ];

    private SpanLinkView WithHeld(SpanLinkView link) => link with { IsHeld = new TraceReader(session).IdOf(link.TraceId) is not null };
}
