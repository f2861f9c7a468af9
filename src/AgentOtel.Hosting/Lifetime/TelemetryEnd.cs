using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentOtel.Hosting;

/// <summary>
/// Sends what the three signals still have, side by side and within one time. It is made after the providers, so that it goes
/// before them where the host is disposed without having been stopped: each of them would wait by itself.
/// </summary>
internal sealed class TelemetryEnd(IServiceProvider services, IOptions<AgentOtelOptions> options, TimeProvider time) : IDisposable
{
    // How long work that was cancelled may take to end, where nobody waited for it.
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly TracerProvider? _traces = services.GetService<TracerProvider>();
    private readonly MeterProvider? _metrics = services.GetService<MeterProvider>();
    private readonly LoggerProvider? _logs = services.GetService<LoggerProvider>();
    private int _isOver;

    private TimeSpan Timeout => options.Value.FlushTimeout;

    /// <summary>Sends what there is now: the process is about to die.</summary>
    public void Flush()
    {
        var timeout = (int)Timeout.TotalMilliseconds;
        Wait(Task.WhenAll(
            Task.Run(() => _traces?.ForceFlush(timeout)),
            Task.Run(() => _metrics?.ForceFlush(timeout)),
            Task.Run(() => _logs?.ForceFlush(timeout)),
            Task.Run(FlushLines)));
    }

    /// <summary>Sends what there is and ends. Once only.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
        {
            return;
        }

        var startedAt = time.GetTimestamp();
        await EndOperationsAsync(cancellationToken).ConfigureAwait(false);
        var pipeline = services.GetService<OtlpPipeline>();
        foreach (var ledger in pipeline?.Ledgers ?? [])
        {
            ledger.End();
        }

        var left = Timeout - time.GetElapsedTime(startedAt);
        var timeout = (int)left.TotalMilliseconds;
        var ended = Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(timeout), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown(timeout), CancellationToken.None),
            Task.Run(() => _logs?.Shutdown(timeout), CancellationToken.None),
            Task.Run(FlushLines, CancellationToken.None));
        await Task.WhenAny(ended, Task.Delay(left, time, cancellationToken)).ConfigureAwait(false);
        services.GetService<LossReporter>()?.Close();
    }

    public void Dispose() => Wait(Task.Run(() => StopAsync(CancellationToken.None)));
}
