using Microsoft.AspNetCore.Http;

namespace AgentOtel.Viewer.Security;

/// <summary>
/// Refuses requests of the API that come from a page of another origin: those that change something, and those that could keep the
/// viewer busy though that page would not get to read the answer.
/// </summary>
internal static class OriginGuard
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (PortGuard.Role(context).TakesTelemetry || IsOpenedByAPerson(context.Request) || IsOfThisOrigin(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("This request came from a page of another origin.\n", context.RequestAborted);
    }

    /// <summary>The page and its files, or an address of the API that a link led to.</summary>
    private static bool IsOpenedByAPerson(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && (!request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || request.Headers["Sec-Fetch-Dest"] == "document");

    /// <summary>A script without a browser sends neither header. A proxy in front may speak HTTPS where this speaks HTTP.</summary>
    private static bool IsOfThisOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)))
            && site is "" or "same-origin" or "none";
    }
}
