using System.Diagnostics;
using System.Net;
using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting.Tests;

public sealed class ContextTests
{
    [Fact]
    public async Task Logs_OfAnyLibraryInsideARun_CarryTheContextAndScopesOnce()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:DroppedScopes:0", "Secret"));
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
        {
            var logger = services.Logger("Some.Library");
            using var run = services.Telemetry().StartWorkflow(new WorkflowStart("campaign") { RunId = "run-1", ConversationId = "c-1" });
            using var pairs = AgentContext.Current.With("region", "eu").Push();
            using var outer = logger.BeginScope(new Dictionary<string, object?> { ["Order"] = 1, ["Secret"] = "s" });
            using var inner = logger.BeginScope(new Dictionary<string, object?> { ["Order"] = 2, ["Item"] = "pen" });
            logger.LogWarning("stock of {Item} is low", "ink");
        });

        var log = receiver.Logs.Single(log => log.Body == "stock of ink is low");
        Assert.Equal("Some.Library", log.Origin.Scope);
        Assert.Equal("run-1", log.Attributes["agentotel.workflow.run.id"]);
        Assert.Equal("campaign", log.Attributes["gen_ai.workflow.name"]);
        Assert.Equal("c-1", log.Attributes["gen_ai.conversation.id"]);
        Assert.Equal("eu", log.Attributes["agentotel.context.region"]);
        Assert.Equal("ink", log.Attributes["Item"]);
        Assert.Equal(1L, log.Attributes["Order"]);
        Assert.DoesNotContain("Secret", log.Attributes.Keys);
        Assert.Equal(log.Attributes.Count, log.AttributeCount);
    }

    [Fact]
    public async Task Events_OfTheKit_CarryTheirNameNativelyAndAsAnAttribute()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver);
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartTool("search").Dispose());

        var span = receiver.Span("execute_tool search");
        var log = receiver.Logs.Single(log => log.EventName == "agentotel.tool.completed");
        Assert.Equal("agentotel.tool.completed", log.Attributes["event.name"]);
        Assert.Equal(span.SpanId, log.SpanId);
        Assert.Equal(9, log.Severity);
        Assert.Equal("search", log.Attributes["gen_ai.tool.name"]);
        Assert.Equal(log.Attributes.Count, log.AttributeCount);
    }

    [Fact]
    public async Task Logs_WithSecretsEverywhere_ArriveWithoutThem()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver);
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
        {
            var logger = services.Logger();
            using var scope = logger.BeginScope(
                new Dictionary<string, object?> { ["ApiKey"] = "canary-1", ["Mail"] = "canary-2@example.com" });
            logger.LogError(
                new InvalidOperationException("outer", new InvalidOperationException("sk-canary-3-abcdefghijkl")),
                "to {Who}",
                "canary-4@example.com");
        });

        var log = receiver.Logs.Single(log => log.Origin.Scope == "Test.Category");
        Assert.Equal("to [redacted]", log.Body);
        Assert.Equal("[redacted]", log.Attributes["ApiKey"]);
        Assert.Equal("[redacted]", log.Attributes["Mail"]);
        Assert.Equal("[redacted]", log.Attributes["Who"]);
        Assert.Equal("System.InvalidOperationException", log.Attributes["exception.type"]);
        Assert.Contains("[redacted]", Assert.IsType<string>(log.Attributes["exception.stacktrace"]), StringComparison.Ordinal);
        Assert.All(log.Attributes.Values, value => Assert.DoesNotContain("canary", value?.ToString() ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Baggage_ToHostsThatAreNotListed_NeverLeaves()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var other = await EchoServer.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:BaggageHosts:0", "127.0.0.1"));
        builder.AddAgentOtel();

        await builder.RunAsync(async services =>
        {
            using var http = new HttpClient();
            using var request = new Activity("request")
            {
                ActivityTraceFlags = ActivityTraceFlags.Recorded,
            }.Start().AddBaggage("user.id", "mallory");
            using var run = services.Telemetry().StartWorkflow(new WorkflowStart("campaign") { UserId = "ada", Tenant = "a,b" });
            await http.GetStringAsync(new Uri($"http://127.0.0.1:{other.Port}/listed"));
            await http.GetStringAsync(new Uri($"http://localhost:{other.Port}/unlisted"));
        });

        Assert.DoesNotContain("baggage", other.Requests["/unlisted"].Keys);
        Assert.DoesNotContain("Correlation-Context", other.Requests["/unlisted"].Keys);
        Assert.Contains("traceparent", other.Requests["/unlisted"].Keys);
        var sent = other.Requests["/listed"]["baggage"].Split(',');
        Assert.Contains("user.id=ada", sent);
        Assert.Contains("agentotel.tenant=a%2Cb", sent);
        Assert.DoesNotContain("user.id=mallory", sent);
        var call = receiver.Spans.First(span => span.Origin.Scope == "System.Net.Http");
        Assert.Equal("campaign", call.Attributes["gen_ai.workflow.name"]);
    }

    private sealed class EchoServer(WebApplication app) : IAsyncDisposable
    {
        public Dictionary<string, Dictionary<string, string>> Requests { get; } = [];

        public int Port => new Uri(app.Urls.First()).Port;

        public static async Task<EchoServer> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls($"http://{IPAddress.Loopback}:0");
            var app = builder.Build();
            var server = new EchoServer(app);
            app.Run(context =>
            {
                server.Requests[context.Request.Path] = context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
                return context.Response.WriteAsync("ok");
            });
            await app.StartAsync();
            return server;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
