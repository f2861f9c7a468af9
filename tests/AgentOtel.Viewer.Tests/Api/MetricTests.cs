using System.Net;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class MetricTests
{
    [Fact]
    public async Task Query_Gauge_GivesEveryStatistic()
    {
        await using var api = await ApiHost.WithAsync(Some.Metric("queue.length", unit: "{item}", points:
            [
                Some.Point(2, 0), Some.Point(4, 1000), Some.Point(4, 2000), Some.Point(4, 3000), Some.Point(5, 4000), Some.Point(5, 5000),
                Some.Point(7, 6000), Some.Point(9, 7000),
            ]));

        var result = await api.GetAsync("metrics/query?name=queue.length");

        Assert.Equal("gauge", result.GetProperty("type").GetString());
        Assert.Equal("{item}", result.GetProperty("unit").GetString());
        var series = Assert.Single(result.GetProperty("series").EnumerateArray());
        Assert.Equal("""{"service.name":"shop"}""", series.GetProperty("labels").GetRawText());
        Assert.Equal(
            """{"count":8,"sum":40,"mean":5,"median":4.5,"minimum":2,"maximum":9,"standardDeviation":2,"p90":7.6,"p95":8.3,"p99":8.86,"fi"""
                + """rstTime":"2026-11-25T12:00:00+00:00","lastTime":"2026-11-25T12:00:07+00:00"}""",
            Rounded(series.GetProperty("statistics")));
    }

    [Fact]
    public async Task Query_CumulativeCounter_GivesItsGrowthAndSurvivesARestart()
    {
        // 10 at its start, then 4 more; restarted, 3 of the new life; then 2 more.
        await using var api = await ApiHost.WithAsync(Counter(Temporality.Cumulative,
            Some.Point(10, 1000),
            Some.Point(14, 2000),
            Some.Point(3, 3000) with { StartTime = Some.At(2500) },
            Some.Point(5, 4000) with { StartTime = Some.At(2500) }));

        var statistics = await StatisticsAsync(api, "name=calls");

        Assert.Equal(19, statistics.GetProperty("sum").GetDouble());
        Assert.Equal(4, statistics.GetProperty("count").GetInt64());
        Assert.Equal(10, statistics.GetProperty("maximum").GetDouble());
    }

    [Fact]
    public async Task Query_CumulativeCounter_CountsFromThePointBeforeTheWindow()
    {
        await using var api = await ApiHost.WithAsync(
            Counter(Temporality.Cumulative, Some.Point(100, 1000), Some.Point(107, 61_000), Some.Point(110, 62_000)));

        Assert.Equal(10, (await StatisticsAsync(api, "name=calls&from=2026-11-25T12:01:00Z")).GetProperty("sum").GetDouble());
    }

    [Fact]
    public async Task Query_CounterThatBeganLongBefore_CountsOnlyWhatWasSeen()
    {
        var old = Some.Start - (5 * 3600 * 1_000_000_000L);
        await using var api = await ApiHost.WithAsync(
            Counter(
                Temporality.Cumulative,
                Some.Point(1_000_000, 1000) with { StartTime = old },
                Some.Point(1_000_002, 2000) with { StartTime = old }));

        Assert.Equal(2, (await StatisticsAsync(api, "name=calls")).GetProperty("sum").GetDouble());
    }

    [Fact]
    public async Task Query_SeriesThatAppearsLater_CountsFromZero()
    {
        var old = Some.Start - (5 * 3600 * 1_000_000_000L);
        await using var api = await ApiHost.WithAsync(Counter(
            Temporality.Cumulative,
            Some.Point(50, 1000, ("model", "a")) with { StartTime = old },
            Some.Point(50, 2000, ("model", "a")) with { StartTime = old },
            Some.Point(7, 2000, ("model", "b")) with { StartTime = old }));

        Assert.Equal(7, (await StatisticsAsync(api, "name=calls&label=model=b")).GetProperty("sum").GetDouble());
    }

    [Fact]
    public async Task Query_DeltaCounter_AddsItsPoints()
    {
        await using var api = await ApiHost.WithAsync(
            Counter(Temporality.Delta, Some.Point(3, 1000), Some.Point(2, 2000), Some.Point(0, 3000)));

        Assert.Equal(5, (await StatisticsAsync(api, "name=calls")).GetProperty("sum").GetDouble());
    }

    [Fact]
    public async Task Query_ByLabel_SumsTheRest()
    {
        await using var api = await ApiHost.WithAsync(Counter(
            Temporality.Delta,
            Some.Point(3, 1000, ("model", "a"), ("kind", "x")),
            Some.Point(2, 1000, ("model", "a"), ("kind", "y")),
            Some.Point(7, 61_000, ("model", "b"), ("kind", "x"))));

        Assert.Equal(["""{"model":"a"} 5""", """{"model":"b"} 7"""], await SumsAsync(api, "name=calls&by=model"));
        Assert.Equal(["{} 12"], await SumsAsync(api, "name=calls&by="));
        Assert.Equal(["""{"kind":"x"} 10"""], await SumsAsync(api, "name=calls&by=kind&label=kind=x"));
        Assert.Equal(3, (await SumsAsync(api, "name=calls")).Count);
        var steps = (await api.GetAsync("metrics/query?name=calls&by=&step=60")).GetProperty("series")[0].GetProperty("steps");
        Assert.Equal(
            """[{"start":"2026-11-25T12:00:00+00:00","value":5},{"start":"2026-11-25T12:01:00+00:00","value":7}]""", steps.GetRawText());
    }

    [Fact]
    public async Task Query_UpDownCounter_AddsTheLevelsOfItsSeries()
    {
        await using var api = await ApiHost.WithAsync(Some.Metric(
            "active", MetricType.Sum, temporality: Temporality.Cumulative, points:
            [Some.Point(3, 1000, ("q", "a")), Some.Point(1, 2000, ("q", "a")), Some.Point(4, 2000, ("q", "b"))]));

        Assert.Equal(
            5,
            (await api.GetAsync("metrics/query?name=active&by="))
                .GetProperty("series")[0]
                .GetProperty("steps")[0]
                .GetProperty("value")
                .GetDouble());
    }

    [Fact]
    public async Task Query_CumulativeHistogram_GivesQuantilesOfWhatWasMeasuredInTheWindow()
    {
        await using var api = await ApiHost.WithAsync(Some.Metric("latency", MetricType.Histogram, "s", Temporality.Cumulative, points:
        [
            Histogram(1000, 100, 5000, 0, 0, 100, 0),
            Histogram(61_000, 110, 5015, 0, 10, 100, 0),
        ]));

        var statistics = await StatisticsAsync(api, "name=latency&from=2026-11-25T12:01:00Z");

        Assert.Equal(10, statistics.GetProperty("count").GetInt64());
        Assert.Equal(15, statistics.GetProperty("sum").GetDouble());
        Assert.Equal(1.5, statistics.GetProperty("mean").GetDouble());
        Assert.Equal(1.5, statistics.GetProperty("median").GetDouble());
        Assert.Equal(1.9, statistics.GetProperty("p90").GetDouble(), 9);
        Assert.Equal(1, statistics.GetProperty("minimum").GetDouble());
        Assert.Equal(2, statistics.GetProperty("maximum").GetDouble());
    }

    [Fact]
    public async Task Query_ExponentialHistogram_GivesQuantilesFromItsBuckets()
    {
        // Scale 0: buckets (1, 2], (2, 4], (4, 8].
        var point = new MetricPoint
        {
            Attributes = Attributes.Empty,
            Time = Some.At(1000),
            Distribution = new Distribution
            {
                Count = 8,
                Sum = 30,
                Min = 1.5,
                Max = 6,
                Scale = 0,
                PositiveOffset = 0,
                PositiveCounts = [2, 4, 2],
            },
        };
        await using var api = await ApiHost.WithAsync(
            Some.Metric("sizes", MetricType.ExponentialHistogram, "By", Temporality.Delta, points: point));

        var statistics = await StatisticsAsync(api, "name=sizes");

        Assert.Equal(3, statistics.GetProperty("median").GetDouble());
        Assert.Equal(1.5, statistics.GetProperty("minimum").GetDouble());
        Assert.Equal(6, statistics.GetProperty("maximum").GetDouble());
        Assert.Equal(6, statistics.GetProperty("p99").GetDouble());
        Assert.Equal(3.75, statistics.GetProperty("mean").GetDouble());
    }

    [Fact]
    public async Task Query_HistogramsOfDifferentBounds_AddUp()
    {
        await using var api = await ApiHost.WithAsync(Some.Metric("latency", MetricType.Histogram, "s", Temporality.Delta, points:
        [
            Histogram(1000, 10, 5, 10, 0, 0, 0),
            new MetricPoint
            {
                Attributes = Some.Attributes(("x", 1)),
                Time = Some.At(1000),
                Distribution = new Distribution { Count = 10, Sum = 15, Bounds = [0.5, 2], Counts = [0, 10, 0] },
            },
        ]));

        var statistics = await StatisticsAsync(api, "name=latency&by=");

        Assert.Equal(20, statistics.GetProperty("count").GetInt64());
        Assert.Equal(20, statistics.GetProperty("sum").GetDouble());
        Assert.InRange(statistics.GetProperty("median").GetDouble(), 0.79, 0.82);
    }

    [Fact]
    public async Task Query_Summary_GivesTheQuantilesThatWereSent()
    {
        await using var api = await ApiHost.WithAsync(Some.Metric("old", MetricType.Summary, "s", points: new MetricPoint
        {
            Attributes = Attributes.Empty,
            Time = Some.At(1000),
            StartTime = Some.Start,
            Distribution = new Distribution { Count = 4, Sum = 8, Quantiles = [(0.5, 1.75), (0.99, 4)] },
        }));

        var step = (await api.GetAsync("metrics/query?name=old")).GetProperty("series")[0].GetProperty("steps")[0];

        Assert.Equal("""{"start":"2026-11-25T12:00:00+00:00","value":2,"count":4,"p50":1.75,"p99":4}""", step.GetRawText());
    }

    [Fact]
    public async Task List_Instruments_ShowsTypesUnitsAndLabels()
    {
        await using var api = await ApiHost.WithAsync(
            Counter(Temporality.Delta, Some.Point(3, 1000, ("model", "b")), Some.Point(2, 2000, ("model", "a"))));

        Assert.Equal(
            """{"name":"calls","type":"sum","unit":"{call}","description":"","isMonotonic":true,"series":2,"labels":["""
                + """{"name":"model","values":["a","b"]},{"name":"service.name","values":"""
                + """["shop"]}],"lastTime":"2026-11-25T12:00:02+00:00"}""",
            (await api.GetAsync("metrics")).GetProperty("instruments")[0].GetRawText());
        Assert.Empty((await api.GetAsync("metrics?from=2026-11-25T12:05:00Z")).GetProperty("instruments").EnumerateArray());
    }

    [Fact]
    public async Task Query_UnknownInstrument_SaysSo()
    {
        await using var api = await ApiHost.WithAsync();

        Assert.Equal("No instrument of this name is held.", await api.RefusedAsync("metrics/query?name=nothing", HttpStatusCode.NotFound));
    }

    private static MetricRecord Counter(Temporality temporality, params MetricPoint[] points) =>
        Some.Metric("calls", MetricType.Sum, "{call}", temporality, isMonotonic: true, points: points);

    /// <summary>Bounds 1, 2 and 100.</summary>
    private static MetricPoint Histogram(double at, ulong count, double sum, params ulong[] counts) => new()
    {
        Attributes = Attributes.Empty,
        Time = Some.At(at),
        StartTime = Some.Start,
        Distribution = new Distribution { Count = count, Sum = sum, Bounds = [1, 2, 100], Counts = counts },
    };

    private static async Task<JsonElement> StatisticsAsync(ApiHost api, string query) =>
        Assert.Single((await api.GetAsync($"metrics/query?{query}")).GetProperty("series").EnumerateArray()).GetProperty("statistics");

    private static async Task<List<string>> SumsAsync(
        ApiHost api, string query) => [.. (await api.GetAsync($"metrics/query?{query}")).GetProperty("series").EnumerateArray()
        .Select(static series =>
            $"{series.GetProperty("labels").GetRawText()} {series.GetProperty("statistics").GetProperty("sum").GetDouble()}").Order(
                StringComparer.Ordinal)];

    private static string Rounded(JsonElement json) => $"{{{string.Join(',', json.EnumerateObject().Select(static item =>
        $"\"{item.Name}\":{Rounded(item)}"))}}}";

    private static string Rounded(JsonProperty item) => item.Value.ValueKind is JsonValueKind.Number
        ? JsonSerializer.Serialize(Math.Round(item.Value.GetDouble(), 9))
        : item.Value.GetRawText();
}
