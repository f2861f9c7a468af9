using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace AgentOtel.AspNetCore;

/// <summary>
/// What OpenTelemetry's instrumentation of ASP.NET Core does not know of a request, or says otherwise. The app's own hooks run after
/// these, and so have the last word. Nothing is redacted here: that is done once, of whatever stands on the span when it ends.
/// </summary>
internal sealed class RequestSpanHooks(IOptions<AgentOtelRequestOptions> options, AgentTelemetry telemetry)
    : IPostConfigureOptions<AspNetCoreTraceInstrumentationOptions>
{
    private readonly AgentOtelRequestOptions _options = options.Value;

    public void PostConfigure(string? name, AspNetCoreTraceInstrumentationOptions instrumentation)
    {
        var filter = instrumentation.Filter;
        instrumentation.Filter = context => !_options.IsExcluded(context.Request.Path) && filter?.Invoke(context) != false;
        instrumentation.EnrichWithHttpRequest = Guarded<HttpRequest>(Begin) + instrumentation.EnrichWithHttpRequest;
        instrumentation.EnrichWithHttpResponse = Guarded<HttpResponse>(End) + instrumentation.EnrichWithHttpResponse;
    }

    private Action<Activity, T> Guarded<T>(Action<Activity, T> enrich) => (span, of) =>
    {
        try
        {
            enrich(span, of);
        }
        catch (Exception exception)
        {
            // The boundary to the host: a feature of the app's server may throw, and the app's own hook is still to come.
            telemetry.Core.Report(exception, nameof(RequestSpanHooks));
        }
    };

    private void Begin(Activity span, HttpRequest request) =>
        span.SetTag(SemanticConventions.Http.UrlQuery, _options.RecordQuery && request.QueryString.HasValue ? request.QueryString.Value[1..] : null);

    /// <summary>Headers that proxies set have been read by now: who asked, and for what, may be another than at the beginning.</summary>
    private void End(Activity span, HttpResponse response)
    {
        var context = response.HttpContext;
        var request = context.Request;
        span.SetTag(SemanticConventions.Http.UrlScheme, request.Scheme);
        span.SetTag(SemanticConventions.Server.Address, request.Host.Host);
        span.SetTag(SemanticConventions.Server.Port, request.Host.Port);
        span.SetTag(SemanticConventions.Http.ClientAddress, context.Connection.RemoteIpAddress?.ToString());
        span.SetTag(SemanticConventions.Http.RequestBodySize, request.ContentLength);
        span.SetTag(SemanticConventions.Http.ResponseBodySize, response.ContentLength);
        foreach (var name in _options.RecordedHeaders)
        {
            if (request.Headers.TryGetValue(name, out var values) && !StringValues.IsNullOrEmpty(values))
            {
                span.SetTag(SemanticConventions.Http.RequestHeaderPrefix + name.ToLowerInvariant(), values.ToArray());
            }
        }

        if (context.Features.Get<RequestOutcome>() is { } outcome)
        {
            End(span, outcome);
        }
    }

    private static void End(Activity span, RequestOutcome outcome)
    {
        span.SetTag(SemanticConventions.Http.ResponseStatusCode, outcome.Status);
        if (outcome.ErrorType is { } error)
        {
            span.SetTag(SemanticConventions.Error.Type, error);
            span.SetStatus(ActivityStatusCode.Error);
        }
        else if (outcome.IsForgiven)
        {
            span.SetTag(SemanticConventions.Error.Type, null);
            span.SetStatus(ActivityStatusCode.Unset);
        }
    }
}
