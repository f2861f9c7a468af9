using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace AgentOtel.Hosting;

/// <summary>
/// First to start and last to stop: makes the providers before anything else runs, and sends what is left at the end. A
/// host does neither by itself.
/// </summary>
internal sealed partial class TelemetryHostedService(
    IServiceProvider services,
    IOptions<AgentOtelOptions> options,
    GuardedLogger<TelemetryHostedService> logger) : IHostedService,
    IDisposable
{
    private TelemetryEnd? _end;
    private UnhandledExceptions? _unhandled;
    private ExceptionRedaction? _exceptions;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ContextPropagator.Install().Allow(options.Value.BaggageHosts);
        AgentTelemetry.Default = services.GetRequiredService<AgentTelemetry>();
        _end = services.GetRequiredService<TelemetryEnd>();
        AgentTelemetry.Default.Register(options.Value.Known);
        StartTracing();
        StartExport();
        _unhandled = new UnhandledExceptions(AgentTelemetry.Default, _end.Flush);
        _unhandled.Start();
        WarnIfSilenced();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _unhandled?.Stop();
        return _end?.StopAsync(cancellationToken) ?? Task.CompletedTask;
    }

    public void Dispose() => _exceptions?.Dispose();

    /// <summary>What holds secrets that only the wire can lose comes last of all, behind the app's own exporters.</summary>
    private void StartTracing()
    {
        if (services.GetService<TracerProvider>() is { } traces)
        {
            traces.AddProcessor(new ReleasedSpans(services.GetService<OtlpPipeline>(), services.GetRequiredService<TelemetryAccess>()));
            _exceptions = new ExceptionRedaction(services.GetRequiredService<Redactor>());
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
        else
        {
            services.GetRequiredService<VariableReporter>().Report();
        }

        services.GetRequiredService<StartGate>().Open();
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

    [LoggerMessage(
        EventId = 1,
        EventName = "agentotel.telemetry.own_exporter",
        Level = LogLevel.Information,
        Message = "The app has an OTLP exporter of its own, so AgentOtel adds none. Set AgentOtel:Export to true to have both.")]
    private static partial void LogOwnExporter(ILogger logger);

    [LoggerMessage(
        EventId = 2,
        EventName = "agentotel.telemetry.silenced",
        Level = LogLevel.Warning,
        Message = "Logs do not reach OpenTelemetry: the app's logger factory was replaced and does not write to the registered providers. "
            + "With Serilog set writeToProviders to true.")]
    private static partial void LogSilenced(ILogger logger);
}
