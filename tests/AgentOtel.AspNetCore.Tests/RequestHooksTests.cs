using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace AgentOtel.AspNetCore.Tests;

/// <summary>Hooks that the app sets on the instrumentation of ASP.NET Core itself.</summary>
public sealed class RequestHooksTests
{
    [Fact]
    public async Task Hooks_OfTheApp_SeeTheSpanCompletedAndWriteToIt()
    {
        var seen = new Dictionary<string, object?>();
        var receiver = await RunAsync("/orders/7?page=2", options =>
        {
            options.EnrichWithHttpRequest = (span, request) => span.SetTag("app.note", $"for ada@example.com at {request.Path}");
            options.EnrichWithHttpResponse = (span, _) =>
            {
                seen = span.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
                span.SetTag("client.address", "unknown");
            };
        });

        Assert.Equal(200, seen["http.response.status_code"]);
        Assert.Equal("127.0.0.1", seen["client.address"]);
        Assert.Equal("/orders/{id}", seen["http.route"]);
        Assert.DoesNotContain("url.query", seen.Keys);
        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("for [redacted] at /orders/7", span.Attributes["app.note"]);
        Assert.Equal("unknown", span.Attributes["client.address"]);
    }

    [Fact]
    public async Task Hooks_OfTheApp_ThatThrow_LeaveTheSpanCompleted()
    {
        var receiver = await RunAsync("/orders/7", options =>
        {
            options.EnrichWithHttpRequest = (_, _) => throw new InvalidOperationException("x");
            options.EnrichWithHttpResponse = (_, _) => throw new InvalidOperationException("x");
        });

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("127.0.0.1", span.Attributes["client.address"]);
        Assert.Equal(200L, span.Attributes["http.response.status_code"]);
        Assert.NotEqual(ReceivedSpan.Error, span.Status);
    }

    [Fact]
    public async Task Hook_OfTheApp_ForExceptions_IsCalledBesideOurs()
    {
        Exception? thrown = null;
        var receiver = await RunAsync("/fails", options => options.EnrichWithException = (_, exception) => thrown = exception);

        Assert.IsType<InvalidOperationException>(thrown);
        Assert.Equal(
            "System.InvalidOperationException", receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server).Attributes["error.type"]);
    }

    [Theory]
    [InlineData("/orders/7", true)]
    [InlineData("/quiet", false)]
    [InlineData("/health", false)]
    public async Task Filter_OfTheApp_LeavesOutMoreAndBringsNothingBack(string path, bool isRecorded)
    {
        var receiver = await RunAsync(path, options => options.Filter = context => context.Request.Path != "/quiet");

        Assert.Equal(isRecorded, receiver.Spans.Any(span => span.Kind == ReceivedSpan.Server));
        Assert.Equal(path != "/health", receiver.Logs.Any(log => log.EventName == "agentotel.http.request"));
    }

    private static async Task<OtlpReceiver> RunAsync(string path, Action<AspNetCoreTraceInstrumentationOptions> configure)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [],
            app =>
            {
                app.MapGet("/orders/{id}", () => "ok");
                app.MapGet("/quiet", () => "ok");
                app.MapGet("/health", () => "ok");
                app.MapGet("/fails", string (HttpContext _) => throw new InvalidOperationException("x"));
            },
            async (http, _) => await http.GetAsync(new Uri(path, UriKind.Relative)),
            builder => builder.Services.Configure(configure));
        return receiver;
    }
}
