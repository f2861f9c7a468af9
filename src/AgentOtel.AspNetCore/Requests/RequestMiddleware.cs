using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.AspNetCore;

/// <summary>The outermost of the pipeline: it sees the answer as the client gets it.</summary>
internal sealed class RequestMiddleware(
    RequestDelegate next, AgentTelemetry telemetry, IOptions<AgentOtelRequestOptions> options, TimeProvider time)
{
    private readonly AgentOtelRequestOptions _options = options.Value;

    public async Task InvokeAsync(HttpContext context)
    {
        if (_options.IsExcluded(context.Request.Path))
        {
            await next(context);
            return;
        }

        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        var startedAt = time.GetTimestamp();
        var correlation = CorrelationId.From(context.Request.Headers[_options.CorrelationHeader], span, time);
        AnswerWith(context.Response, correlation);
        using var scope = (Trusted(span) with { CorrelationId = correlation }).Push();
        span?.SetTag(SemanticConventions.AgentOtel.CorrelationId, correlation);
        var claims = new ClaimsFeature(context.Features.Get<IHttpAuthenticationFeature>()?.User, _options, telemetry);
        context.Features.Set<IHttpAuthenticationFeature>(claims);
        using var bodies = BodyCapture.Start(context, _options);
        Exception? unhandled = null;
        try
        {
            await next(context);
            await (bodies?.CompleteAsync() ?? Task.CompletedTask);
        }
        catch (Exception exception)
        {
            unhandled = exception;
            throw;
        }
        finally
        {
            using var end = claims.Over(AgentContext.Current).Push();
            End(context, bodies, unhandled, time.GetElapsedTime(startedAt).TotalSeconds);
        }
    }

    /// <summary>An exception handler clears the headers: what is missing when the answer begins is put back.</summary>
    private void AnswerWith(HttpResponse response, string correlation)
    {
        response.Headers[_options.CorrelationHeader] = correlation;
        response.OnStarting(() =>
        {
            response.Headers.TryAdd(_options.CorrelationHeader, correlation);
            return Task.CompletedTask;
        });
    }

    private AgentContext Trusted(Activity? span) => _options.TrustBaggage && span is not null
        ? ContextBaggage.Read(AgentContext.Current, span.Baggage)
        : AgentContext.Current;

    private void End(HttpContext context, BodyCapture? bodies, Exception? unhandled, double seconds)
    {
        try
        {
            var outcome = RequestOutcome.Of(context, unhandled);
            context.Features.Set(outcome);
            if (outcome.Failure is { } failure)
            {
                telemetry.RecordUnhandled(failure, "request");
            }

            Write(context, bodies, outcome, seconds);
        }
        catch (Exception exception)
        {
            // The boundary to the host: telemetry never fails a request.
            telemetry.Core.Report(exception, nameof(RequestMiddleware));
        }
    }

    /// <summary>JSON is read, so that secrets are found by their keys too.</summary>
    private string? Redacted(string? body) =>
        body is null ? null : TextCut.Marked(telemetry.Core.Content.WriteText(body), _options.MaxBodyBytes);

    private void Write(HttpContext context, BodyCapture? bodies, RequestOutcome outcome, double seconds)
    {
        var level = outcome.IsError ? LogLevel.Error : LogLevel.Information;
        if (!telemetry.Core.Log.IsEnabled(level))
        {
            return;
        }

        var method = RequestMethods.Of(context.Request.Method);
        var route = RequestOutcome.RouteOf(context);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{method} {route ?? "(no route)"} {outcome.Status} in {seconds * 1000:0} ms");
        var fields = new EventFields(text)
            .Add(SemanticConventions.Http.RequestMethod, method)
            .Add(SemanticConventions.Http.Route, route)
            .Add(SemanticConventions.Http.ResponseStatusCode, outcome.Status)
            .Add(SemanticConventions.Http.RequestBodySize, context.Request.ContentLength)
            .Add(SemanticConventions.Http.ResponseBodySize, context.Response.ContentLength)
            .Add(SemanticConventions.AgentOtel.HttpRequestBody, Redacted(bodies?.Request))
            .Add(SemanticConventions.AgentOtel.HttpResponseBody, Redacted(bodies?.Response))
            .Add(SemanticConventions.AgentOtel.Duration, seconds)
            .Add(SemanticConventions.Error.Type, outcome.ErrorType);
        telemetry.Core.Log.Write(level, EventNames.HttpRequest, fields, AgentContext.Current);
    }
}
