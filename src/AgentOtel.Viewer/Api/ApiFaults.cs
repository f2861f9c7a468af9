using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

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
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more to be answered.
            context.Abort();
        }
    }

    private static Task Answer(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);
}
