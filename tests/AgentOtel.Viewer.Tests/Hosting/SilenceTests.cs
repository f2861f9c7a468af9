using System.Text.Json;
using AgentOtel.Stack.Tests;

namespace AgentOtel.Viewer.Tests.Hosting;

/// <summary>The sample with its viewer inside: the viewer must not see itself.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task Spans_OfAnIdleApp_AreNeverSent()
    {
        await using var sample = await SampleProcess.StartAsync(null, ["--rate", "0"], ("OTEL_METRIC_EXPORT_INTERVAL", "100"));
        await using var viewer = await SampleViewer.OfAsync(sample);

        // Each round of metrics is requests to the viewer, and so are the questions asked here.
        var status = await viewer.WaitForAsync("status", answer => answer.GetProperty("held").GetProperty("points").GetInt64() > 2000);

        Assert.Equal(0, status.GetProperty("held").GetProperty("spans").GetInt64());
    }

    [Fact]
    public async Task Metrics_OfTheViewersOwnRequests_AreNeverSent()
    {
        await using var sample = await SampleProcess.StartAsync(null, ["--rate", "0"], ("OTEL_METRIC_EXPORT_INTERVAL", "100"));
        await using var viewer = await SampleViewer.OfAsync(sample);
        await sample.PostAsync("/campaigns", new { brief = "" });

        var metrics = await viewer.WaitForAsync("metrics", answer => Names(answer).Contains("http.server.request.duration"));
        var requests = await viewer.GetAsync("metrics/query?name=http.server.request.duration&by=http.route");
        var own = await viewer.GetAsync("status");

        Assert.DoesNotContain(
            requests.GetProperty("series").EnumerateArray(), series => series.GetRawText().Contains("/api/v1", StringComparison.Ordinal));
        Assert.DoesNotContain(
            metrics.GetProperty("instruments").EnumerateArray(),
            instrument => own.GetProperty("receivers").EnumerateArray().Any(receiver =>
                instrument.GetRawText().Contains(
                    $"\"{new Uri(receiver.GetProperty("address").GetString()!).Port}\"", StringComparison.Ordinal)));
    }

    private static IEnumerable<string?> Names(JsonElement metrics) =>
        metrics.GetProperty("instruments").EnumerateArray().Select(instrument => instrument.GetProperty("name").GetString());
}
