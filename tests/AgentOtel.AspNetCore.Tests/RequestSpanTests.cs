using System.Text;
using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace AgentOtel.AspNetCore.Tests;

public sealed class RequestSpanTests
{
    /// <summary>A pattern of the app's own that finds what redaction writes: a second pass over it would show.</summary>
    [Fact]
    public async Task Attributes_WithSecrets_AreRedactedOnce()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [
                ("AgentOtel:Redaction:Patterns:0", "redacted"),
                ("AgentOtel:Requests:RecordQuery", "true"),
                ("AgentOtel:Requests:RecordedHeaders:0", "X-Team"),
            ],
            app => app.MapGet("/mail/{address}", () => "ok"),
            async (http, _) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/mail/ada@example.com?of=bob@example.com");
                request.Headers.Add("X-Team", ["eve@example.com", "blue"]);
                request.Headers.TryAddWithoutValidation("User-Agent", "robot (joe@example.com)");
                using var response = await http.SendAsync(request);
            });

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("/mail/[redacted]", span.Attributes["url.path"]);
        Assert.Equal("of=[redacted]", span.Attributes["url.query"]);
        Assert.Equal("robot ([redacted])", span.Attributes["user_agent.original"]);
        Assert.Equal(["[redacted], blue"], (object?[])span.Attributes["http.request.header.x-team"]!);
    }

    [Fact]
    public async Task Sizes_OfBodies_AreThoseOfTheHeaders()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [],
            app => app.MapPost("/echo", async (HttpContext context) =>
            {
                context.Response.ContentLength = 4;
                await context.Response.WriteAsync("four");
            }),
            async (http, _) =>
                await http.PostAsync(new Uri("/echo", UriKind.Relative), new StringContent("seven c", Encoding.UTF8, "text/plain")));

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal(7L, span.Attributes["http.request.body.size"]);
        Assert.Equal(4L, span.Attributes["http.response.body.size"]);
    }

    [Fact]
    public async Task Status_OfAServersFault_IsItsErrorType()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [],
            app => app.MapGet("/", () => Results.StatusCode(503)),
            async (http, _) => await http.GetAsync(new Uri("/", UriKind.Relative)));

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("503", span.Attributes["error.type"]);
        Assert.Equal(ReceivedSpan.Error, span.Status);
    }

    [Fact]
    public async Task Address_BehindAProxy_IsThatOfWhoAsked()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [],
            app =>
            {
                app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
                app.MapGet("/", () => "ok");
            },
            async (http, _) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/");
                request.Headers.Add("X-Forwarded-For", "203.0.113.7");
                request.Headers.Add("X-Forwarded-Proto", "https");
                request.Headers.Add("X-Forwarded-Host", "shop.example");
                using var response = await http.SendAsync(request);
            });

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("203.0.113.7", span.Attributes["client.address"]);
        Assert.Equal("https", span.Attributes["url.scheme"]);
        Assert.Equal("shop.example", span.Attributes["server.address"]);
        Assert.DoesNotContain("server.port", span.Attributes.Keys);
    }

    /// <summary>Another part of the app may add the same instrumentation: the request is still one span, and one event.</summary>
    [Fact]
    public async Task Request_InstrumentedByTheAppToo_IsOneSpan()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [],
            app => app.MapGet("/orders/{id}", () => "ok"),
            async (http, _) => await http.GetStringAsync(new Uri("/orders/7?secret=1", UriKind.Relative)),
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing =>
                tracing.AddAspNetCoreInstrumentation().AddAspNetCoreInstrumentation("again", null)));

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("GET /orders/{id}", span.Name);
        Assert.DoesNotContain("url.query", span.Attributes.Keys);
        Assert.Equal("127.0.0.1", span.Attributes["client.address"]);
        Assert.Single(receiver.Logs, log => log.EventName == "agentotel.http.request");
    }

    /// <summary>OpenTelemetry's own propagation would hand on what a caller sent to whomever the app calls next.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Baggage_OfACaller_IsNotHandedOn(string trust)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var handedOn = "";
        await RequestApp.RunAsync(
            receiver,
            [("AgentOtel:Requests:TrustBaggage", trust)],
            app =>
            {
                app.MapGet(
                    "/provider",
                    (HttpContext context) => $"{context.Request.Headers["baggage"]}|{context.Request.Headers["traceparent"].Count}");
                app.MapGet("/", async (HttpContext context) =>
                {
                    using var http = new HttpClient();
                    return await http.GetStringAsync(new Uri($"http://{context.Request.Host}/provider"));
                });
            },
            async (http, _) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/");
                request.Headers.Add("baggage", "agentotel.tenant=acme,account=7");
                using var response = await http.SendAsync(request);
                handedOn = await response.Content.ReadAsStringAsync();
            },
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddHttpClientInstrumentation()));

        Assert.Equal("|1", handedOn);
    }
}
