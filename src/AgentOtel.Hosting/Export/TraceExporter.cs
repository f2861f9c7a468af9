using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace AgentOtel.Hosting;

/// <summary>The OTLP exporter, with what it could not send counted.</summary>
internal sealed class TraceExporter(OtlpExporterOptions options, DeliveryLedger ledger, StartGate gate) : OtlpTraceExporter(options)
{
    public override ExportResult Export(in Batch<Activity> activityBatch)
    {
        var count = activityBatch.Count;
        var result = gate.Wait() ? base.Export(activityBatch) : ExportResult.Failure;
        ledger.Delivered(count, result is ExportResult.Success);
        return result;
    }
}
