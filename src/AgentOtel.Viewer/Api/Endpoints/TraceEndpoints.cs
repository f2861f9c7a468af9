using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>Traces and their spans.</summary>
internal static class TraceEndpoints
{
    private const string NoTrace = "No trace with this id is held: it may have been evicted, or has not come yet.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/traces", Find).WithTags("Traces");
        api.MapGet("/traces/{traceId}", Read).WithTags("Traces").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/traces/{traceId}/spans/{spanId}", ReadSpan).WithTags("Traces").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/traces/{traceId}/otlp", Download).WithTags("Traces")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Searches traces.</summary>
    /// <response code="200">A page of traces, and where to go on.</response>
    internal static async Task<TraceList> Find([AsParameters] TraceParameters search, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var filter = search.Filter(time);
        var sort = TraceSort.Parse(search.Sort);
        var cursor = Cursor.Parse(search.Cursor, sort.Name);
        var limit = Parameter.Limit(search.Limit);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new TraceSearch(session).Find(filter, sort, cursor, limit);
    }

    /// <summary>Reads a trace with its spans, at most 10,000, and the traces that belong to it.</summary>
    /// <param name="traceId">32 hex digits.</param>
    /// <param name="reads">The store.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">The trace.</response>
    internal static async Task<TraceDetail> Read(string traceId, ReadSessions reads, CancellationToken cancellationToken)
    {
        var id = Parameter.TraceId("traceId", traceId);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new TraceReader(session).Read(id) ?? throw new NotFoundException(NoTrace);
    }

    /// <summary>Reads a span with everything that was sent, its logs, and what was said where content was captured.</summary>
    /// <param name="traceId">32 hex digits.</param>
    /// <param name="spanId">16 hex digits.</param>
    /// <param name="reads">The store.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">The span.</response>
    internal static async Task<SpanDetail> ReadSpan(string traceId, string spanId, ReadSessions reads, CancellationToken cancellationToken)
    {
        var (trace, span) = (Parameter.TraceId("traceId", traceId), Parameter.SpanId("spanId", spanId));
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new SpanDetailReader(session).Read(trace, span)
            ?? throw new NotFoundException("No span with this id is held in this trace: it may have been evicted, or has not come yet.");
    }

    /// <summary>Downloads a trace as OTLP JSON: what <c>agentotel view FILE</c> opens. Bytes among the attributes come as base64 text.</summary>
    /// <param name="traceId">32 hex digits.</param>
    /// <param name="reads">The store.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">One line of OTLP JSON with all spans of the trace.</response>
    internal static async Task Download(string traceId, ReadSessions reads, HttpContext context, CancellationToken cancellationToken)
    {
        var id = Parameter.TraceId("traceId", traceId);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        var spans = new SentSpans(session).Read(id);
        if (spans.Count == 0)
        {
            throw new NotFoundException(NoTrace);
        }

        Attachment.Begin(context, "application/json", $"trace-{id}.json");
        JsonWriter.Traces(context.Response.BodyWriter, spans);
        await context.Response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
