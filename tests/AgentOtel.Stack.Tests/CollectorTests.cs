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
            receiver, """{exporters: {otlp_grpc/jaeger: {sending_queue: {queue_size: 20, batch: {min_size: 1, max_size: 5}}}}}""");
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

    private static async Task<HttpStatusCode> SendAsync(Collector collector, int number, string text = "")
    {
        var id = number.ToString("x16", CultureInfo.InvariantCulture).Replace("0000", "1000", StringComparison.Ordinal);
        var json = $$$"""
            {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"test"}}]},"scopeSpans":[{"spans":[
            {"traceId":"{{{id}}}{{{id}}}","spanId":"{{{id}}}","name":"span {{{number}}}","kind":1,"startTimeUnixNano":"1",
             "endTimeUnixNano":"2",
            "attributes":[{"key":"text","value":{"stringValue":"{{{text}}}"}}]}]}]}]}
            """;
        using var http = new HttpClient();
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(collector.Http, "/v1/traces"), content);
        return answer.StatusCode;
    }
}
