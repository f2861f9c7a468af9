using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentOtel.Hosting;

/// <summary>The exporters of the three signals, and what they lost.</summary>
internal sealed class OtlpPipeline : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly AgentOtelOptions _options;
    private readonly StartGate _gate;
    private readonly OtlpClients _clients;
    private readonly DeliveryLedger _spans;
    private readonly DeliveryLedger _logs;
    private readonly BatchExportActivityProcessorOptions _spanBatches;
    private readonly BatchExportLogRecordProcessorOptions _logBatches;
    private readonly PeriodicExportingMetricReaderOptions _intervals;

    public OtlpPipeline(
        IConfiguration configuration,
        IOptions<AgentOtelOptions> options,
        IOptions<BatchExportActivityProcessorOptions> spanBatches,
        IOptions<BatchExportLogRecordProcessorOptions> logBatches,
        IOptions<PeriodicExportingMetricReaderOptions> intervals,
        OwnExporter own,
        StartGate gate,
        Redactor redactor,
        TelemetryAccess telemetry)
    {
        _configuration = configuration;
        _options = options.Value;
        _gate = gate;
        _clients = new OtlpClients(configuration, new RequestRedaction(redactor, Withheld));
        _spanBatches = spanBatches.Value;
        _logBatches = logBatches.Value;
        _intervals = intervals.Value;
        _spans = new(Signal.Traces, _spanBatches.MaxQueueSize + _spanBatches.MaxExportBatchSize, telemetry);
        _logs = new(Signal.Logs, _logBatches.MaxQueueSize + _logBatches.MaxExportBatchSize, telemetry);
        IsReplaced = _options.Export is null && own.IsPresent;
        IsOn = _options.Export ?? !IsReplaced;
        if (IsOn)
        {
            SetRetry();
        }
    }

    public bool IsOn { get; }

    /// <summary>Whether the app's own exporter stands in.</summary>
    public bool IsReplaced { get; }

    public IReadOnlyList<DeliveryLedger> Ledgers => [_spans, _logs];

    public WithheldSpans Withheld { get; } = new();

    /// <summary>Takes the spans that go out; nothing where none do.</summary>
    public BaseProcessor<Activity>? Spans { get; private set; }

    public void AddTo(TracerProviderBuilder tracing)
    {
        if (!IsOn || !OtlpSettings.IsOn(_configuration, Signal.Traces))
        {
            return;
        }

        Spans = new CompositeProcessor<Activity>(
        [
            new TakenSpans(_spans, _gate),
            new BatchActivityExportProcessor(
                new TraceExporter(Settings(Signal.Traces), _spans, _gate),
                _spanBatches.MaxQueueSize,
                _spanBatches.ScheduledDelayMilliseconds,
                ExportTimeout(_spanBatches.ExporterTimeoutMilliseconds),
                _spanBatches.MaxExportBatchSize),
        ]);
        tracing.AddProcessor(Spans);
    }

    public void AddTo(MeterProviderBuilder metrics)
    {
        if (!IsOn || !OtlpSettings.IsOn(_configuration, Signal.Metrics))
        {
            return;
        }

        if (Is(StandardVariables.HistogramAggregation, "base2_exponential_bucket_histogram"))
        {
            // A reader's own default is closed to other packages.
            metrics.AddView(static instrument => IsHistogram(instrument) ? new Base2ExponentialBucketHistogramConfiguration() : null);
        }

        metrics.AddReader(new PeriodicExportingMetricReader(
            new MetricExporter(Settings(Signal.Metrics), _gate),
            _intervals.ExportIntervalMilliseconds is > 0 and var interval ? interval : 60_000,
            _intervals.ExportTimeoutMilliseconds ?? 30_000)
        {
            TemporalityPreference = Is(StandardVariables.Temporality, "delta")
                ? MetricReaderTemporalityPreference.Delta
                : MetricReaderTemporalityPreference.Cumulative,
        });
    }

    public void AddTo(LoggerProviderBuilder logging)
    {
        if (!IsOn || !OtlpSettings.IsOn(_configuration, Signal.Logs))
        {
            return;
        }

        var exporter = new OtlpLogExporter(Settings(Signal.Logs));
        logging.AddProcessor(new TakenLogs(_logs, _gate));
        logging.AddProcessor(new BatchLogRecordExportProcessor(
            new LogExporter(exporter, _logs, _gate),
            _logBatches.MaxQueueSize,
            _logBatches.ScheduledDelayMilliseconds,
            ExportTimeout(_logBatches.ExporterTimeoutMilliseconds),
            _logBatches.MaxExportBatchSize));
        logging.AddProcessor(new LogExporter.ResourceOnly(exporter));
    }

    public void Dispose() => _gate.GiveUp();

    private static bool IsHistogram(Instrument instrument) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Histogram<>);

    private bool Is(StandardVariable variable, string value) =>
        value.Equals(variable.Read(_configuration)?.Trim(), StringComparison.OrdinalIgnoreCase);

    private int ExportTimeout(int configured) => Math.Max(configured, (int)_options.RetryFor.TotalMilliseconds);

    /// <summary>
    /// Whether to try again the exporter reads from the environment alone, when it is made. A word that it does not know it
    /// would answer by an exception.
    /// </summary>
    private void SetRetry()
    {
        var variable = StandardVariables.Retry;
        if (
            variable.Read(_configuration) is null
                && Environment.GetEnvironmentVariable(variable.Name) is { } given
                && variable.IsValid(given))
        {
            return;
        }

        Environment.SetEnvironmentVariable(
            variable.Name, variable.Read(_configuration) ?? (_options.RetryFor > TimeSpan.Zero ? "in_memory" : null));
    }

    private OtlpExporterOptions Settings(Signal signal)
    {
        var settings = OtlpSettings.Read(_configuration, signal, _options.RetryFor);
        _clients.Use(settings, signal);
        return settings;
    }
}
