using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>
/// The OTLP exporter of logs, with what it could not send counted. It is made when the app starts, not when the first
/// logger is: only then is the endpoint known, where the app embeds a viewer.
/// </summary>
internal sealed class LogExporter(Func<OtlpExporterOptions> options, DeliveryLedger ledger) : BaseExporter<LogRecord>
{
    private readonly ManualResetEventSlim _isReady = new();
    private OtlpLogExporter? _exporter;

    /// <summary>Makes the exporter. It needs the provider's resource, which a processor hands on.</summary>
    public void Start(LoggerProvider provider)
    {
        var exporter = new OtlpLogExporter(options());
        provider.AddProcessor(new ResourceOnly(exporter));
        _exporter = exporter;
        _isReady.Set();
    }

    public override ExportResult Export(in Batch<LogRecord> batch)
    {
        // On the exporter's own thread: the app does not wait here.
        _isReady.Wait();
        var count = batch.Count;
        var result = _exporter is { } exporter ? exporter.Export(batch) : ExportResult.Failure;
        ledger.Delivered(count, result is ExportResult.Success);
        return result;
    }

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        _isReady.Set();
        return _exporter?.Shutdown(timeoutMilliseconds) ?? true;
    }

    protected override void Dispose(bool disposing)
    {
        _isReady.Set();
        base.Dispose(disposing);
    }

    /// <summary>Gives the exporter its provider, and no records: those come in batches.</summary>
    private sealed class ResourceOnly(OtlpLogExporter exporter)
        : CompositeProcessor<LogRecord>([new SimpleLogRecordExportProcessor(exporter)])
    {
        public override void OnEnd(LogRecord data)
        {
        }
    }
}
