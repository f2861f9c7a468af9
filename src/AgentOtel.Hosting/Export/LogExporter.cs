using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>The OTLP exporter of logs, which is sealed, with what it could not send counted.</summary>
internal sealed class LogExporter(OtlpLogExporter exporter, DeliveryLedger ledger, StartGate gate) : BaseExporter<LogRecord>
{
    public override ExportResult Export(in Batch<LogRecord> batch)
    {
        var count = batch.Count;
        var result = gate.Wait() ? exporter.Export(batch) : ExportResult.Failure;
        ledger.Delivered(count, result is ExportResult.Success);
        return result;
    }

    /// <summary>Gives the exporter its provider, whose resource it sends, and no records: those come in batches.</summary>
    public sealed class ResourceOnly(OtlpLogExporter exporter)
        : CompositeProcessor<LogRecord>([new SimpleLogRecordExportProcessor(exporter)])
    {
        public override void OnEnd(LogRecord data)
        {
        }
    }
}
