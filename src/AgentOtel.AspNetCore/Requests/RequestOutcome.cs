using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace AgentOtel.AspNetCore;

/// <summary>How a request ended, seen from outside of all other middleware. It is not always what the client gets.</summary>
/// <param name="Status">The status that the client gets: 500 of an exception that nobody handles, 499 of a client that left.</param>
/// <param name="Failure">What nobody handled but the exception handler, if that; not what is the caller's fault.</param>
/// <param name="IsForgiven">Whether an exception ended it that is the caller's fault.</param>
internal sealed record RequestOutcome(int Status, Exception? Failure, bool IsForgiven)
{
    private const int ClientClosed = 499;

    public bool IsError => Failure is not null || Status >= StatusCodes.Status500InternalServerError;

    /// <summary>What failed (<c>error.type</c>), if anything.</summary>
    public string? ErrorType =>
        Failure?.GetType().FullName ?? (IsError ? Status.ToString(CultureInfo.InvariantCulture) : null);

    public static RequestOutcome Of(HttpContext context, Exception? unhandled)
    {
        var status = StatusOf(context, unhandled);
        var isForgiven = unhandled switch
        {
            BadHttpRequestException => status < StatusCodes.Status500InternalServerError,
            OperationCanceledException or IOException => status == ClientClosed,
            _ => false,
        };
        var failure = isForgiven ? null : unhandled ?? HandledFailure(context, status);
        return new RequestOutcome(status, failure, isForgiven);
    }

    /// <summary>The route; after an exception handler the endpoint is gone, and the handler's feature still knows it.</summary>
    public static string? RouteOf(HttpContext context)
    {
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route switch
        {
            "" => "/",
            var route => route,
        };
    }

    private static Exception? HandledFailure(HttpContext context, int status) =>
        status >= StatusCodes.Status500InternalServerError ? context.Features.Get<IExceptionHandlerFeature>()?.Error : null;

    private static int StatusOf(HttpContext context, Exception? unhandled) =>
        context.RequestAborted.IsCancellationRequested ? ClientClosed
        : context.Response.HasStarted || unhandled is null ? context.Response.StatusCode
        : unhandled is BadHttpRequestException bad ? bad.StatusCode
        : StatusCodes.Status500InternalServerError;
}
