using System.Net.Http.Json;
using System.Text.Json;
using AgentOtel.Stack.Tests.Deploy;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests;

/// <summary>The real Alertmanager with what init makes; it waits for tenths of seconds where the file says seconds.</summary>
internal sealed class Alertmanager : IAsyncDisposable
{
    private readonly InitRun _init = new();
    private readonly int _port = ChildProcess.FreePort();
    private ChildProcess? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public static Task<Alertmanager> StartAsync(Uri slack, params (string Secret, string Value)[] secrets) =>
        StartAsync(slack, null, [], secrets);

    public static async Task<Alertmanager> StartAsync(
        Uri slack, Uri? pagerDuty, (string Name, string Value)[] settings, params (string Secret, string Value)[] secrets)
    {
        var server = new Alertmanager();
        await server._init.SetAsync("slack_url", slack.AbsoluteUri);
        foreach (var (secret, value) in secrets)
        {
            await server._init.SetAsync(secret, value);
        }

        await server._init.RunAsync(settings);
        var file = await File.ReadAllTextAsync(server._init.Alertmanager);
        if (pagerDuty is not null)
        {
            file = file.With("templates: [", $"global: {{pagerduty_url: '{pagerDuty.AbsoluteUri}v2/enqueue'}}\ntemplates: [");
        }

        await File.WriteAllTextAsync(server._init.Alertmanager, file
            .With("/config/", server._init.Config + "/")
            .With("group_wait: 30s", "group_wait: 500ms").With("group_wait: 10s", "group_wait: 500ms")
            .With("group_interval: 5m", "group_interval: 1s").With("group_interval: 2m", "group_interval: 1s"));
        server._process = ChildProcess.Start(
            "env",
            [
                "-C", ServerCache.PrometheusFolder, ServerCache.Prometheus("alertmanager"), $"--config.file={server._init.Alertmanager}",
                $"--storage.path={Path.Combine(server._init.Config, "data")}",
                $"--web.listen-address=127.0.0.1:{server._port}",
                "--cluster.listen-address=",
                "--web.external-url=http://127.0.0.1:9093", "--web.route-prefix=/",
            ],
            new Dictionary<string, string>());
        await server._process.WaitForLineAsync(line => line.Contains("Listening on", StringComparison.Ordinal), "listening Alertmanager");
        return server;
    }

    /// <summary>Keeps a secret as <c>deploy/secret.sh</c> does, and tells Alertmanager nothing.</summary>
    public Task SetAsync(string secret, string value) => _init.SetAsync(secret, value);

    public async Task RaiseAsync(params object[] alerts)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(Address, "/api/v2/alerts"), alerts);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The labels of the alerts that others hold back, once there are as many.</summary>
    public async Task<IReadOnlyList<Dictionary<string, string>>> InhibitedAsync(int count)
    {
        using var http = new HttpClient();
        var alerts = await Polling.UntilAsync(
            () => http.GetFromJsonAsync<JsonElement>(new Uri(Address, "/api/v2/alerts")),
            alerts => alerts.EnumerateArray().Count(IsInhibited) >= count,
            "What is inhibited");
        return
        [
            .. alerts.EnumerateArray()
            .Where(IsInhibited)
            .Select(alert => alert.GetProperty("labels").Deserialize<Dictionary<string, string>>()!),
        ];

        static bool IsInhibited(JsonElement alert) => alert.GetProperty("status").GetProperty("inhibitedBy").GetArrayLength() > 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _init.Dispose();
    }
}
