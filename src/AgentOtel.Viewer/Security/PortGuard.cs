using AgentOtel.Viewer.Hosting;
using AgentOtel.Viewer.Receiving;
using Microsoft.AspNetCore.Http;

namespace AgentOtel.Viewer.Security;

/// <summary>Serves on each port only what the port is for.</summary>
internal static class PortGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var isTelemetry = context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
            || context.Request.Path.Value!.StartsWith("/opentelemetry.proto.collector.", StringComparison.OrdinalIgnoreCase);
        if (Role(context).TakesTelemetry == isTelemetry)
        {
            return next(context);
        }

        if (!isTelemetry)
        {
            return OtlpEndpoints.RefuseAsync(context, Refusal.UnknownPath());
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsync("This is the page's port; telemetry goes to the OTLP ports, by default 4317 (gRPC) and 4318 (HTTP).\n", context.RequestAborted);
    }

    public static PortRole Role(HttpContext context) => context.Features.Get<PortRole>() ?? PortRole.Page;
}
