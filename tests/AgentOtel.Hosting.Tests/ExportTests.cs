using System.Net;
using System.Net.Sockets;
using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentOtel.Hosting.Tests;

public sealed class ExportTests
{
    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task AddAgentOtel_AProcessThatEndsAtOnce_LosesNothing(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver,
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", (protocol == "grpc" ? receiver.Grpc : receiver.Http).AbsoluteUri),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-team=blue"));
        builder.AddAgentOtel(options => options.ServiceNamespace = "agents");

        await builder.RunAsync(services =>
        {
            using var run = services.Telemetry().StartWorkflow("campaign");
            services.Logger().LogInformation("hello {Name}", "world");
        });

        var span = receiver.Span("invoke_workflow campaign");
        Assert.Equal("AgentOtel", span.Origin.Scope);
        Assert.Equal("https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev", span.Origin.SchemaUrl);
        var log = receiver.Logs.Single(log => log.Body == "hello world");
        Assert.Equal(span.TraceId, log.TraceId);
        Assert.Equal("world", log.Attributes["Name"]);
        Assert.Equal("hello {Name}", log.Attributes["{OriginalFormat}"]);
        var duration = receiver.Points.Single(point => point.Metric == "gen_ai.invoke_workflow.duration");
        Assert.Equal([1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200], duration.Bounds);
        Assert.Equal([span.SpanId], duration.ExemplarSpanIds);
        Assert.All(
            [span.Origin, log.Origin, duration.Origin],
            origin =>
            {
                Assert.Equal("test-app", origin.Resource["service.name"]);
                Assert.Equal("agents", origin.Resource["service.namespace"]);
                Assert.Equal("testing", origin.Resource["deployment.environment.name"]);
                Assert.Equal(span.Origin.Resource["service.instance.id"], origin.Resource["service.instance.id"]);
                Assert.NotNull(origin.Resource["service.version"]);
            });
        Assert.All(receiver.Headers, headers => Assert.Equal("blue", headers["x-team"]));
    }

    [Theory]
    [InlineData("base2_exponential_bucket_histogram", 0)]
    [InlineData("explicit_bucket_histogram", 11)]
    [InlineData("", 11)]
    public async Task HistogramAggregation_ByTheStandardVariable_IsTaken(string value, int bounds)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION", value));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartWorkflow("campaign").Dispose());

        var duration = receiver.Points.Single(point => point.Metric == "gen_ai.invoke_workflow.duration");
        Assert.Equal(1ul, duration.Count);
        Assert.Equal("campaign", duration.Attributes["gen_ai.workflow.name"]);
        Assert.Equal(bounds, duration.Bounds.Count);
    }

    [Fact]
    public async Task AddAgentOtel_TwiceAndBesideTheOtherWay_SendsOnce()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver);
        builder.AddAgentOtel().AddAgentOtel();
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        Assert.Single(receiver.Spans);
        Assert.Single(receiver.Logs, log => log.EventName == "agentotel.agent.completed");
        Assert.Single(receiver.Points, point => point.Metric == "gen_ai.invoke_agent.duration");
    }

    [Fact]
    public async Task AddAgentOtel_BesideAnExporterOfTheApps_AddsNoneAndSaysSo()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var theirs = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver);
        builder.AddAgentOtel();
        builder.Services.AddOpenTelemetry().UseOtlpExporter(OpenTelemetry.Exporter.OtlpExportProtocol.HttpProtobuf, theirs.Http);

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        await theirs.WaitForAsync(r => r.Logs.Any(log => log.EventName == "agentotel.telemetry.own_exporter"), "the notice");
        Assert.Single(theirs.Spans, span => span.Name == "invoke_agent writer");
        Assert.Empty(receiver.Spans);
        Assert.Empty(receiver.Logs);
    }

    [Fact]
    public async Task AddAgentOtel_OnABuilderOfTheApps_AddsNoExporter()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver);
        builder.Services.AddOpenTelemetry().AddAgentOtel();

        await builder.RunAsync(services =>
        {
            using var agent = services.Telemetry().StartAgent("writer");
            Assert.True(agent.Activity!.Recorded);
        });

        Assert.Empty(receiver.Headers);
    }

    [Fact]
    public async Task Export_SetToFalse_SendsNothing()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:Export", "false"));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        Assert.Empty(receiver.Headers);
    }

    [Fact]
    public async Task Exporter_SetToNoneForASignal_SendsTheOthers()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("OTEL_LOGS_EXPORTER", "none"));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        Assert.Single(receiver.Spans);
        Assert.Empty(receiver.Logs);
    }

    [Fact]
    public async Task RetryFor_WithAnEndpointThatComesBack_LosesNothing()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var refusals = 0;
        receiver.Refuse = () => Interlocked.Increment(ref refusals) <= 4 ? 503 : null;
        var builder = TestHost.Builder(receiver, ("AgentOtel:FlushTimeout", "00:00:30"));
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        Assert.Single(receiver.Spans);
        Assert.Single(receiver.Logs, log => log.EventName == "agentotel.agent.completed");
        Assert.InRange(refusals, 5, 100);
    }

    [Fact]
    public async Task StopAsync_WithASilentEndpoint_EndsInTimeAndCountsWhatIsLost()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var logs = new CollectingLoggerProvider();
        var builder = TestHost.Builder(
            null,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{silent.LocalEndpoint}"),
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "600000"),
            ("AgentOtel:FlushTimeout", "00:00:02"));
        builder.Logging.AddProvider(logs);
        builder.AddAgentOtel();

        var host = builder.Build();
        await host.StartAsync();
        for (var i = 0; i < 7; i++)
        {
            host.Services.Telemetry().StartAgent("writer").Dispose();
        }

        // Without the bound it would wait for ten minutes.
        await EndAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains(logs.Messages, message => message.StartsWith("7 items of traces could not be sent", StringComparison.Ordinal));

        async Task EndAsync()
        {
            await host.StopAsync();
            await Task.Run(host.Dispose);
        }
    }

    [Fact]
    public async Task RetryFor_SetToZero_DropsAtOnceAndCounts()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.Refuse = static () => 400;
        using var logs = new CollectingLoggerProvider();
        var builder = TestHost.Builder(receiver, ("AgentOtel:RetryFor", "00:00:00"));
        builder.Logging.AddProvider(logs);
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        Assert.Contains(logs.Messages, message => message.StartsWith("1 items of traces could not be sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LogFactory_ThatWasReplaced_IsNoticedAtStart()
    {
        using var logs = new CollectingLoggerProvider();
        var builder = TestHost.Builder();
        builder.AddAgentOtel(options => options.Export = false);
        builder.Services.AddSingleton<ILoggerFactory>(new LoggerFactory([logs]));

        await builder.RunAsync(_ => { });

        Assert.Contains(logs.Messages, message => message.StartsWith("Logs do not reach OpenTelemetry", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Endpoint_ThatIsKnownOnlyWhenServicesStart_IsUsedForEverySignal(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(null, ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));
        builder.AddAgentOtel();
        builder.Services.AddMetrics();
        builder.Services.AddHostedService(services => new LateViewer(
            services.GetRequiredService<IConfiguration>(), protocol == "grpc" ? receiver.Grpc : receiver.Http));

        await builder.RunAsync(services =>
        {
            services.Telemetry().StartWorkflow("late").Dispose();
            services.Logger().LogWarning("late");
        });

        Assert.Contains(receiver.Spans, span => span.Name == "invoke_workflow late");
        Assert.Contains(receiver.Logs, log => log.Body == "late");
        Assert.Contains(receiver.Points, point => point.Metric == "gen_ai.invoke_workflow.duration");
        Assert.All(receiver.Headers, headers => Assert.Equal("Bearer late token", headers["authorization"]));
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Export_ItsOwnRequests_AreNeitherMeasuredNorTraced(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var address = protocol == "grpc" ? receiver.Grpc : receiver.Http;
        var builder = TestHost.Builder(
            null, ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol), ("OTEL_EXPORTER_OTLP_ENDPOINT", address.AbsoluteUri));
        builder.AddAgentOtel();

        await builder.RunAsync(async services =>
        {
            services.Telemetry().StartWorkflow("silent").Dispose();
            services.GetRequiredService<TracerProvider>().ForceFlush();
            services.GetRequiredService<MeterProvider>().ForceFlush();
            await receiver.WaitForAsync(
                one => one.Points.Count > 0 && one.Spans.Any(span => span.Name == "invoke_workflow silent"), "first round");
        });

        Assert.Contains(receiver.Points, point => point.Metric == "gen_ai.invoke_workflow.duration");
        Assert.DoesNotContain(
            receiver.Points,
            point =>
                point.Metric.StartsWith("http.client.", StringComparison.Ordinal)
                    && point.Attributes.TryGetValue("server.port", out var port)
                    && Equals(port, (long)address.Port));
        Assert.DoesNotContain(
            receiver.Spans, span => span.Attributes.TryGetValue("server.port", out var port) && Equals(port, (long)address.Port));
    }

    /// <summary>Writes the endpoint as an embedded viewer does: before any service starts, and after the options were validated.</summary>
    private sealed class LateViewer(IConfiguration configuration, Uri endpoint) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint.AbsoluteUri;
            configuration["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Bearer%20late%20token";
            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
