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
internal sealed class TelemetryEnd(
    IServiceProvider services, IOptions<AgentOtelOptions> options, TelemetryAccess telemetry, TimeProvider time) : IDisposable
{
    // How long work that was cancelled may take to end, where nobody waited for it.
    private static readonly TimeSpan MaxGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    // Between the end of the time that providers are given and that of waiting for them: one that still shuts down while the host
    // disposes it may throw.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(250);

    private readonly TracerProvider? _traces = services.GetService<TracerProvider>();
    private readonly MeterProvider? _metrics = services.GetService<MeterProvider>();
    private readonly LoggerProvider? _logs = services.GetService<LoggerProvider>();
    private readonly IFlushableLog[] _lines = [.. services.GetServices<ILoggerProvider>().OfType<IFlushableLog>()];
    private readonly OtlpPipeline? _pipeline = services.GetService<OtlpPipeline>();
    private readonly LossReporter? _losses = services.GetService<LossReporter>();
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
            Task.Run(() => FlushLines(Timeout))));
    }

    /// <summary>Sends what there is and ends. Once only.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
        {
            return;
        }

        var startedAt = time.GetTimestamp();
        await EndOperationsAsync(startedAt, cancellationToken).ConfigureAwait(false);
        foreach (var ledger in _pipeline?.Ledgers ?? [])
        {
            ledger.End();
        }

        var limit = Max(Timeout - time.GetElapsedTime(startedAt), Reserve);
        var left = Max(limit - Reserve, TimeSpan.Zero);
        var timeout = (int)left.TotalMilliseconds;
        var ended = Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(timeout), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown(timeout), CancellationToken.None),
            Task.Run(() => _logs?.Shutdown(timeout), CancellationToken.None),
            Task.Run(() => FlushLines(left), CancellationToken.None));
        await Task.WhenAny(ended, Task.Delay(limit, time, cancellationToken)).ConfigureAwait(false);
        _losses?.Close();
    }

    public void Dispose() => Wait(Task.Run(() => StopAsync(CancellationToken.None)));

    /// <summary>Work that the host has cancelled ends a moment later, and what it then says is still to be sent.</summary>
    private async Task EndOperationsAsync(long startedAt, CancellationToken cancellationToken)
    {
        var grace = Timeout < MaxGrace ? Timeout : MaxGrace;
        while (telemetry.Current is { Core.Active.Count: > 0 } && time.GetElapsedTime(startedAt) < grace)
        {
            await Task.Delay(Glance, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void FlushLines(TimeSpan timeout)
    {
        foreach (var lines in _lines)
        {
            lines.Flush(timeout);
        }
    }

    private void Wait(Task ending)
    {
        try
        {
            ending.Wait(Timeout);
        }
        catch (AggregateException exception)
        {
            // The boundary to the host: an exporter or a processor of the app's may throw.
            telemetry.Current?.Core.Report(exception.InnerException ?? exception, "the end of telemetry");
        }
    }
}
