using AgentOtel.Viewer.Hosting;
using Microsoft.AspNetCore.Http;

namespace AgentOtel.Viewer.Security;

/// <summary>Serves on each port only what the port is for.</summary>
internal static class PortGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isTelemetry = context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
            || context.Request.Path.Value!.StartsWith("/opentelemetry.proto.collector.", StringComparison.Ordinal);
        if (Role(context).TakesTelemetry == isTelemetry)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return isTelemetry
            ? context.Response.WriteAsync("This is the page's port; telemetry goes to the OTLP ports, by default 4317 (gRPC) and 4318 (HTTP).\n", context.RequestAborted)
            : context.Response.WriteAsync("This port takes OTLP at /v1/traces, /v1/metrics and /v1/logs; the page has a port of its own, by default 18888.\n", context.RequestAborted);
    }

    public static PortRole Role(HttpContext context) => context.Features.Get<PortRole>() ?? PortRole.Page;
}
