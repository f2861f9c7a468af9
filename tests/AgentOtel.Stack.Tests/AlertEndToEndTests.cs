using System.Text.Json;
using AgentOtel.Tests.Otlp;
using Xunit.Abstractions;

namespace AgentOtel.Stack.Tests;

/// <summary>
/// The sample with faults on, through the real Prometheus with the project's rules (sixty times as fast) and the real Alertmanager,
/// to a server in Slack's place.
/// </summary>
[Trait("Needs", "Prometheus")]
[Trait("Needs", "Collector")]
public sealed class AlertEndToEndTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Faults_OfTheSample_WakeSomeoneAndAreOverWhenTheyAre()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address);
        var address = $"http://127.0.0.1:{ChildProcess.FreePort()}";
        (string, string)[] environment =
        [
            ("ASPNETCORE_URLS", address),
            ("AgentOtel__Budgets__0__Name", "daily"),
            ("AgentOtel__Budgets__0__LimitUsd", "0.001"),
            ("SIMULATOR_LATENCY_MS", "1"),
        ];

        // A Collector that is up: while it is down, that a service sends nothing is no news.
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.IsForgetful = true;
        await using var collector = await Collector.StartAsync(receiver);
        await using var prometheus = await Prometheus.StartAsync(new Uri(address), alertmanager.Address, collector: collector.Self);
        var started = System.Diagnostics.Stopwatch.StartNew();
        await using (var sample = await SampleProcess.StartAsync(collector.Grpc, ["--rate", "4", "--faults", "0.5"], environment))
        {
            foreach (var (alert, runbook, part) in ((string, string, string)[])[
                ("AgentBudgetUsed", "AgentBudgetUsed", "the budget daily of this day is used up"),
                ("AgentTaskRetries", "AgentTaskRetries", "is retried again and again"),
                ("AgentWorkflowFailingOnSameTask", "AgentWorkflowFailingOnSameTask", "campaign fails on the same task"),
                ("AgentModelErrorRate", "AgentModelErrorRate", "calls of openai fail")])
            {
                var message = await slack.WaitForAsync(m => IsAbout(m, "FIRING", alert), alert, seconds: 120);
                output.WriteLine($"{alert} after {started.Elapsed.TotalSeconds:0} s");
                var attachment = message.GetProperty("attachments")[0];
                Assert.Contains(part, attachment.GetProperty("text").GetString(), StringComparison.Ordinal);
                Assert.Contains("service MarketingAgents", attachment.GetProperty("text").GetString(), StringComparison.Ordinal);
                Assert.Contains(" · threshold ", attachment.GetProperty("text").GetString(), StringComparison.Ordinal);
                Assert.Equal(
                    $"http://127.0.0.1:9090/user/{runbook}.md", attachment.GetProperty("actions")[0].GetProperty("url").GetString());
            }
        }

        started.Restart();
        await slack.WaitForAsync(m => IsAbout(m, "FIRING", "AgentTelemetryAbsent"), "AgentTelemetryAbsent", seconds: 120);
        output.WriteLine($"AgentTelemetryAbsent {started.Elapsed.TotalSeconds:0} s after the end");
        await slack.WaitForAsync(m => IsAbout(m, "RESOLVED", "AgentTaskRetries"), "the end of AgentTaskRetries", seconds: 120);
        await using var again = await SampleProcess.StartAsync(collector.Grpc, ["--rate", "0", "--faults", "off"], environment);
        await slack.WaitForAsync(m => IsAbout(m, "RESOLVED", "AgentTelemetryAbsent"), "the end of AgentTelemetryAbsent", seconds: 120);
    }

    private static bool IsAbout(JsonElement message, string status, string alert) =>
        message.GetProperty("attachments")[0].GetProperty("title").GetString() is { } title
        && title.StartsWith($"[{status}", StringComparison.Ordinal) && title.Contains($"] {alert} ", StringComparison.Ordinal);
}
