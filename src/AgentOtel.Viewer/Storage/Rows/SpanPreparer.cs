using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Makes a span's row. Not thread-safe; made to be used again.</summary>
internal sealed class SpanPreparer(SpanReader reader, AttributeJson json, SearchText words, OriginPreparer origins)
{
    private const int RowBytes = 300;

    public SpanRow Row(SpanRecord span)
    {
        var operation = reader.Read(span);
        var resource = origins.Row(span.Resource);
        var details = new SpanDetails(
            NullIfEmpty(span.StatusMessage),
            NullIfEmpty(span.TraceState),
            json.Object(span.Attributes),
            json.Events(span.Events),
            json.Links(span.Links),
            Dropped(span),
            LinkedTraces(span),
            Words(span));
        return new SpanRow
        {
            TraceId = span.TraceId,
            SpanId = span.SpanId,
            ParentId = span.ParentSpanId,
            Resource = resource,
            Scope = origins.Row(span.Scope),
            Name = span.Name,
            SpanKind = span.Kind,
            Start = span.StartTime,
            End = span.EndTime,
            Status = span.Status,
            Flags = span.Flags,
            Operation = operation,
            Details = details,
            Fault = Faults.Of(span, operation, resource.Service),
            Bytes = RowBytes + details.Attributes.Length + (details.Events?.Length ?? 0) + (details.Links?.Length ?? 0) + (details.Words.Length / 2),
        };
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string? Dropped(SpanRecord span) => (span.DroppedAttributes, span.DroppedEvents, span.DroppedLinks) is (0, 0, 0)
        ? null
        : $"[{span.DroppedAttributes},{span.DroppedEvents},{span.DroppedLinks}]";

    private static IReadOnlyList<string> LinkedTraces(SpanRecord span) =>
        span.Links.Count == 0 ? [] : [.. span.Links.Where(link => link.TraceId != span.TraceId).Select(static link => Ids.Hex(link.TraceId)).Distinct()];

    private byte[] Words(SpanRecord span)
    {
        words.AddKeys(span.Attributes);
        words.Add(span.Name);
        words.Add(span.Attributes);
        words.Add(span.StatusMessage);
        for (var i = 0; i < span.Events.Count; i++)
        {
            words.Add(span.Events[i].Name);
            words.Add(span.Events[i].Attributes);
        }

        words.AddLong(span.Attributes);
        for (var i = 0; i < span.Events.Count; i++)
        {
            words.AddLong(span.Events[i].Attributes);
        }

        return words.Take();
    }
}
