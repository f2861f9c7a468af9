using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AgentOtel.AspNetCore.Tests;

public sealed class UnhandledRequestTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WhoseExceptionNobodyHandles_IsCriticalOnce(bool hasHandler)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, [], app =>
        {
            if (hasHandler)
            {
                app.UseExceptionHandler(handler => handler.Run(context => context.Response.WriteAsync("sorry")));
            }

            app.MapGet(
                "/fails",
                string (AgentTelemetry telemetry) =>
                    telemetry.StartWorkflow("campaign").Run<string>(() => throw new InvalidOperationException("x")));
        }, async (http, _) => await http.GetAsync(new Uri("/fails", UriKind.Relative)));

        var errors = receiver.Logs.Where(log => log.EventName == "agentotel.error").ToList();
        Assert.Equal(["major", "critical"], errors.Select(error => error.Attributes["agentotel.error.severity"]));
        Assert.Equal("request", errors[1].Attributes["agentotel.error.unhandled"]);
        var server = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal(server.SpanId, errors[1].SpanId);
    }

    [Fact]
    public async Task Request_ThatIsTheCallersFault_IsNoError()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [],
            app => app.MapGet("/numbers/{id}", string (HttpContext context) => throw new BadHttpRequestException("x", 422)),
            async (http, _) => Assert.Equal(422, (int)(await http.GetAsync(new Uri("/numbers/a", UriKind.Relative))).StatusCode));

        Assert.DoesNotContain(receiver.Logs, log => log.EventName == "agentotel.error");
        Assert.NotEqual(ReceivedSpan.Error, receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server).Status);
    }

    [Fact]
    public async Task Request_ThatFailsAfterItsAnswerBegan_IsCriticalToo()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [],
            app => app.MapGet("/stream", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("begun");
                await context.Response.Body.FlushAsync();
                throw new InvalidOperationException("x");
            }),
            async (http, _) =>
                await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri("/stream", UriKind.Relative))));

        var error = receiver.Logs.Single(log => log.EventName == "agentotel.error");
        Assert.Equal("critical", error.Attributes["agentotel.error.severity"]);
        Assert.Equal("request", error.Attributes["agentotel.error.unhandled"]);
        var request = receiver.Logs.Single(log => log.EventName == "agentotel.http.request");
        Assert.Equal(17, request.Severity);
        Assert.Equal(200L, request.Attributes["http.response.status_code"]);
        Assert.Equal("System.InvalidOperationException", request.Attributes["error.type"]);
        Assert.Equal(ReceivedSpan.Error, receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_ThatFailsAsItsClientLeaves_IsAnErrorUnlessItIsTheLeaving(bool isOfLeaving)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var arrived = new TaskCompletionSource();
        await RequestApp.RunAsync(receiver, [], app => app.MapGet("/slow", async (HttpContext context) =>
        {
            var left = new TaskCompletionSource();
            context.RequestAborted.Register(left.SetResult);
            arrived.SetResult();
            await left.Task;
            throw isOfLeaving ? new OperationCanceledException(context.RequestAborted) : new InvalidOperationException("x");
        }), async (http, _) =>
        {
            using var patience = new CancellationTokenSource();
            var slow = http.GetAsync(new Uri("/slow", UriKind.Relative), patience.Token);
            await arrived.Task;
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        });

        var server = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal(499L, server.Attributes["http.response.status_code"]);
        Assert.Equal(!isOfLeaving, server.Status == ReceivedSpan.Error);
        Assert.Equal(isOfLeaving ? 0 : 1, receiver.Logs.Count(log => log.EventName == "agentotel.error"));
    }

    [Fact]
    public async Task Requests_ManyAtOnce_KeepTheirContextsApart()
    {
        const int Requests = 300;
        var fiftyAtOnce = new ParallelOptions { MaxDegreeOfParallelism = 50 };
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [("Logging:LogLevel:Microsoft", "Warning")],
            app => app.MapGet("/{id}", async (string id, AgentTelemetry telemetry) =>
            {
                using var context = AgentContext.Current.With("id", id).Push();
                await telemetry.StartAgent("writer").RunAsync(async () =>
                {
                    await Task.Yield();
                    await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => telemetry.StartTool("search").Dispose())));
                });
                return id;
            }),
            async (http, _) => await Parallel.ForAsync(0, Requests, fiftyAtOnce, async (i, cancel) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/{i}");
                request.Headers.Add("X-Correlation-ID", $"c-{i}");
                using var answer = await http.SendAsync(request, cancel);
                Assert.Equal($"{i}", await answer.Content.ReadAsStringAsync(cancel));
            }),
            builder => builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")));

        var servers = receiver.Spans.Where(span => span.Kind == ReceivedSpan.Server).ToDictionary(span => span.TraceId);
        Assert.Equal(Requests, servers.Count);
        var below = receiver.Spans.Where(span => span.Kind != ReceivedSpan.Server && span.Origin.Scope == "AgentOtel").ToList();
        Assert.Equal(Requests * 4, below.Count);
        Assert.All(below, span =>
        {
            var correlation = (string)servers[span.TraceId].Attributes["agentotel.correlation.id"]!;
            Assert.Equal(correlation, span.Attributes["agentotel.correlation.id"]);
            Assert.Equal(correlation, $"c-{span.Attributes["agentotel.context.id"]}");
        });
        var events = receiver.Logs.Where(log => log.EventName == "agentotel.http.request").ToList();
        Assert.Equal(Requests, events.Count);
        Assert.All(
            events,
            log => Assert.Equal(servers[log.TraceId!].Attributes["agentotel.correlation.id"], log.Attributes["agentotel.correlation.id"]));
    }
}
