using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Stack.Tests;
using AgentOtel.Tests;

namespace AgentOtel.Viewer.Tests;

/// <summary>The viewer inside a running sample, asked through its API.</summary>
internal sealed partial class SampleViewer : IAsyncDisposable
{
    private readonly HttpClient _client;

    private SampleViewer(Uri page) => _client = new HttpClient { BaseAddress = page };

    public static async Task<SampleViewer> OfAsync(SampleProcess sample) =>
        new(new Uri(Page().Match(await sample.WaitForLineAsync("Telemetry")).Groups[1].Value));

    public Task<JsonElement> GetAsync(string path) => _client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");

    public Task<JsonElement> WaitForAsync(string path, Func<JsonElement, bool> isReached) =>
        Polling.UntilAsync(() => GetAsync(path), isReached, $"GET {path}");

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"shown at (http://\S+),")]
    private static partial Regex Page();
}
