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
    private readonly string? _overlay;
    private ChildProcess? _process;

    private Collector(OtlpReceiver receiver, string? overlay)
    {
        _receiver = receiver;
        _overlay = overlay;
    }

    public Uri Grpc => new($"http://127.0.0.1:{_grpc}");

    public Uri Http => new($"http://127.0.0.1:{_http}");

    /// <summary>Where its own metrics are.</summary>
    public Uri Self => new($"http://127.0.0.1:{_self}");

    /// <param name="receiver">Stands behind it.</param>
    /// <param name="overlay">YAML to merge over the base file.</param>
    public static async Task<Collector> StartAsync(OtlpReceiver receiver, string? overlay = null)
    {
        var collector = new Collector(receiver, overlay);
        await collector.StartAgainAsync();
        return collector;
    }

    /// <summary>Starts it on the same ports as before.</summary>
    public async Task StartAgainAsync()
    {
        _process = ChildProcess.Start(
            ServerCache.Collector,
            [
                "--config", Repository.Path("deploy", "otel-collector", "base.yaml"),
                .. _overlay is null ? Array.Empty<string>() : ["--config", "env:OVERLAY"],
            ],
            new Dictionary<string, string>
            {
                ["OTLP_GRPC_ENDPOINT"] = $"127.0.0.1:{_grpc}",
                ["OTLP_HTTP_ENDPOINT"] = $"127.0.0.1:{_http}",
                ["OVERLAY"] = _overlay ?? "",
                ["SELF_METRICS_HOST"] = "127.0.0.1",
                ["SELF_METRICS_PORT"] = $"{_self}",
                ["JAEGER_ENDPOINT"] = _receiver.Grpc.Authority,
                ["LOKI_ENDPOINT"] = _receiver.Http.AbsoluteUri,
                ["PROMETHEUS_ENDPOINT"] = _receiver.Http.AbsoluteUri,
            });
        await _process.WaitForLineAsync(line => line.Contains("Everything is ready", StringComparison.Ordinal), "ready Collector");
    }

    /// <summary>One of its own metrics, summed over its labels.</summary>
    public async Task<double> MetricAsync(string name)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri($"http://127.0.0.1:{_self}/metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));
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
