using AgentOtel.Stack.Tests;
using AgentOtel.Viewer.Storage;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>The real Collector sends, and sends again what it is asked to. Both of its exporters zip.</summary>
[Trait("Needs", "Collector")]
public sealed class CollectorSenderTests
{
    private static readonly string[] Signals = ["traces", "logs", "metrics"];

    [Theory]
    [InlineData("otlp_grpc")]
    [InlineData("otlp_http")]
    public async Task Export_AllSignalsAndABusyStore_ArriveOnceEach(string exporter)
    {
        await using var server = await ReceivingServer.StartAsync();
        var isBusy = 1;
        server.Outcome = () => Interlocked.Exchange(ref isBusy, 0) == 1 ? WriteOutcome.TryAgain("The queue is full.") : WriteOutcome.Taken;
        var port = ChildProcess.FreePort();
        var target = exporter == "otlp_grpc"
            ? $"endpoint: {server.Grpc.Authority}\n    tls: {{insecure: true}}"
            : $"endpoint: {server.Http.AbsoluteUri}";
        var pipelines = string.Concat(Signals.Select(signal => $"\n    {signal}: {{receivers: [otlp], exporters: [{exporter}]}}"));
        var configuration = $"""
            receivers:
              otlp:
                protocols:
                  http:
                    endpoint: 127.0.0.1:{port}
            exporters:
              {exporter}:
                {target}
                retry_on_failure:
                  initial_interval: 100ms
            service:
              telemetry:
                metrics:
                  level: none
              pipelines:{pipelines}
            """;
        await using var collector = ChildProcess.Start(
            ServerCache.Collector, ["--config", "env:CONFIGURATION"], new Dictionary<string, string> { ["CONFIGURATION"] = configuration });
        await collector.WaitForLineAsync(line => line.Contains("Everything is ready", StringComparison.Ordinal), "ready Collector");

        await SendAsync("traces", Requests.Of(Requests.Span("through").Add(9, Requests.Pair("k", Requests.Text("v")))));
        await SendAsync("logs", Requests.Of(new Message().AddVarint(2, 9).Add(5, Requests.Text("hello"))));
        await SendAsync(
            "metrics",
            Requests.Of(new Message().Add(1, "queue").Add(5, new Message().Add(1, new Message().AddFixed64(3, 1).AddDouble(4, 1.5)))));

        await server.WaitForAsync(
            received => received.Spans.Any() && received.Logs.Any() && received.Metrics.Any(), "telemetry of the Collector");
        var span = Assert.Single(server.Spans);
        Assert.Equal(("through", "v", "basket", "shop"), (span.Name, span.Attributes["k"].Text, span.Resource.Service, span.Scope.Name));
        Assert.Equal((9, "hello"), (Assert.Single(server.Logs).Severity, Assert.Single(server.Logs).Body.Text));
        Assert.Equal(1.5, Assert.Single(Assert.Single(server.Metrics).Points).Value);
        Assert.Equal(0, isBusy);

        async Task SendAsync(string signal, byte[] request)
        {
            using var http = new HttpClient();
            using var content = new ByteArrayContent(request);
            content.Headers.ContentType = new("application/x-protobuf");
            using var answer = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/v1/{signal}"), content);
            answer.EnsureSuccessStatusCode();
        }
    }
}
