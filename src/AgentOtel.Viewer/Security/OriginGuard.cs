using Microsoft.AspNetCore.Http;

namespace AgentOtel.Viewer.Security;

/// <summary>Refuses requests that change something and come from a page of another origin.</summary>
internal static class OriginGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            || PortGuard.Role(context).TakesTelemetry || IsOfThisOrigin(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This request came from a page of another origin.\n", context.RequestAborted);
    }

    /// <summary>A script without a browser sends neither header.</summary>
    private static bool IsOfThisOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            && site is "" or "same-origin" or "none";
    }
}
