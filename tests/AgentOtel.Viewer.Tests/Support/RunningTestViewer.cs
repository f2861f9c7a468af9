using System.Net.Http.Json;
using System.Text.Json;
using AgentOtel.Tests;
using AgentOtel.Viewer.Hosting;
using AgentOtel.Viewer.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Viewer.Tests;

/// <summary>The whole viewer on free ports, with a temporary file that is gone with it.</summary>
internal sealed class RunningTestViewer : IAsyncDisposable
{
    private readonly ViewerServer _server;

    private RunningTestViewer(ViewerServer server)
    {
        _server = server;
        Client = new HttpClient { BaseAddress = server.Page };
    }

    public HttpClient Client { get; }

    public TelemetryStore Store => _server.Store;

    public Uri Page => _server.Page;

    public Uri Grpc => _server.Grpc;

    public Uri Http => _server.Http;

    public static async Task<RunningTestViewer> StartAsync(Action<ViewerOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new ViewerOptions { Port = 0, GrpcPort = 0, HttpPort = 0, MaxRequestsPerSecond = 100_000 };
        configure?.Invoke(options);
        return new(
            await ViewerServer.StartAsync(
                options, ViewerPorts.Of(options), NullLoggerFactory.Instance, time ?? TimeProvider.System, CancellationToken.None));
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");

    /// <summary>Asks again until the answer is as it should be.</summary>
    public Task<JsonElement> WaitForAsync(string path, Func<JsonElement, bool> isReached) =>
        Polling.UntilAsync(() => GetAsync(path), isReached, $"GET {path}");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }
}
