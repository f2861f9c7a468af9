using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
    private const string RetryVariable = "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY";

    private readonly IConfiguration _configuration;
    private readonly AgentOtelOptions _options;
    private readonly BatchExportActivityProcessorOptions _spanBatches = new();
    private readonly BatchExportLogRecordProcessorOptions _logBatches = new();
    private readonly DeliveryLedger _spans;
    private readonly DeliveryLedger _logs;
    private readonly LogExporter _logExporter;

    public OtlpPipeline(IConfiguration configuration, IOptions<AgentOtelOptions> options, OwnExporter own, TelemetryAccess telemetry)
    {
        _configuration = configuration;
        _options = options.Value;
        IsReplaced = _options.Export is null && own.IsPresent;
        IsOn = _options.Export ?? !IsReplaced;
        _spans = new(Signal.Traces, Capacity(_spanBatches), telemetry);
        _logs = new(Signal.Logs, Capacity(_logBatches), telemetry);
        _logExporter = new LogExporter(() => Settings(Signal.Logs), _logs);
        if (IsOn && _options.RetryFor > TimeSpan.Zero && Environment.GetEnvironmentVariable(RetryVariable) is null)
        {
            // The exporter reads it from the environment alone, when it is made.
            Environment.SetEnvironmentVariable(RetryVariable, "in_memory");
        }
    }

    public bool IsOn { get; }

    /// <summary>Whether the app's own exporter stands in.</summary>
    public bool IsReplaced { get; }

    public IReadOnlyList<DeliveryLedger> Ledgers => [_spans, _logs];

    public void AddTo(TracerProviderBuilder tracing)
    {
        if (!IsOn || !OtlpSettings.IsOn(_configuration, Signal.Traces))
        {
            return;
        }

        tracing.AddProcessor(new TakenSpans(_spans));
        tracing.AddProcessor(new BatchActivityExportProcessor(
            new TraceExporter(Settings(Signal.Traces), _spans),
            _spanBatches.MaxQueueSize,
            _spanBatches.ScheduledDelayMilliseconds,
            ExportTimeout(_spanBatches.ExporterTimeoutMilliseconds),
            _spanBatches.MaxExportBatchSize));
    }

    public void AddTo(MeterProviderBuilder metrics)
    {
        if (!IsOn || !OtlpSettings.IsOn(_configuration, Signal.Metrics))
        {
            return;
        }

        if (_configuration["OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION"]?.ToUpperInvariant() is "BASE2_EXPONENTIAL_BUCKET_HISTOGRAM")
        {
            // A reader's own default is closed to other packages.
            metrics.AddView(static instrument => IsHistogram(instrument) ? new Base2ExponentialBucketHistogramConfiguration() : null);
        }

        var intervals = new PeriodicExportingMetricReaderOptions();
        metrics.AddReader(new PeriodicExportingMetricReader(
            new OtlpMetricExporter(Settings(Signal.Metrics)),
            intervals.ExportIntervalMilliseconds ?? 60_000,
            intervals.ExportTimeoutMilliseconds ?? 30_000)
        {
            TemporalityPreference = _configuration["OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE"]?.ToUpperInvariant() is "DELTA"
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

        logging.AddProcessor(new TakenLogs(_logs));
        logging.AddProcessor(new BatchLogRecordExportProcessor(
            _logExporter,
            _logBatches.MaxQueueSize,
            _logBatches.ScheduledDelayMilliseconds,
            ExportTimeout(_logBatches.ExporterTimeoutMilliseconds),
            _logBatches.MaxExportBatchSize));
    }

    /// <summary>Makes the exporter of logs: the endpoint is known now.</summary>
    public void StartLogs(LoggerProvider provider)
    {
        if (IsOn && OtlpSettings.IsOn(_configuration, Signal.Logs))
        {
            _logExporter.Start(provider);
        }
    }

    public void Dispose() => _logExporter.Dispose();

    private static bool IsHistogram(Instrument instrument) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Histogram<>);

    private static int Capacity<T>(BatchExportProcessorOptions<T> batches)
        where T : class => batches.MaxQueueSize + batches.MaxExportBatchSize;

    private int ExportTimeout(int configured) => Math.Max(configured, (int)_options.RetryFor.TotalMilliseconds);

    private OtlpExporterOptions Settings(Signal signal)
    {
        var settings = OtlpSettings.Read(_configuration, signal, _options.RetryFor);
        if (!OtlpSettings.HasCertificates)
        {
            settings.HttpClientFactory = () => new HttpClient(new OtlpHandler(_configuration, signal)) { Timeout = TimeSpan.FromMilliseconds(settings.TimeoutMilliseconds) };
        }

        return settings;
    }
}
