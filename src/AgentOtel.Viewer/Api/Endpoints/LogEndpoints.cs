using System.Buffers;
using System.Text.Json;
using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>Logs.</summary>
internal static class LogEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/logs", Find).WithTags("Logs");
        api.MapGet("/logs/{id:long}", Read).WithTags("Logs").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/logs/download", Download).WithTags("Logs").Produces(StatusCodes.Status200OK, contentType: "application/jsonl");
    }

    /// <summary>Searches logs.</summary>
    /// <response code="200">A page of logs, and where to go on.</response>
    internal static async Task<LogList> Find([AsParameters] LogParameters search, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var filter = search.Filter(time);
        var cursor = Cursor.Parse(search.Cursor, LogSearch.SortName(search.IsNewestFirst));
        var limit = Parameter.Limit(search.Limit);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new LogSearch(session).Find(filter, search.IsNewestFirst, cursor, limit);
    }

    /// <summary>Reads a log.</summary>
    /// <param name="id">As in lists.</param>
    /// <param name="reads">The store.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">The log.</response>
    internal static async Task<LogView> Read(long id, ReadSessions reads, CancellationToken cancellationToken)
    {
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new LogSearch(session).Read(id) ?? throw new NotFoundException("No log with this id is held: it may have been evicted.");
    }

    /// <summary>Downloads the logs of a search as JSON lines, one log a line.</summary>
    /// <response code="200">The logs, in the order asked for.</response>
    internal static async Task Download(
        [AsParameters] LogParameters search, ReadSessions reads, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var filter = search.Filter(time);
        var left = Parameter.Whole("limit", search.Limit, 1, long.MaxValue) ?? long.MaxValue;
        var cursor = search.Cursor;
        Attachment.Begin(context, "application/jsonl", "logs.jsonl");
        do
        {
            // A page at a time, each on a connection of its own: a long download holds nothing that the store must wait for.
            var page = await ReadPageAsync(reads, filter, search.IsNewestFirst, cursor, (int)Math.Min(left, Parameter.MaxLimit), cancellationToken).ConfigureAwait(false);
            Write(context, page.Logs);
            await context.Response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
            left -= page.Logs.Count;
            cursor = page.NextCursor;
        }
        while (cursor is not null && left > 0);
    }

    private static async Task<LogList> ReadPageAsync(
        ReadSessions reads, LogFilter filter, bool isNewestFirst, string? cursor, int limit, CancellationToken cancellationToken)
    {
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new LogSearch(session).Find(filter, isNewestFirst, Cursor.Parse(cursor, LogSearch.SortName(isNewestFirst)), limit);
    }

    private static void Write(HttpContext context, IReadOnlyList<LogView> logs)
    {
        using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { SkipValidation = true, MaxDepth = StoredJson.MaxDepth });
        foreach (var log in logs)
        {
            JsonSerializer.Serialize(json, log, ApiJson.Default.LogView);
            json.Flush();
            json.Reset();
            context.Response.BodyWriter.Write("\n"u8);
        }
    }
}
