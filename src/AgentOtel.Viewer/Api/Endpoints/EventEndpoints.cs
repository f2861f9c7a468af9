using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>Live updates.</summary>
internal static class EventEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", Listen).WithTags("Viewer").Produces<ChangeView>(StatusCodes.Status200OK, "text/event-stream");

    /// <summary>Tells by server-sent events when something has changed: <c>event: change</c>, at most two a second, each with counts that only grow.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    /// <response code="200">Events until the listener or the viewer goes.</response>
    internal static async Task Listen(ChangeStream changes, HttpContext context, CancellationToken cancellationToken)
    {
        if (!await changes.TrySendAsync(context.Response, cancellationToken).ConfigureAwait(false))
        {
            await TypedResults.Problem("There are too many listeners: close some of the viewer's pages.", statusCode: StatusCodes.Status503ServiceUnavailable)
                .ExecuteAsync(context).ConfigureAwait(false);
        }
    }
}
