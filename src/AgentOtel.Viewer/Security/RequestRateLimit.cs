using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace AgentOtel.Viewer.Security;

/// <summary>Bounds how often one address asks the page's port. What telemetry may bring is bounded by the store's queue.</summary>
internal static class RequestRateLimit
{
    private const string Telemetry = "telemetry";

    public static void Configure(RateLimiterOptions limiter, int perSecond)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = static (context, cancellationToken) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return new ValueTask(context.HttpContext.Response.WriteAsync(
                $"Too many requests in a second; {ViewerOptions.Section}:{nameof(ViewerOptions.MaxRequestsPerSecond)} sets how many are taken.\n", cancellationToken));
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            PortGuard.Role(context).TakesTelemetry
                ? RateLimitPartition.GetNoLimiter(Telemetry)
                : RateLimitPartition.GetFixedWindowLimiter(
                    (context.Connection.RemoteIpAddress ?? IPAddress.None).ToString(),
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = perSecond, Window = TimeSpan.FromSeconds(1) }));
    }
}
