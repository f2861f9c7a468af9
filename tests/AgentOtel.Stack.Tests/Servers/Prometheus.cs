using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests;

/// <summary>
/// The real Prometheus with the project's own file, scraping an app in the Collector's place: Debian builds it without the OTLP
/// receiver.
/// </summary>
internal sealed partial class Prometheus : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agentotel-prometheus-").FullName;
    private readonly int _port = ChildProcess.FreePort();
    private ChildProcess? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <param name="app">What it scrapes.</param>
    /// <param name="alertmanager">Where alerts go. With it the project's rules are evaluated, sixty times as fast as they say.</param>
    /// <param name="scrapeInterval">How often it scrapes.</param>
    /// <param name="withRules">Whether the project's rules are evaluated as they are, but each second.</param>
    /// <param name="collector">Scraped as the Collector.</param>
    /// <param name="history">Whether it begins with forty days of an app that exists nowhere.</param>
    public static async Task<Prometheus> StartAsync(
        Uri app,
        Uri? alertmanager = null,
        string scrapeInterval = "1s",
        bool withRules = false,
        Uri? collector = null,
        bool history = false)
    {
        var server = new Prometheus();
        var data = Path.Combine(server._folder, "data");
        if (history)
        {
            var text = Path.Combine(server._folder, "history.txt");
            await File.WriteAllTextAsync(
                text, await Tools.RunAsync("node", [Repository.Path("tests", "AgentOtel.Stack.Tests", "Stores", "history.mjs")]));
            await Tools.PromtoolAsync("tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=256h", "-q", text, data);
            File.Delete(text);
        }

        if (alertmanager is not null || withRules)
        {
            server.CopyRules(faster: alertmanager is not null);
        }

        var file = (await File.ReadAllTextAsync(Repository.Path("deploy", "prometheus", "prometheus.yml")))
            .With("otel-collector:8888", collector?.Authority ?? "127.0.0.1:1")
            .With("scrape_interval: 15s", $"scrape_interval: {scrapeInterval}")
            .With("evaluation_interval: 15s", "evaluation_interval: 1s")
            .With("localhost:9090", server.Address.Authority)
            .With("jaeger:8888", "127.0.0.1:1").With("loki:3100", "127.0.0.1:1").With("grafana:3000", "127.0.0.1:1")
            .With("alertmanager:9093", alertmanager?.Authority ?? "127.0.0.1:1")
            + $"\n  - job_name: app\n    static_configs: [{{targets: [\"{app.Authority}\"]}}]\n";
        var config = Path.Combine(server._folder, "prometheus.yml");
        await File.WriteAllTextAsync(config, file);
        server._process = ChildProcess.Start(
            ServerCache.Prometheus("prometheus"),
            [
                $"--config.file={config}",
                $"--storage.tsdb.path={data}",
                "--storage.tsdb.retention.time=60d",
                $"--web.listen-address=127.0.0.1:{server._port}",
                "--enable-feature=exemplar-storage,created-timestamp-zero-ingestion",
            ],
            new Dictionary<string, string>());
        await server._process.WaitForLineAsync(
            line => line.Contains("Server is ready to receive web requests", StringComparison.Ordinal), "ready Prometheus");
        return server;
    }

    private void CopyRules(bool faster)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "rules"));
        foreach (var file in Directory.GetFiles(Repository.Path("deploy", "prometheus", "rules"), "*.yml"))
        {
            var text = Interval().Replace(File.ReadAllText(file), "interval: 1s");

            // 15m is 15s, 6h is 6m, 7d is 168m.
            if (faster && text.Contains("alert:", StringComparison.Ordinal))
            {
                Assert.Matches(Duration(), text);
            }

            var fast = !faster ? text : Duration().Replace(text, match => match.Groups[2].Value switch
            {
                "m" => $"{match.Groups[1].Value}s",
                "h" => $"{match.Groups[1].Value}m",
                _ => $"{int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) * 24}m",
            });
            File.WriteAllText(Path.Combine(_folder, "rules", Path.GetFileName(file)), fast);
        }
    }

    [GeneratedRegex(@"interval: \w+")]
    private static partial Regex Interval();

    [GeneratedRegex(@"(?<=[\[:]|for: |offset )(\d+)([mhd])\b")]
    private static partial Regex Duration();

    public Task<JsonElement> QueryAsync(string query) => GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}");

    public async Task<JsonElement> GetAsync(string path)
    {
        using var http = new HttpClient();
        var answer = await http.GetStringAsync(new Uri(Address, path));
        using var json = JsonDocument.Parse(answer);
        Assert.Equal("success", json.RootElement.GetProperty("status").GetString());
        return json.RootElement.GetProperty("data").Clone();
    }

    /// <summary>Asks until there is an answer that fits.</summary>
    public Task<JsonElement> WaitForAsync(string path, Func<JsonElement, bool> isIt, int seconds = 120) =>
        Polling.UntilAsync(() => GetAsync(path), isIt, path, seconds);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
