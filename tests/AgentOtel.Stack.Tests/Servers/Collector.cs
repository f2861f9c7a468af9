using AgentOtel.Tests;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>
/// The real Collector with the project's own base file. An overlay changes where it sends: to a receiver of the test's,
/// in place of Jaeger, Loki and Prometheus.
/// </summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly OtlpReceiver _receiver;
    private readonly int _grpc = ChildProcess.FreePort();
    private readonly int _http = ChildProcess.FreePort();
    private readonly int _self = ChildProcess.FreePort();
    private ChildProcess? _process;

    private Collector(OtlpReceiver receiver) => _receiver = receiver;

    public Uri Grpc => new($"http://127.0.0.1:{_grpc}");

    public Uri Http => new($"http://127.0.0.1:{_http}");

    public static async Task<Collector> StartAsync(OtlpReceiver receiver)
    {
        var collector = new Collector(receiver);
        await collector.StartAgainAsync();
        return collector;
    }

    /// <summary>Starts it on the same ports as before.</summary>
    public async Task StartAgainAsync()
    {
        _process = ChildProcess.Start(
            ServerCache.Collector,
            ["--config", Repository.Path("deploy", "otel-collector", "base.yaml")],
            new Dictionary<string, string>
            {
                ["OTLP_GRPC_ENDPOINT"] = $"127.0.0.1:{_grpc}",
                ["OTLP_HTTP_ENDPOINT"] = $"127.0.0.1:{_http}",
                ["SELF_METRICS_HOST"] = "127.0.0.1",
                ["SELF_METRICS_PORT"] = $"{_self}",
                ["JAEGER_ENDPOINT"] = _receiver.Grpc.Authority,
                ["LOKI_ENDPOINT"] = _receiver.Http.AbsoluteUri,
                ["PROMETHEUS_ENDPOINT"] = _receiver.Http.AbsoluteUri,
            });
        await _process.WaitForLineAsync(line => line.Contains("Everything is ready", StringComparison.Ordinal), "ready Collector");
    }

    public async Task KillAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
