using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentOtel.Hosting;

/// <summary>
/// First to start and last to stop: makes the providers before anything else runs, and sends what is left at the end. A
/// host does neither by itself.
/// </summary>
internal sealed partial class TelemetryHostedService(IServiceProvider services, IOptions<AgentOtelOptions> options, ILogger<TelemetryHostedService> logger) : IHostedService
{
    private TracerProvider? _traces;
    private MeterProvider? _metrics;
    private LoggerProvider? _logs;
    private UnhandledExceptions? _unhandled;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ContextPropagator.Install().Allow(options.Value.BaggageHosts);
        AgentTelemetry.Default = services.GetRequiredService<AgentTelemetry>();
        _traces = services.GetService<TracerProvider>();
        _metrics = services.GetService<MeterProvider>();
        _logs = services.GetService<LoggerProvider>();
        AgentTelemetry.Default.Register(options.Value.Known);
        StartExport();
        _unhandled = new UnhandledExceptions(AgentTelemetry.Default, Flush);
        _unhandled.Start();
        WarnIfSilenced();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _unhandled?.Stop();
        var timeout = (int)options.Value.FlushTimeout.TotalMilliseconds;
        var flushed = Task.WhenAll(
            Task.Run(() => _traces?.Shutdown(timeout), CancellationToken.None),
            Task.Run(() => _metrics?.Shutdown(timeout), CancellationToken.None),
            Task.Run(() => _logs?.Shutdown(timeout), CancellationToken.None));
        await Task.WhenAny(flushed, Task.Delay(options.Value.FlushTimeout, cancellationToken)).ConfigureAwait(false);
        services.GetService<LossReporter>()?.Close();
    }

    /// <summary>Sends what there is before the process dies.</summary>
    private void Flush()
    {
        var timeout = options.Value.FlushTimeout;
        var flushed = Task.WhenAll(
            Task.Run(() => _traces?.ForceFlush((int)timeout.TotalMilliseconds)),
            Task.Run(() => _metrics?.ForceFlush((int)timeout.TotalMilliseconds)),
            Task.Run(() => _logs?.ForceFlush((int)timeout.TotalMilliseconds)),
            Task.Run(() => FlushLines(timeout)));
        flushed.Wait(timeout);
    }

    private void FlushLines(TimeSpan timeout)
    {
        foreach (var provider in services.GetServices<ILoggerProvider>().OfType<IFlushableLog>())
        {
            provider.Flush(timeout);
        }
    }

    private void StartExport()
    {
        if (services.GetService<OtlpPipeline>() is not { } pipeline)
        {
            return;
        }

        if (pipeline.IsReplaced)
        {
            LogOwnExporter(logger);
        }

        if (_logs is not null)
        {
            pipeline.StartLogs(_logs);
        }

        services.GetRequiredService<LossReporter>().Start();
    }

    private void WarnIfSilenced()
    {
        services.GetRequiredService<ILoggerFactory>().CreateLogger(ScopeCapture.ProbeCategory);
        if (services.GetService<ScopeCapture>() is { IsInUse: false })
        {
            LogSilenced(logger);
        }
    }

    [LoggerMessage(EventId = 1, EventName = "agentotel.telemetry.own_exporter", Level = LogLevel.Information, Message = "The app has an OTLP exporter of its own, so AgentOtel adds none. Set AgentOtel:Export to true to have both.")]
    private static partial void LogOwnExporter(ILogger logger);

    [LoggerMessage(EventId = 2, EventName = "agentotel.telemetry.silenced", Level = LogLevel.Warning, Message = "Logs do not reach OpenTelemetry: the app's logger factory was replaced and does not write to the registered providers. With Serilog set writeToProviders to true.")]
    private static partial void LogSilenced(ILogger logger);
}
