using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using AgentOtel.Tests;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>The real Collector with the base file, when things go wrong: what must survive does, and what is lost is counted.</summary>
[Trait("Needs", "Collector")]
public sealed class CollectorTests
{
    [Fact]
    public async Task Backends_DownForThirtySeconds_GetEverythingAfterwards()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        var triedLate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var began = Stopwatch.GetTimestamp();
        receiver.Refuse = () =>
        {
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(30))
            {
                triedLate.TrySetResult();
            }

            return 503;
        };
        var sent = 0;
        while (sent < 120)
        {
            Assert.Equal(HttpStatusCode.OK, await SendAsync(collector, sent++));
        }

        await triedLate.Task.WaitAsync(TimeSpan.FromSeconds(90));
        Assert.Empty(receiver.Spans);
        receiver.Refuse = static () => null;

        await receiver.WaitForAsync(r => r.Spans.Count >= sent, $"{sent} spans", seconds: 90);
        Assert.Equal(
            Enumerable.Range(0, sent).Select(i => $"span {i}").Order(StringComparer.Ordinal),
            receiver.Spans.Select(span => span.Name).Order(StringComparer.Ordinal));
        Assert.Equal(sent, await collector.MetricAsync("otelcol_receiver_accepted_spans_total"));
    }

    [Fact]
    public async Task Memory_AtItsLimit_RefusesInAWayThatMayBeTriedAgainAndCounts()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        // Of the machine's memory a test would take too much.
        await using var collector = await Collector.StartAsync(
            receiver, """{processors: {memory_limiter: {limit_mib: 100, spike_limit_mib: 20}}}""");
        receiver.Refuse = static () => 503;
        HashSet<int> accepted = [];
        HttpStatusCode answer;
        var i = 0;
        do
        {
            answer = await SendAsync(collector, i, new string('x', 1_000_000));
            if (answer == HttpStatusCode.OK)
            {
                accepted.Add(i);
            }
        }
        while (answer == HttpStatusCode.OK && ++i < 1000);

        Assert.Contains(answer, (HttpStatusCode[])[HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests]);
        Assert.True(await collector.MetricAsync("otelcol_receiver_refused_spans_total") > 0);
        receiver.Refuse = static () => null;
        await receiver.WaitForAsync(r => r.Spans.Count >= accepted.Count, $"{accepted.Count} spans that were accepted", seconds: 90);
        Assert.Equal(
            accepted.Select(n => $"span {n}").Order(StringComparer.Ordinal),
            receiver.Spans.Select(span => span.Name).Order(StringComparer.Ordinal));
        await Polling.UntilAsync(() => SendAsync(collector, 5000), status => status == HttpStatusCode.OK, "The answer with room again");
    }

    [Fact]
    public async Task Queue_ThatIsFull_LosesWhatItRefusesAndCountsIt()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(
            receiver,
            """{exporters: {otlp_grpc/jaeger: {sending_queue: {sizer: items, queue_size: 20, batch: {min_size: 1, max_size: 5}}}}}""");
        receiver.Refuse = static () => 503;
        var sent = 0;
        double lost;
        do
        {
            await SendAsync(collector, sent++);
            lost = await collector.MetricAsync("otelcol_exporter_enqueue_failed_spans_total");
        }
        while (lost < 5 && sent < 1000);

        Assert.InRange(sent, 20, 999);
        receiver.Refuse = static () => null;
        await receiver.WaitForAsync(r => r.Spans.Count >= sent - lost, $"{sent - lost} spans that were queued", seconds: 90);
        Assert.Equal(sent, receiver.Spans.Count + await collector.MetricAsync("otelcol_exporter_enqueue_failed_spans_total"));
    }

    /// <summary>
    /// What SDKs send when content is captured: more than a receiver takes by default, and joined more than a store does.
    /// </summary>
    [Fact]
    public async Task Content_OfManySenders_IsTakenAndSentOnInBoundedRequests()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(
            receiver, """{exporters: {otlp_grpc/jaeger: {sending_queue: {batch: {max_size: 3500000}}}}}""");
        var prompt = new string('x', 20_000);
        var sent = Enumerable.Range(0, 12).Select(sender => Enumerable.Range(sender * 512, 512).Select(i => $"span {i}").ToList()).ToList();

        await Parallel.ForEachAsync(sent, async (names, _) => Assert.Equal(HttpStatusCode.OK, await SendAsync(collector, names, prompt)));

        await receiver.WaitForAsync(r => r.Spans.Count >= 12 * 512, "every span", seconds: 90);
        Assert.Equal(
            sent.SelectMany(names => names).Order(StringComparer.Ordinal),
            receiver.Spans.Select(span => span.Name).Order(StringComparer.Ordinal));
        Assert.All(receiver.Bodies, body => Assert.InRange(body.Length, 1, 3_500_000));
        Assert.Equal(0, await collector.MetricAsync("otelcol_exporter_send_failed_spans_total"));
    }

    /// <summary>One bad point takes its whole request with it at Prometheus: it must not be another app's.</summary>
    [Fact]
    public async Task Metrics_OfTwoApps_AreNeverInOneRequest()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);
        using var http = new HttpClient();

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (app, cancellation) =>
        {
            using var content = new StringContent(
                $$$"""{"resourceMetrics":[{"resource":{"attributes":["""
                    + $$$"""{"key":"service.name","value":{"stringValue":"app-{{{app}}}"}}]},"scopeMetrics":[{"metrics":["""
                    + $$$"""{"name":"m","gauge":{"dataPoints":[{"timeUnixNano":"1","asInt":"1"}]}}]}]}]}""",
                Encoding.UTF8,
                "application/json");
            using var answer = await http.PostAsync(new Uri(collector.Http, "/v1/metrics"), content, cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        });

        await receiver.WaitForAsync(r => r.Points.Count >= 40, "every point");
        Assert.Equal(40, receiver.Points.Select(point => point.Origin.Resource["service.name"]).Distinct().Count());
        Assert.Equal(40, receiver.Bodies.Count);
    }

    [Theory]
    [InlineData("application/json", "{\"resourceSpans\": [{\"scopeSpans\": 7}]}")]
    [InlineData("application/json", "no json")]
    [InlineData("application/x-protobuf", "\u0001\u0002garbage")]
    public async Task Otlp_ThatIsNone_IsRefusedAndHarmsNothing(string type, string body)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var collector = await Collector.StartAsync(receiver);

        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await http.PostAsync(new Uri(collector.Http, "/v1/traces"), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(collector, 1));
        await receiver.WaitForAsync(r => r.Spans.Count == 1, "a span");
    }

    private static Task<HttpStatusCode> SendAsync(Collector collector, int number, string text = "") =>
        SendAsync(collector, [$"span {number}"], text);

    private static async Task<HttpStatusCode> SendAsync(Collector collector, IReadOnlyList<string> names, string text)
    {
        var spans = string.Join(',', names.Select((name, i) => (name, Id: $"{i + 1:x16}")).Select(span => $$$"""
            {"traceId":"{{{span.Id}}}{{{span.Id}}}","spanId":"{{{span.Id}}}","name":"{{{span.name}}}","kind":1,"startTimeUnixNano":"1",
             "endTimeUnixNano":"2",
            "attributes":[{"key":"text","value":{"stringValue":"{{{text}}}"}}]}
            """));
        var json = $$$"""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"test"}}]},
             "scopeSpans":[{"spans":[{{{spans}}}]}]}]}
            """;
        using var http = new HttpClient();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(collector.Http, "/v1/traces"), content);
        return answer.StatusCode;
    }
}
