using System.Net.Http.Json;
using System.Text.Json;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests;

/// <summary>The sample as a user runs it, on free ports.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly DirectoryInfo _temporary;

    private SampleProcess(ChildProcess process, DirectoryInfo temporary, Uri address, Uri models)
    {
        _process = process;
        _temporary = temporary;
        Address = address;
        Models = models;
    }

    public Uri Address { get; }

    /// <summary>The simulated provider that it calls.</summary>
    public Uri Models { get; }

    public string Output => _process.Output;

    public static async Task<SampleProcess> StartAsync(Uri? endpoint, string[] arguments, params (string Name, string Value)[] environment)
    {
        var temporary = Directory.CreateTempSubdirectory("agentotel-sample-");
        var process = ChildProcess.Start(
            "dotnet",
            [
                Repository.Path("samples", "MarketingAgents", "bin", Repository.Configuration, "net10.0", "MarketingAgents.dll"),
                .. arguments,
            ],
            new Dictionary<string, string>
            {
                ["TMPDIR"] = temporary.FullName,
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint?.AbsoluteUri ?? "",
                ["AgentOtel__Viewer__Port"] = "0",
                ["AgentOtel__Viewer__GrpcPort"] = "0",
                ["AgentOtel__Viewer__HttpPort"] = "0",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
                ["SIMULATOR_LATENCY_MS"] = "5",
                ["SIMULATOR_CHUNK_MS"] = "2",
                ["DOTNET_TieredPGO"] = "0",
            }.Concat(environment.ToDictionary(pair => pair.Name, pair => pair.Value))
                .GroupBy(pair => pair.Key)
                .ToDictionary(group => group.Key, group => group.Last().Value));
        var address = await process.WaitForLineAsync(
            line => line.StartsWith("Marketing agents", StringComparison.Ordinal), "started sample");
        var models = await process.WaitForLineAsync(line => line.StartsWith("Models", StringComparison.Ordinal), "provider");
        return new SampleProcess(
            process, temporary, new Uri(address.Split(' ')[^1]), new Uri(models.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object body, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path)) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text == "" ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>A line of what it says when it has started, by its first word.</summary>
    public Task<string> WaitForLineAsync(string label) =>
        _process.WaitForLineAsync(line => line.StartsWith(label, StringComparison.Ordinal), label);

    public Task TerminateAsync() => _process.TerminateAsync();

    public Task WaitForExitAsync(int seconds) => _process.WaitForExitAsync(seconds);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();

        // What a killed process leaves behind.
        _temporary.Delete(recursive: true);
    }
}
