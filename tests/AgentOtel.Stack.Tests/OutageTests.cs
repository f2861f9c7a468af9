using System.Text.RegularExpressions;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>What happens when the Collector is not there.</summary>
[Trait("Needs", "Collector")]
public sealed partial class OutageTests
{
    [Fact]
    public async Task Collector_GoneForTenSeconds_EverySpanMadeMeanwhileArrives()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        await using var sample = await SampleProcess.StartAsync(collector.Grpc, ["--rate", "0", "--faults", "off"]);
        List<string> runs = [await CampaignAsync(sample)];

        // What the Collector had taken and not yet passed on would die with it.
        await Tree.WaitForAsync(receiver);
        await WaitForRequestsAsync(receiver);
        await collector.KillAsync();
        using var outage = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!outage.IsCancellationRequested)
        {
            runs.Add(await CampaignAsync(sample));
        }

        await collector.StartAgainAsync();
        runs.Add(await CampaignAsync(sample));
        await receiver.WaitForAsync(r => runs.All(run => Ended(r).Contains(run)), $"{runs.Count} runs", seconds: 60);
        await sample.TerminateAsync();
        await Tree.WaitForAsync(receiver, runs.Count);

        var spans = receiver.Spans;
        Assert.All(runs, run =>
        {
            var root = spans.Single(span =>
                span.Name == "invoke_workflow campaign" && (string?)span.Attributes["agentotel.workflow.run.id"] == run);
            Assert.Equal(
                (long)spans.Count(span =>
                    span.TraceId == root.TraceId
                        && (
                            span.Name.StartsWith("chat ", StringComparison.Ordinal)
                                || span.Name.StartsWith("embeddings ", StringComparison.Ordinal))),
                root.Attributes["agentotel.total.model_calls"]);
        });
        Assert.DoesNotContain("could not be sent", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collector_GoneForGood_TheAppEndsInTimeAndCountsWhatWasLost()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        await using var sample = await SampleProcess.StartAsync(collector.Grpc, ["--rate", "0", "--faults", "off"]);
        await CampaignAsync(sample);
        await Tree.WaitForAsync(receiver);
        var perRun = receiver.Spans.Count;
        await collector.KillAsync();

        await CampaignAsync(sample);

        // It ends by itself within the deadline, though what it has could be sent for minutes.
        await sample.TerminateAsync();

        var lost = Lost().Match(sample.Output);
        Assert.True(lost.Success, sample.Output);
        Assert.Equal(perRun, int.Parse(lost.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The campaign's own request and that of its publication, each with its span: they end after the run.</summary>
    private static Task WaitForRequestsAsync(OtlpReceiver receiver) => receiver.WaitForAsync(
        r => r.Logs.Where(log => log.EventName == "agentotel.http.request").ToList() is { Count: 2 } requests
            && requests.All(log => r.Spans.Any(span => span.SpanId == log.SpanId)),
        "both requests");

    private static async Task<string> CampaignAsync(SampleProcess sample)
    {
        var (status, answer) = await sample.PostAsync("/campaigns", new { brief = "Launch a green tea for people who work from home" });
        Assert.Equal(200, status);
        return answer.GetProperty("run").GetString()!;
    }

    private static HashSet<string?> Ended(OtlpReceiver receiver) =>
        [
            .. receiver.Spans.Where(span => span.Name == "invoke_workflow campaign")
            .Select(span => (string?)span.Attributes["agentotel.workflow.run.id"]),
        ];

    [GeneratedRegex(@"(\d+) items of traces could not be sent")]
    private static partial Regex Lost();
}
