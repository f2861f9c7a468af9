using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SpanKind = AgentOtel.Viewer.Telemetry.SpanKind;
using SpanStatus = AgentOtel.Viewer.Telemetry.SpanStatus;

namespace AgentOtel.Viewer.Tests.Wire;

/// <summary>The real .NET SDK sends.</summary>
public sealed class DotNetSdkTests
{
    private static readonly string[] Stop = ["a", "b"];

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task Export_AllSignals_Arrive(OtlpExportProtocol protocol)
    {
        await using var server = await ReceivingServer.StartAsync();
        var name = $"sdk {protocol}";
        using var source = new ActivitySource(name, "1.5");
        using var meter = new Meter(name);
        var resource = ResourceBuilder.CreateEmpty().AddService("dotnet");
        using (
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(name)
                .AddOtlpExporter(options => PointTo(options, "traces"))
                .Build())
        using (
            var metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(name)
                .AddOtlpExporter(options => PointTo(options, "metrics"))
                .Build())
        using (
            var loggers = LoggerFactory.Create(logging =>
                logging.AddOpenTelemetry(log => log.SetResourceBuilder(resource).AddOtlpExporter(options => PointTo(options, "logs")))))
        {
            using (var activity = source.StartActivity("chat gpt-4o", ActivityKind.Client))
            {
                activity!.SetTag("gen_ai.usage.input_tokens", 12L).SetTag("stop", Stop);
                activity.AddException(new InvalidOperationException("boom"));
                activity.SetStatus(ActivityStatusCode.Error, "too long");
                loggers.CreateLogger("app").LogWarning(new EventId(7, "app.warned"), "careful with {Thing}", "this");
            }

            meter.CreateCounter<long>("calls").Add(3);
            meter.CreateHistogram<double>("duration", "s").Record(0.3);
            metrics!.ForceFlush();
        }

        await server.WaitForAsync(
            received => received.Spans.Any() && received.Logs.Any() && received.Metrics.Count() >= 2, "telemetry of the SDK");
        var span = Assert.Single(server.Spans);
        Assert.Equal(
            ("chat gpt-4o", SpanKind.Client, SpanStatus.Error, "too long", "dotnet"),
            (span.Name, span.Kind, span.Status, span.StatusMessage, span.Resource.Service));
        Assert.Equal((name, "1.5", 12L), (span.Scope.Name, span.Scope.Version, span.Attributes["gen_ai.usage.input_tokens"].AsWhole()));
        Assert.Equal(["a", "b"], span.Attributes["stop"].List!.Select(member => member.Text));
        Assert.Equal("boom", Assert.Single(span.Events).Attributes["exception.message"].Text);
        var log = Assert.Single(server.Logs);
        Assert.Equal(
            ("app", 13, "app.warned", span.TraceId, span.SpanId), (log.Scope.Name, log.Severity, log.EventName, log.TraceId, log.SpanId));
        Assert.Equal(3, Assert.Single(server.Metrics.First(metric => metric.Name == "calls").Points).Value);
        var duration = server.Metrics.First(metric => metric.Name == "duration").Points.Single().Distribution!;
        Assert.Equal((1ul, 0.3), (duration.Count, duration.Sum));

        void PointTo(OtlpExporterOptions options, string path) => (options.Protocol, options.Endpoint) =
            (protocol, protocol is OtlpExportProtocol.Grpc ? server.Grpc : new Uri(server.Http, $"/v1/{path}"));
    }
}
