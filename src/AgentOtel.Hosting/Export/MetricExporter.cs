using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace AgentOtel.Hosting;

/// <summary>The OTLP exporter. What is not sent before the app has started is in the next figures.</summary>
internal sealed class MetricExporter(OtlpExporterOptions options, StartGate gate) : OtlpMetricExporter(options)
{
    public override ExportResult Export(in Batch<Metric> metrics) => gate.IsOpen ? base.Export(metrics) : ExportResult.Failure;
}
