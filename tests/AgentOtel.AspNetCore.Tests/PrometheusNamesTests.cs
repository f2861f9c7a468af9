using AgentOtel.Stack.Tests;

namespace AgentOtel.AspNetCore.Tests;

public sealed class PrometheusNamesTests
{
    [Theory]
    [InlineData("gen_ai.client.operation.duration", "s", "histogram", "gen_ai_client_operation_duration_seconds")]
    [InlineData("agentotel.cost.usd", "{USD}", "counter", "agentotel_cost_usd_total")]
    [InlineData("process.memory.usage", "By", "updown", "process_memory_usage_bytes")]
    [InlineData("requests.total.count", "1", "counter", "requests_count_total")]
    [InlineData("cache.ratio", "1", "gauge", "cache_ratio")]
    [InlineData("hits", "1", "gauge", "hits_ratio")]
    [InlineData("speed", "By/s", "gauge", "speed_bytes_per_second")]
    [InlineData("99.errors", "", "gauge", "_99_errors")]
    public void OfMetric_IsThatOfPrometheus(string name, string unit, string kind, string expected) =>
        Assert.Equal(expected, PrometheusNames.OfMetric(name, unit, kind == "counter", kind == "gauge"));

    /// <summary>Prometheus's own library names thousands of odd ones alike.</summary>
    [Fact]
    [Trait("Needs", "Collector")]
    public async Task Names_OfOddMetricsAndLabels_AreThoseOfPrometheussLibrary()
    {
        var random = new Random(7);
        string[] words = ["http", "total", "ratio", "seconds", "per", "bytes", "9x", "a:b", "größe", "", "_", "count"];
        string[] units =
        [
            "", "s", "ms", "By", "1", "%", "By/s", "{call}", "{call}/s", "requests", "m/h", "KiBy", "odd unit", "/s", "1/s", "a/b/c",
        ];
        string[] kinds = ["counter", "updown", "gauge", "histogram", "label"];
        List<(string Name, string Kind, string Unit)> all = [];
        for (var i = 0; i < 3000; i++)
        {
            var name = "n" + string.Join(
                ".-_ "[random.Next(4)], Enumerable.Range(0, random.Next(1, 5)).Select(_ => words[random.Next(words.Length)]));
            all.Add((random.Next(3) == 0 ? name[1..] + "x" : name, kinds[random.Next(kinds.Length)], units[random.Next(units.Length)]));
        }

        var expected = await MetricNamer.NameAsync(all);

        var actual = all.Select(row =>
            row.Kind == "label"
                ? PrometheusNames.OfLabel(row.Name)
                : PrometheusNames.OfMetric(row.Name, row.Unit, row.Kind == "counter", row.Kind == "gauge"));
        Assert.All(all.Zip(expected, actual), row => Assert.Equal((row.First, row.Second), (row.First, row.Third)));
    }

    [Theory]
    [InlineData("gen_ai.request.model", "gen_ai_request_model")]
    [InlineData("9lives", "key_9lives")]
    [InlineData("_own", "key_own")]
    [InlineData("größe", "gr__e")]
    public void OfLabel_IsThatOfPrometheus(string name, string expected) => Assert.Equal(expected, PrometheusNames.OfLabel(name));
}
