using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.AspNetCore.Tests;

public sealed class RequestTests
{
    [Fact]
    public async Task Request_OfARoute_CompletesTheSpanAndWritesItsEvent()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver,
        [
            ("AgentOtel:Requests:RecordedHeaders:0", "X-Team"),
        ], app => app.MapGet("/orders/{id}", () => "ok"), async (http, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/7?secret=1");
            request.Headers.Add("X-Correlation-ID", "abc-123");
            request.Headers.Add("X-Team", "blue@example.com");
            request.Headers.Add("User-Agent", "tests/1.0");
            using var response = await http.SendAsync(request);
            Assert.Equal("abc-123", response.Headers.GetValues("X-Correlation-ID").Single());
        });

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("GET /orders/{id}", span.Name);
        Assert.Equal("GET", span.Attributes["http.request.method"]);
        Assert.Equal("/orders/{id}", span.Attributes["http.route"]);
        Assert.Equal("/orders/7", span.Attributes["url.path"]);
        Assert.Equal("http", span.Attributes["url.scheme"]);
        Assert.Equal(200L, span.Attributes["http.response.status_code"]);
        Assert.Equal("127.0.0.1", span.Attributes["client.address"]);
        Assert.Equal("1.1", span.Attributes["network.protocol.version"]);
        Assert.Equal("tests/1.0", span.Attributes["user_agent.original"]);
        Assert.Equal(["[redacted]"], (object?[])span.Attributes["http.request.header.x-team"]!);
        Assert.Equal("abc-123", span.Attributes["agentotel.correlation.id"]);
        Assert.DoesNotContain(span.Attributes.Values, value => value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);

        var log = receiver.Logs.Single(log => log.EventName == "agentotel.http.request");
        Assert.Equal(span.SpanId, log.SpanId);
        Assert.Equal(9, log.Severity);
        Assert.Equal(200L, log.Attributes["http.response.status_code"]);
        Assert.Equal("abc-123", log.Attributes["agentotel.correlation.id"]);
        Assert.IsType<double>(log.Attributes["agentotel.duration"]);
    }

    [Fact]
    public async Task RecordQuery_IfAskedFor_IsRedacted()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [("AgentOtel:Requests:RecordQuery", "true")],
            app => app.MapGet("/", () => "ok"),
            async (http, _) => await http.GetAsync(new Uri("/?page=2&token=abcdef&mail=ada%40example.com", UriKind.Relative)));

        Assert.Equal(
            "page=2&token=[redacted]&mail=[redacted]",
            receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server).Attributes["url.query"]);
    }

    [Fact]
    public async Task CorrelationId_OfACallerWithATraceAlone_IsTheTraces()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, [], app => app.MapGet("/", () => "ok"), async (http, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            using var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null };
            using var plain = new HttpClient(handler) { BaseAddress = http.BaseAddress };
            using var response = await plain.SendAsync(request);
            Assert.Equal("0af7651916cd43dd8448eb211c80319c", response.Headers.GetValues("X-Correlation-ID").Single());
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_WithAnUnhandledException_IsA500OfItsRoute(bool hasHandler)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, [], app =>
        {
            if (hasHandler)
            {
                app.UseExceptionHandler(handler => handler.Run(context => context.Response.WriteAsync("sorry")));
            }

            app.MapGet("/fails/{id}", string () => throw new InvalidOperationException("canary"));
        }, async (http, _) =>
        {
            using var response = await http.GetAsync(new Uri("/fails/1", UriKind.Relative));
            Assert.Equal(500, (int)response.StatusCode);
            Assert.Equal(hasHandler, response.Headers.Contains("X-Correlation-ID"));
        });

        var span = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("GET /fails/{id}", span.Name);
        Assert.Equal(500L, span.Attributes["http.response.status_code"]);
        Assert.Equal("System.InvalidOperationException", span.Attributes["error.type"]);
        Assert.Equal(ReceivedSpan.Error, span.Status);
        Assert.DoesNotContain("canary", span.StatusMessage ?? "", StringComparison.Ordinal);
        Assert.Equal(17, receiver.Logs.Single(log => log.EventName == "agentotel.http.request").Severity);
    }

    [Fact]
    public async Task Request_WithoutARoute_IsNamedByItsMethod()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, [], _ => { }, async (http, _) =>
        {
            using var missing = await http.GetAsync(new Uri("/nowhere", UriKind.Relative));
            using var odd = await http.SendAsync(new HttpRequestMessage(new HttpMethod("BREW"), "/nowhere"));
        });

        var spans = receiver.Spans.Where(span => span.Kind == ReceivedSpan.Server).ToList();
        Assert.Equal(["GET", "HTTP"], spans.Select(span => span.Name));
        Assert.Equal(404L, spans[0].Attributes["http.response.status_code"]);
        Assert.Equal("_OTHER", spans[1].Attributes["http.request.method"]);
        Assert.Equal("BREW", spans[1].Attributes["http.request.method_original"]);
        Assert.All(spans, span => Assert.NotEqual(ReceivedSpan.Error, span.Status));
    }

    [Fact]
    public async Task Request_ThatTheClientAborts_IsA499()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var arrived = new TaskCompletionSource();
        await RequestApp.RunAsync(receiver, [], app => app.MapGet("/slow", async (HttpContext context) =>
        {
            var aborted = new TaskCompletionSource();
            context.RequestAborted.Register(aborted.SetResult);
            arrived.SetResult();
            await aborted.Task;
        }), async (http, _) =>
        {
            using var patience = new CancellationTokenSource();
            var slow = http.GetAsync(new Uri("/slow", UriKind.Relative), patience.Token);
            await arrived.Task;
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        });

        Assert.Equal(499L, receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server).Attributes["http.response.status_code"]);
    }

    [Theory]
    [InlineData("/health", null, null, false)]
    [InlineData("/health/ready", null, null, false)]
    [InlineData("/healthy", null, null, true)]
    [InlineData("/metrics", null, null, false)]
    [InlineData("/ping/deep", "AgentOtel:Requests:ExcludedPaths:0", "/ping", false)]
    [InlineData("/health", "AgentOtel:Requests:ExcludedPaths:0", "/ping", true)]
    [InlineData("/health", "AgentOtel:Requests:ExcludedPaths", "", true)]
    public async Task Request_OfAnExcludedPath_IsNotRecorded(string path, string? key, string? value, bool isRecorded)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, key is null ? [] : [(key, value!)], app => app.MapGet(path, () => "ok"), async (http, _) =>
            await http.GetStringAsync(new Uri(path, UriKind.Relative)));

        Assert.Equal(isRecorded, receiver.Spans.Any(span => span.Kind == ReceivedSpan.Server));
        Assert.Equal(isRecorded, receiver.Logs.Any(log => log.EventName == "agentotel.http.request"));
    }

    [Fact]
    public async Task AddAgentOtelRequests_CalledTwice_DoesNothingMore()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [("AgentOtel:Requests:RecordedHeaders:0", "X-Team")],
            app => app.MapGet("/", () => "ok"),
            async (http, services) =>
            {
                Assert.Equal(["X-Team"], services.GetRequiredService<IOptions<AgentOtelRequestOptions>>().Value.RecordedHeaders);
                await http.GetStringAsync(new Uri("/", UriKind.Relative));
            },
            builder => builder.AddAgentOtelRequests());

        Assert.Single(receiver.Logs, log => log.EventName == "agentotel.http.request");
    }

    [Theory]
    [InlineData("has space")]
    [InlineData("a\"b")]
    [InlineData("")]
    public async Task CorrelationId_ThatIsNotHarmless_IsReplaced(string given)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, [], app => app.MapGet("/", () => "ok"), async (http, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.TryAddWithoutValidation("X-Correlation-ID", given);
            using var response = await http.SendAsync(request);
            Assert.Matches("^[0-9a-f]{32}$", response.Headers.GetValues("X-Correlation-ID").Single());
        });
    }

    [Theory]
    [InlineData("true", "acme")]
    [InlineData("false", null)]
    public async Task Baggage_OfACaller_IsTakenOnlyIfTrusted(string trust, string? tenant)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver,
        [
            ("AgentOtel:Requests:TrustBaggage", trust),
        ], app => app.MapGet("/", (AgentTelemetry telemetry) =>
        {
            using var agent = telemetry.StartAgent("writer");
            return "ok";
        }), async (http, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("baggage", "agentotel.tenant=acme,gen_ai.conversation.id=c-1");
            using var response = await http.SendAsync(request);
        });

        Assert.Equal(tenant, receiver.Span("invoke_agent writer").Attributes.GetValueOrDefault("agentotel.tenant"));
    }
}
