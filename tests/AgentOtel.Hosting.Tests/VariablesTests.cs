using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace AgentOtel.Hosting.Tests;

/// <summary>The standard variables, wherever the app's configuration has them from.</summary>
public sealed class VariablesTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "HTTP/PROTOBUF")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "soon")]
    [InlineData("OTEL_BSP_SCHEDULE_DELAY", "-1")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "2")]
    public async Task Variable_ThatMakesNoSense_IsToldOfAndStopsNothing(string name, string value)
    {
        using var logs = new CollectingLoggerProvider();
        var builder = TestHost.Builder(null, ("AgentOtel:FlushTimeout", "00:00:00"), (name, value));
        builder.Logging.AddProvider(logs);
        builder.AddAgentOtel();

        await builder.RunAsync(services => services.Telemetry().StartAgent("writer").Dispose());

        var told = Assert.Single(logs.Messages, message => message.StartsWith(name + " must be", StringComparison.Ordinal));
        Assert.Contains($"it is {value}.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variable_ThatIsEmpty_IsAsIfItWereAbsent()
    {
        using var logs = new CollectingLoggerProvider();
        var builder = TestHost.Builder(null, ("AgentOtel:FlushTimeout", "00:00:00"), ("OTEL_EXPORTER_OTLP_ENDPOINT", ""));
        builder.Logging.AddProvider(logs);
        builder.AddAgentOtel();

        await builder.RunAsync(_ => { });

        Assert.DoesNotContain(
            logs.Messages,
            message => message.Contains("OTEL_", StringComparison.Ordinal) && message.Contains("must be", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_ThatMakeNoSense_AreToldOfWithoutTheirValue()
    {
        using var logs = new CollectingLoggerProvider();
        var builder = TestHost.Builder(null, ("AgentOtel:FlushTimeout", "00:00:00"), ("OTEL_EXPORTER_OTLP_HEADERS", "=very-private"));
        builder.Logging.AddProvider(logs);
        builder.AddAgentOtel();

        await builder.RunAsync(_ => { });

        Assert.Single(logs.Messages, message => message.StartsWith("OTEL_EXPORTER_OTLP_HEADERS must be", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Messages, message => message.Contains("very-private", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Intervals_OfTheAppsConfiguration_DecideWhenIsSent()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver, ("OTEL_BSP_SCHEDULE_DELAY", "20"), ("OTEL_BLRP_SCHEDULE_DELAY", "20"), ("OTEL_METRIC_EXPORT_INTERVAL", "20"));
        builder.AddAgentOtel();

        await builder.RunAsync(async services =>
        {
            services.Telemetry().StartAgent("writer").Dispose();
            await receiver.WaitForAsync(
                one => one.Spans.Count > 0 && one.Logs.Count > 0 && one.Points.Any(point => point.Metric == "gen_ai.invoke_agent.duration"),
                "all signals while the app runs");
        });
    }

    [Fact]
    public async Task ExporterOptions_ForAnExporterThatNobodyAdded_StopTheStartWithWhatToDo()
    {
        var builder = TestHost.Builder();
        builder.AddAgentOtel();
        builder.Services.Configure<OtlpExporterOptions>(options => options.Endpoint = new Uri("http://localhost:4317"));

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => builder.RunAsync(_ => { }));

        Assert.Contains("OTEL_EXPORTER_OTLP_", error.Message, StringComparison.Ordinal);
        Assert.Contains("UseOtlpExporter()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAgentOtel_BeforeAndAfterOpenTelemetry_IsOneTelemetryWithTheAppsOwnBeside()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver);
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("Acme.Before"));
        builder.AddAgentOtel().AddAgentOtel();
        builder.Services.AddOpenTelemetry().AddAgentOtel().WithMetrics(metrics => metrics.AddMeter("Acme.After"));
        using var before = new System.Diagnostics.Metrics.Meter("Acme.Before");
        using var after = new System.Diagnostics.Metrics.Meter("Acme.After");
        var counters = new[] { before.CreateCounter<long>("acme.before"), after.CreateCounter<long>("acme.after") };

        await builder.RunAsync(services =>
        {
            services.Telemetry().StartAgent("writer").Dispose();
            Array.ForEach(counters, counter => counter.Add(1));
        });

        Assert.Single(receiver.Spans, span => span.Name == "invoke_agent writer");
        Assert.Single(receiver.Points, point => point.Metric == "acme.before");
        Assert.Single(receiver.Points, point => point.Metric == "acme.after");
    }
}
