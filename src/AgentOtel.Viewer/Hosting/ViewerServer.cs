using System.Diagnostics.Metrics;
using System.Net;
using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Files;
using AgentOtel.Viewer.Page;
using AgentOtel.Viewer.Receiving;
using AgentOtel.Viewer.Security;
using AgentOtel.Viewer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Viewer.Hosting;

/// <summary>The running viewer: a web server of its own with three ports, and the store behind it.</summary>
internal sealed class ViewerServer : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly SaveFile? _saveFile;

    private ViewerServer(WebApplication app, TelemetryStore store, SaveFile? saveFile, IReadOnlyList<Uri> addresses)
    {
        _app = app;
        _saveFile = saveFile;
        Store = store;
        (Page, Grpc, Http) = (addresses[0], addresses[1], addresses[2]);
    }

    public TelemetryStore Store { get; }

    public Uri Page { get; }

    public Uri Grpc { get; }

    public Uri Http { get; }

    /// <summary>Starts it on the ports given, which must be free or 0.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The address is not this machine's, or the port needs rights.</exception>
    public static async Task<ViewerServer> StartAsync(ViewerOptions options, ViewerPorts ports, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger("AgentOtel.Viewer");
        var store = TelemetryStore.Open(StoreSettings.From(options), new SpanReader(options.Pricer), time, logger);
        SaveFile? saveFile = null;
        WebApplication? app = null;
        try
        {
            saveFile = options.SaveFile is { } path ? new SaveFile(path, options.SaveFileMaxBytes, options.MaxQueuedBytes, logger) : null;
            app = Build(options, ports, store, saveFile, time);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(Reachable).ToList();
            app.Services.GetRequiredService<ReceiverAddresses>().Set(addresses[1], addresses[2]);
            return new ViewerServer(app, store, saveFile, addresses);
        }
        catch
        {
            await CloseAsync(app, saveFile, store).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Answers what is being asked, as long as that takes no more than a moment, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var moment = new CancellationTokenSource(Moment))
        {
            try
            {
                await _app.StopAsync(moment.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // What is still being answered is cut off now.
            }
        }

        await CloseAsync(_app, _saveFile, Store).ConfigureAwait(false);
    }

    /// <summary>What a person can open: any address is this machine.</summary>
    public static Uri Reachable(string address) => new(address
        .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
        .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal));

    private static async Task CloseAsync(WebApplication? app, SaveFile? saveFile, TelemetryStore store)
    {
        if (app is not null)
        {
            await app.DisposeAsync().ConfigureAwait(false);
        }

        if (saveFile is not null)
        {
            await saveFile.DisposeAsync().ConfigureAwait(false);
        }

        await store.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(ViewerOptions options, ViewerPorts ports, TelemetryStore store, SaveFile? saveFile, TimeProvider time)
    {
        // Empty: an app's own settings (ASPNETCORE_URLS, Kestrel:Endpoints, logging) are not the viewer's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ViewerServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options, ports));
        var services = builder.Services;
        services.AddSingleton(Unobserved.Source("AgentOtel.Viewer"));
        services.AddSingleton<IMeterFactory, Unobserved>();
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(store);
        services.AddSingleton<ReceiverAddresses>();
        services.AddRoutingCore();
        services.AddViewerApi();
        services.AddSingleton(new Receiver(store.WriteAsync, options, saveFile));
        services.AddRateLimiter(limiter => RequestRateLimit.Configure(limiter, options.MaxRequestsPerSecond));

        var app = builder.Build();
        app.Use(SetHeadersAsync);
        app.Use(PortGuard.InvokeAsync);
        app.Use(new HostGuard(options.AllowedHosts).InvokeAsync);
        app.UseRateLimiter();
        if (options.Token is { } token)
        {
            app.Use(new TokenGuard(token).InvokeAsync);
        }

        app.Use(OriginGuard.InvokeAsync);
        app.UseRouting();
        app.Use(ApiFaults.AnswerUnknownAsync);
        OtlpEndpoints.Map(app);
        ApiEndpoints.Map(app);
        PageEndpoints.Map(app);
        return app;
    }

    private static Task SetHeadersAsync(HttpContext context, RequestDelegate next)
    {
        PageHeaders.Set(context.Response.Headers);
        return next(context);
    }

    private static void Listen(KestrelServerOptions kestrel, ViewerOptions options, ViewerPorts ports)
    {
        var address = IPAddress.Parse(options.Address);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        Add(ports.Page, PortRole.Page, HttpProtocols.Http1);
        Add(ports.Grpc, PortRole.Grpc, HttpProtocols.Http2);
        Add(ports.Http, PortRole.Http, HttpProtocols.Http1);

        void Add(int port, PortRole role, HttpProtocols protocols) => kestrel.Listen(address, port, listen =>
        {
            listen.Protocols = protocols;
            listen.Use(next => connection =>
            {
                connection.Features.Set(role);
                return next(connection);
            });
        });
    }
}
