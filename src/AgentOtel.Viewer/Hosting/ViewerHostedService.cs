using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.Viewer.Hosting;

/// <summary>
/// Runs the viewer inside an app: opened before any exporter is made, closed after the last of them has sent what it had. It never
/// stops the app: what goes wrong is logged.
/// </summary>
internal sealed partial class ViewerHostedService(
    IOptions<ViewerOptions> options, IConfiguration configuration, ILoggerFactory loggers, ViewerAccess access, TimeProvider time) : IHostedLifecycleService
{
    private const int MaxAttempts = 3;

    private readonly ILogger _logger = loggers.CreateLogger("AgentOtel.Viewer");
    private ViewerServer? _server;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Enabled is false || (options.Value.Enabled is null && OtlpEndpoint.IsConfigured(configuration)))
        {
            return;
        }

        try
        {
            await StartViewerAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A boundary: an app must not fail to start because its telemetry cannot be shown.
            LogFailed(_logger, exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task StartViewerAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ShareOrServeAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (IOException exception) when (exception.InnerException is AddressInUseException && attempt < MaxAttempts)
            {
                // Another process took a port between the look and the opening.
                LogRace(_logger, exception.Message);
            }
        }
    }

    private async Task ShareOrServeAsync(CancellationToken cancellationToken)
    {
        var ports = ViewerPorts.Of(options.Value);
        var taken = ports.Taken(IPAddress.Parse(options.Value.Address));
        if (taken.ContainsKey(ports.Page) && await RunningAsync(ports, cancellationToken).ConfigureAwait(false) is { } running)
        {
            Use(running.Page, running.Grpc, running.Http);
            LogShared(_logger, running.Page);
            return;
        }

        _server = await ViewerServer.StartAsync(options.Value, ports.Replace(taken), loggers, time, cancellationToken).ConfigureAwait(false);
        foreach (var (port, option) in taken)
        {
            LogTaken(_logger, port, option);
        }

        Use(_server.Page, _server.Grpc, _server.Http);
        LogStarted(_logger, _server.Page);
    }

    private void Use(Uri page, Uri grpc, Uri http)
    {
        OtlpEndpoint.Write(configuration, grpc, http, options.Value.Token);
        access.Page = page;
    }

    private Task<RunningViewer?> RunningAsync(ViewerPorts ports, CancellationToken cancellationToken) =>
        RunningViewer.FindAsync(ViewerServer.Reachable(new UriBuilder("http", options.Value.Address, ports.Page).ToString()), options.Value.Token, time, cancellationToken);

    [LoggerMessage(EventId = 1, EventName = "agentotel.viewer.started", Level = LogLevel.Information, Message = "The viewer shows this app at {Page}")]
    private static partial void LogStarted(ILogger logger, Uri page);

    [LoggerMessage(EventId = 2, EventName = "agentotel.viewer.shared", Level = LogLevel.Information, Message = "A viewer already runs at {Page}; this app sends to it.")]
    private static partial void LogShared(ILogger logger, Uri page);

    [LoggerMessage(EventId = 3, EventName = "agentotel.viewer.port_taken", Level = LogLevel.Warning, Message = "Port {Port} is taken, so the viewer listens on a free one. Set AgentOtel:Viewer:{Option} to another.")]
    private static partial void LogTaken(ILogger logger, int port, string option);

    [LoggerMessage(EventId = 5, EventName = "agentotel.viewer.port_race", Level = LogLevel.Debug, Message = "The viewer looks for a port again: {Reason}")]
    private static partial void LogRace(ILogger logger, string reason);

    [LoggerMessage(EventId = 4, EventName = "agentotel.viewer.failed", Level = LogLevel.Error, Message = "The viewer could not start; the app goes on without it.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
