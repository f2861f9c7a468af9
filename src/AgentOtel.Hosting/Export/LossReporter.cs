using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting;

/// <summary>Says what was lost, once a minute at most.</summary>
internal sealed partial class LossReporter(OtlpPipeline pipeline, GuardedLogger<LossReporter> logger, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private ITimer? _timer;

    public void Start() => _timer = time.CreateTimer(static state => ((LossReporter)state!).Report(), this, Interval, Interval);

    /// <summary>Counts what is still waiting as lost, and says so for the last time.</summary>
    public void Close()
    {
        _timer?.Dispose();
        foreach (var ledger in pipeline.Ledgers)
        {
            ledger.Close();
        }

        Report();
    }

    public void Dispose() => _timer?.Dispose();

    private void Report()
    {
        foreach (var ledger in pipeline.Ledgers)
        {
            if (ledger.TakeUnreported() is > 0 and var count)
            {
                LogLost(logger, count, ledger.Signal.Name);
            }
        }
    }

    [LoggerMessage(
        EventId = 1,
        EventName = "agentotel.telemetry.lost",
        Level = LogLevel.Warning,
        Message =
            "{Count} items of {Signal} could not be sent and are lost. Is the endpoint up? Set OTEL_EXPORTER_OTLP_ENDPOINT to change it.")]
    private static partial void LogLost(ILogger logger, long count, string signal);
}
