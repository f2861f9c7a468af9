using AgentOtel.Viewer.Queries;
using AgentOtel.Viewer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace AgentOtel.Viewer.Api;

/// <summary>Turns what goes wrong into problem details with a sentence that says what to do.</summary>
internal static class ApiFaults
{
    /// <summary>Around each endpoint with its binding, so that a body that cannot be read is told of in the same way.</summary>
    public static void Guard(IEndpointConventionBuilder api) => api.Finally(static endpoint =>
    {
        if (endpoint.RequestDelegate is { } next)
        {
            endpoint.RequestDelegate = context => InvokeAsync(context, next);
        }
    });

    /// <summary>Behind the routing: answers what is asked of an address that the API does not have.</summary>
    public static Task AnswerUnknownAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint() is null && context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? Answer(context, StatusCodes.Status404NotFound, "The API has no such address: /api/v1/openapi.json describes those that it has.")
            : next(context);

    private static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (ParameterException exception)
        {
            await Answer(context, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
        }
        catch (NotFoundException exception)
        {
            await Answer(context, StatusCodes.Status404NotFound, exception.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Answer(context, exception.StatusCode, exception.Message).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!context.Response.HasStarted)
        {
            await Answer(context, StatusCodes.Status503ServiceUnavailable, "The search took too long and was stopped: choose a shorter window or narrow it further.").ConfigureAwait(false);
        }
        catch (SqliteException exception) when (!context.Response.HasStarted)
        {
            await Answer(context, StatusCodes.Status503ServiceUnavailable, await Reason(context, exception).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to be answered.
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // The boundary of the API: whoever asked is told what failed, since the viewer's own requests are nowhere logged.
            await Answer(context, StatusCodes.Status500InternalServerError, $"The viewer failed: {exception.GetType().Name}: {exception.Message}").ConfigureAwait(false);
        }
    }

    private static async Task<string> Reason(HttpContext context, SqliteException exception)
    {
        if (exception.SqliteErrorCode is not (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB))
        {
            return $"The viewer's file could not be read: {exception.Message}";
        }

        await context.RequestServices.GetRequiredService<TelemetryStore>().ReportCorruptionAsync().ConfigureAwait(false);
        return "The viewer's file was found to be corrupt: it is set aside and a new one is begun. Ask again in a moment.";
    }

    private static Task Answer(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
