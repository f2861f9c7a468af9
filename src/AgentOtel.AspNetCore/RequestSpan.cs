using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.AspNetCore;

/// <summary>The HTTP conventions' facts of a request. What a middleware sees is not always what the client gets.</summary>
internal static class RequestSpan
{
    private const int ClientClosed = 499;

    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY",
    };

    /// <summary>The status that the client gets: an exception that nobody handles is a 500, a client that left is a 499.</summary>
    public static int StatusOf(HttpContext context, Exception? unhandled) =>
        context.RequestAborted.IsCancellationRequested ? ClientClosed
        : context.Response.HasStarted || unhandled is null ? context.Response.StatusCode
        : unhandled is BadHttpRequestException bad ? bad.StatusCode
        : StatusCodes.Status500InternalServerError;

    /// <summary>The route; after the exception handler the endpoint is gone, and its feature still knows it.</summary>
    public static string? RouteOf(HttpContext context)
    {
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText;
    }

    public static string MethodOf(HttpRequest request) => Methods.Contains(request.Method) ? request.Method : "_OTHER";

    public static string? ErrorOf(int status, Exception? failure) =>
        failure?.GetType().FullName ?? (IsServerError(status) ? status.ToString(CultureInfo.InvariantCulture) : null);

    public static bool IsServerError(int status) => status >= StatusCodes.Status500InternalServerError;

    /// <summary>
    /// What nobody handled but the exception handler, if that; not what is the caller's fault. An answer that has begun says
    /// 200 whatever happens after.
    /// </summary>
    public static Exception? Failure(HttpContext context, int status, Exception? unhandled) => unhandled switch
    {
        null => IsServerError(status) ? context.Features.Get<IExceptionHandlerFeature>()?.Error : null,
        BadHttpRequestException when !IsServerError(status) => null,
        OperationCanceledException or IOException when status == ClientClosed => null,
        _ => unhandled,
    };

    public static void Complete(Activity span, HttpContext context, int status, Exception? failure, RequestOptions options, Redactor redactor)
    {
        var request = context.Request;
        var method = MethodOf(request);
        var route = RouteOf(context);
        span.DisplayName = route is null ? method == "_OTHER" ? "HTTP" : method : $"{method} {route}";
        span.SetTag(SemanticConventions.Http.RequestMethod, method);
        span.SetTag(SemanticConventions.Http.RequestMethodOriginal, method == "_OTHER" ? request.Method : null);
        span.SetTag(SemanticConventions.Http.Route, route);
        span.SetTag(SemanticConventions.Http.UrlPath, redactor.Redact(request.Path.Value ?? "/"));
        if (options.RecordQuery && request.QueryString.HasValue)
        {
            span.SetTag(SemanticConventions.Http.UrlQuery, redactor.Redact(request.QueryString.Value![1..]));
        }

        span.SetTag(SemanticConventions.Http.UrlScheme, request.Scheme);
        span.SetTag(SemanticConventions.Http.ResponseStatusCode, status);
        span.SetTag(SemanticConventions.Server.Address, request.Host.Host);
        span.SetTag(SemanticConventions.Server.Port, request.Host.Port);
        span.SetTag(SemanticConventions.Http.ClientAddress, context.Connection.RemoteIpAddress?.ToString());
        span.SetTag(SemanticConventions.Http.ProtocolVersion, request.Protocol.Split('/')[^1]);
        span.SetTag(SemanticConventions.Http.UserAgent, request.Headers.UserAgent.Count > 0 ? redactor.Redact(request.Headers.UserAgent.ToString()) : null);
        span.SetTag(SemanticConventions.Http.RequestBodySize, request.ContentLength);
        span.SetTag(SemanticConventions.Http.ResponseBodySize, context.Response.ContentLength);
        foreach (var name in options.RecordedHeaders)
        {
            if (request.Headers.TryGetValue(name, out var value))
            {
                var key = SemanticConventions.Http.RequestHeaderPrefix + name.ToLowerInvariant();
                span.SetTag(key, Array.ConvertAll(value.ToArray(), text => $"{redactor.Redact(key, text)}"));
            }
        }

        if (ErrorOf(status, failure) is { } error)
        {
            span.SetTag(SemanticConventions.Error.Type, error);
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
