using System.Globalization;
using System.Text.Json;
using AgentOtel.Tests;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests.Dashboards;

/// <summary>
/// Every query of every panel and rule, asked of the real Prometheus: on what the sample does under load and faults, sent through the
/// real Collector and scraped, with a history of forty days behind it.
/// </summary>
[Trait("Needs", "Prometheus")]
[Trait("Needs", "Collector")]
public sealed class DashboardDataTests(DashboardDataTests.Servers servers) : IClassFixture<DashboardDataTests.Servers>
{
    // What gives no data here, and why.
    private static readonly Dictionary<string, string> WithoutData = new()
    {
        ["Database calls"] = "the sample's database is SQLite, which emits no metrics; DatabaseTests has the names",
        ["Database latency, p95"] = "the same",
        ["Host: CPU and memory"] = "host metrics are of the profile host, whose Collector is not on hand",
        ["Host: disks"] = "the same",
        ["Host: traffic"] = "the same",
        ["Failed requests by route"] = "needs a caller that does wrong",
        ["Operations"] = "the sample times no operation of its own",
        ["Unpriced calls"] = "each model of the sample has a price",
        ["Lost by apps"] = "the sample loses nothing",
        ["Refused and cut"] = "counted by components of contrib, which are not on hand",
    };

    // One of several queries of a panel that gives data.
    private static readonly string[] WithoutDataHere =
    [
        "system_filesystem_utilization_ratio", "otelcol_exporter_enqueue_failed", "otelcol_exporter_send_failed",
    ];

    private static readonly HashSet<string> RulesWithoutData =
    [
        // Of names that the sample does not use.
        "agentotel:model_calls:total names=today",
        "agentotel:model_latency_seconds:bucket names=today",
        "agentotel:first_chunk_seconds:bucket names=today",
        "agentotel:tokens:total names=today",

        "agentotel:model_calls:grown names=today",
        "agentotel:model_latency_seconds:grown names=today",
        "agentotel:first_chunk_seconds:grown names=today",
        "agentotel:tokens:grown names=today",
        .. from counter in (string[])[
               "gen_ai_client_inference_duration_seconds_count",
               "gen_ai_client_inference_duration_seconds_bucket",
               "gen_ai_client_inference_time_to_first_chunk_seconds_bucket",
               "gen_ai_client_inference_usage_input_tokens_total",
               "gen_ai_client_inference_usage_output_tokens_total",
               "gen_ai_client_token_usage_tokens_sum",
               "gen_ai_client_token_usage:sum",

               // Of what does not happen to it.
               "agentotel_cost_unpriced_calls_total",
               "agentotel_telemetry_dropped_total",
               "agentotel_telemetry_refused_total",
               "agentotel_telemetry_truncated_total"]
           from what in (string[])["seen", "grown"]
           select $"{counter}:{what}",
        "agentotel_cost_usd_total:missed", "agentotel:cost_usd:missed1h", "agentotel:threshold:truncated",

        // Of an hour ago.
        "agentotel:model_latency_seconds:baseline7d",
        "agentotel:workflow_latency_seconds:baseline7d",
        "agentotel:task_latency_seconds:baseline7d",
        "agentotel:tool_latency_seconds:baseline7d",
    ];

    [Fact]
    public async Task Queries_OfEveryPanel_RunAndGiveData()
    {
        var queries = Boards.Queries("prometheus").ToList();
        Assert.True(queries.Count > 120);
        await Polling.UntilAsync(
            async () =>
            {
                List<string> empty = [];
                foreach (var (_, panel, query) in queries)
                {
                    if ((await servers.Prometheus.QueryAsync(query)).GetProperty("result").GetArrayLength() == 0
                        && !WithoutData.ContainsKey(panel) && !WithoutDataHere.Any(name => query.Contains(name, StringComparison.Ordinal)))
                    {
                        empty.Add($"{panel}: {query}");
                    }
                }

                return string.Join('\n', empty);
            },
            static empty => empty == "",
            "The list of queries without data",
            seconds: 120);
        Assert.All(WithoutData.Keys, panel => Assert.Contains(queries, query => query.Panel == panel));
    }

    /// <summary>As a board draws them: over time, from a window before the sample began.</summary>
    [Fact]
    public async Task Queries_OverTime_RunWithoutError()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        foreach (var (board, _, query) in Boards.Queries("prometheus"))
        {
            var from = Boards.Read(board).GetProperty("time").GetProperty("from").GetString()!;
            var seconds = int.Parse(from[4..^1], CultureInfo.InvariantCulture) * (from[^1] == 'd' ? 86400 : 3600);
            var data = await servers.Prometheus.GetAsync(
                $"/api/v1/query_range?query={Uri.EscapeDataString(query)}&start={now - seconds}&end={now}&step={seconds / 30}");
            Assert.Equal("matrix", data.GetProperty("resultType").GetString());
        }
    }

    [Fact]
    public async Task Rules_All_AreEvaluatedWithoutErrorAndRecord()
    {
        var groups = await servers.Prometheus.WaitForAsync(
            "/api/v1/rules", data => Rules(data).All(rule => rule.GetProperty("health").GetString() == "ok"), seconds: 90);

        Assert.True(Rules(groups).Count() > 100);
        Assert.All(
            Rules(groups),
            rule =>
                Assert.False(
                    rule.TryGetProperty("lastError", out var error) && error.GetString() != "", rule.GetProperty("name").GetString()));
        foreach (var rule in Rules(groups).Where(rule => rule.GetProperty("type").GetString() == "recording"))
        {
            var name = rule.GetProperty("name").GetString()!;
            var labels = rule.TryGetProperty("labels", out var own)
                ? own.EnumerateObject().Select(label => (label.Name, Value: label.Value.GetString())).ToList()
                : [];
            var key = string.Join(' ', [name, .. labels.Select(label => $"{label.Name}={label.Value}")]);
            if (!RulesWithoutData.Contains(key))
            {
                var query = $"{name}{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{label.Value}\""))}}}";
                await servers.Prometheus.WaitForAsync(
                    $"/api/v1/query?query={Uri.EscapeDataString(query)}",
                    data => data.GetProperty("result").GetArrayLength() > 0,
                    seconds: 90);
            }
        }
    }

    [Theory]
    [InlineData("Month to date")]
    [InlineData("Projected for the month")]
    [InlineData("Run rate")]
    [InlineData("Days of budget left")]
    public async Task Figures_OfTheMonth_AreThoseOfItsHours(string panel)
    {
        // The last full hour of each series, hour by hour, added here and not by a rule.
        var now = DateTimeOffset.UtcNow;
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var hours = await HoursAsync(now);
        var toDate = hours.Where(hour => hour.End > month).Sum(hour => hour.Usd);
        var week = hours.Where(hour => hour.End > now.AddDays(-7)).ToList();
        var perHour = week.Sum(hour => hour.Usd) / week.Count;
        var live = Value(await servers.Prometheus.QueryAsync("sum(agentotel_cost_usd_total{job=\"app\"})"));
        var spent = Value(await servers.Prometheus.QueryAsync("max(agentotel_budget_spent_usd{agentotel_budget_period=\"month\"})"));
        var left = (month.AddMonths(1) - now).TotalHours;
        var expected = panel switch
        {
            "Month to date" => toDate,
            "Projected for the month" => toDate + (perHour * left),
            "Run rate" => perHour * 24,
            _ => (Servers.MonthlyLimit - spent) / (perHour * 24),
        };

        var data = await servers.Prometheus.WaitForAsync(
            $"/api/v1/query?query={Uri.EscapeDataString(Boards.Of("finance/cost", panel, "stat", "7d")[0])}",
            data => data.GetProperty("result").GetArrayLength() == 1);

        // What the sample spends meanwhile, and one hour more or less in the week.
        Assert.InRange(Value(data), (expected * 0.98) - live, (expected * 1.02) + live);
    }

    private async Task<List<(DateTimeOffset End, double Usd)>> HoursAsync(DateTimeOffset now)
    {
        var end = now.ToUnixTimeSeconds() / 3600 * 3600;
        var data = await servers.Prometheus.GetAsync(
            $"/api/v1/query_range?query={Uri.EscapeDataString("agentotel:cost_usd:increase1h{job=\"history\"}")}&start="
                + $"{end - (31 * 86400)}&end={end}&step=3600");
        return [.. data.GetProperty("result").EnumerateArray().SelectMany(series => series.GetProperty("values").EnumerateArray())
            .GroupBy(sample => sample[0].GetInt64())
            .Select(hour =>
                (
                    DateTimeOffset.FromUnixTimeSeconds(hour.Key),
                    hour.Sum(sample => double.Parse(sample[1].GetString()!, CultureInfo.InvariantCulture))))];
    }

    private static IEnumerable<JsonElement> Rules(JsonElement data) =>
        data.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("rules").EnumerateArray());

    private static double Value(JsonElement data) =>
        double.Parse(data.GetProperty("result")[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture);

    /// <summary>Started once for all tests here.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        public const double MonthlyLimit = 500;

        private OtlpReceiver? _receiver;
        private Collector? _collector;
        private SampleProcess? _sample;

        internal Prometheus Prometheus { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _receiver = await OtlpReceiver.StartAsync();
            _receiver.IsForgetful = true;
            _collector = await Collector.StartAsync(_receiver);
            _sample = await SampleProcess.StartAsync(
                _collector.Grpc, ["--rate", "4", "--faults", "0.4"],
                ("AgentOtel__Budgets__0__Name", "daily"), ("AgentOtel__Budgets__0__LimitUsd", "5"),
                ("AgentOtel__Budgets__1__Name", "monthly"),
                ("AgentOtel__Budgets__1__Period", "Month"),
                ("AgentOtel__Budgets__1__LimitUsd", $"{MonthlyLimit}"));
            Prometheus = await Prometheus.StartAsync(_sample.Address, withRules: true, collector: _collector.Self, history: true);
            await _sample.PostAsync("/campaigns", new { brief = "Launch a green tea", approval = "manual" });
        }

        public async Task DisposeAsync()
        {
            await Prometheus.DisposeAsync();
            await _sample!.DisposeAsync();
            await _collector!.DisposeAsync();
            await _receiver!.DisposeAsync();
        }
    }
}
