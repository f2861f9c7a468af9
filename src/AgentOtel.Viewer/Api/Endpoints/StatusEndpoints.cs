using AgentOtel.Viewer.Queries;
using AgentOtel.Viewer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentOtel.Viewer.Api;

/// <summary>The viewer itself.</summary>
internal static class StatusEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        // Made now: it tells when the viewer started.
        _ = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<StatusReader>();
        api.MapGet("/status", Read).WithTags("Viewer");
        api.MapPost("/pause", Pause).WithTags("Viewer");
        api.MapPost("/clear", Clear).WithTags("Viewer");
    }

    /// <summary>Reads what the viewer holds, and how it is.</summary>
    /// <response code="200">The status.</response>
    internal static async Task<ViewerStatus> Read(StatusReader status, CancellationToken cancellationToken) => await status.ReadAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Pauses taking in, or goes on. While it is paused, senders are answered as usual and what they send is let go.</summary>
    /// <param name="store">The store.</param>
    /// <param name="status">The status.</param>
    /// <param name="cancellationToken">Ends the reading of the status.</param>
    /// <param name="request">Whether it is to be paused.</param>
    /// <response code="200">The status as it is now.</response>
    internal static async Task<ViewerStatus> Pause(PauseRequest request, TelemetryStore store, StatusReader status, CancellationToken cancellationToken)
    {
        store.IsPaused = request.IsPaused ?? throw new ParameterException("isPaused", "takes true or false");
        return await status.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes all telemetry that is held. What was said of groups of errors stays.</summary>
    /// <param name="store">The store.</param>
    /// <param name="status">The status.</param>
    /// <param name="cancellationToken">Ends the reading of the status.</param>
    /// <response code="200">The status as it is now.</response>
    internal static async Task<ViewerStatus> Clear(TelemetryStore store, StatusReader status, CancellationToken cancellationToken)
    {
        await store.ClearAsync().ConfigureAwait(false);
        return await status.ReadAsync(cancellationToken).ConfigureAwait(false);
    }
}
