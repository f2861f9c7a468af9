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

            app.MapGet("/fails", string (AgentTelemetry telemetry) => telemetry.StartWorkflow("campaign").Run<string>(() => throw new InvalidOperationException("x")));
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
    }

    [Fact]
    public async Task Requests_ManyAtOnce_KeepTheirContextsApart()
    {
        const int Requests = 300;
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
            async (http, _) => await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (i, cancel) =>
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
        Assert.All(events, log => Assert.Equal(servers[log.TraceId!].Attributes["agentotel.correlation.id"], log.Attributes["agentotel.correlation.id"]));
    }
}
