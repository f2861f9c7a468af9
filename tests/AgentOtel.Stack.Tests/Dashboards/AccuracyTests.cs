using System.Globalization;
using System.Text.Json;
using AgentOtel.Tests.Otlp;
using Xunit.Abstractions;

namespace AgentOtel.Stack.Tests.Dashboards;

/// <summary>
/// What the boards 1, 3, 4 and 5 show, beside an independent sum over the spans and events of the same runs, faults, retries and
/// approvals among them: exactly, since the window holds each series from its zero, and quantiles within two samples. (Figures
/// that need hours
/// of history are in <see cref="DashboardDataTests"/>.)
/// </summary>
[Trait("Needs", "Prometheus")]
public sealed class AccuracyTests(AccuracyTests.Shown shown, ITestOutputHelper output) : IClassFixture<AccuracyTests.Shown>
{
    private const string Overview = "operations/overview",
    Models = "developer/models",
    Workflows = "developer/workflows",
    Cost = "finance/cost";

    private Sent Sent => shown.Sent;

    [Fact]
    public async Task Stats_OfBoards_ShowWhatWasSent()
    {
        double runs = Sent.Runs.Count(),
        completed = Sent.Runs.Count(run => Sent.Was(run, "completed")),
        failed = Sent.Runs.Count(run => Sent.Was(run, "failed"));
        var cost = Sum("gen_ai.usage.cost");
        double InARun(IEnumerable<ReceivedSpan> all) => all.Count(span => Sent.Text(span, "gen_ai.agent.name") != "publisher") / runs;
        (string Board, string Panel, double Expected)[] all =
        [
            (Overview, "Runs", runs),
            (Overview, "Success", completed / (completed + failed)),
            (Overview, "Tokens", Sum("gen_ai.usage.input_tokens") + Sum("gen_ai.usage.output_tokens")),
            (Overview, "Cost", cost), (Overview, "Errors", Sent.Events("agentotel.error").Count()), (Overview, "Active now", 0),

            // The publisher answers a request of its own: a run's totals are those of its own process's handles.
            (Overview, "Agents in a run", InARun(Sent.Agents)),
            (Overview, "Model calls in a run", InARun(Sent.Models)),
            (Overview, "Tool calls in a run", InARun(Sent.Tools)),
            (Overview, "Cost of a run", cost / runs), (Overview, "Approvals waiting", Shown.Waiting),
            (Models, "Calls", Sent.Models.Count()), (Models, "Failed", Sent.Models.Count(Sent.Failed) / (double)Sent.Models.Count()),
            (Models, "Rate limited", Sent.Models.Count(call => Sent.Text(call, "error.type") == "429")),
            (Models, "Read from the cache", Sum("gen_ai.usage.cache_read.input_tokens") / Sum("gen_ai.usage.input_tokens")),
            (Workflows, "Task attempts", Sent.Tasks.Count()),
            (Workflows, "Retries", Sent.Tasks.Count(task => Sent.Number(task, "agentotel.task.attempt") > 1)),
            (Workflows, "Failed attempts", Sent.Tasks.Count(task => Sent.Was(task, "failed"))),
            (Workflows, "Paused runs", Shown.Paused),
            (Workflows, "Approvals waiting", Shown.Waiting),
            (Cost, "Of the monthly budget", cost / Shown.MonthlyLimit), (Cost, "Unpriced calls", 0),
        ];
        Assert.True(failed > 0 && Sent.Models.Any(Sent.Failed) && Sent.Tasks.Any(task => Sent.Number(task, "agentotel.task.attempt") > 1));
        foreach (var (board, panel, expected) in all)
        {
            await ExactAsync($"{board} {panel}", Boards.Of(board, panel, "stat", Shown.Window)[0], expected);
        }

        await WithinAsync(
            "latency of runs",
            Boards.Of(Overview, "Latency, p95", "stat", Shown.Window)[0],
            Sent.Runs.Select(Sent.Seconds),
            Sent.WorkflowSeconds);
        await WithinAsync(
            "latency of calls",
            Boards.Of(Models, "Latency, p95", "stat", Shown.Window)[0],
            Sent.Models.Select(Sent.Seconds),
            Sent.ClientSeconds);
        await WithinAsync("first chunk", Boards.Of(Models, "First chunk, p95", "stat", Shown.Window)[0], Chunks(), Sent.ClientSeconds);
        await WithinAsync(
            "wait",
            Boards.Of(Workflows, "Wait for approval, p95", "stat", Shown.Window)[0],
            Sent.Events("agentotel.approval.answered").Select(log => (double)log.Attributes["agentotel.approval.wait"]!),
            Sent.ApprovalSeconds);
    }

    /// <summary>None is left out: each is compared here, or among the figures of the month.</summary>
    [Fact]
    public void Panels_OfTheFourBoards_AreEachCompared()
    {
        var source = File.ReadAllText(AgentOtel.Tests.Repository.Path("tests", "AgentOtel.Stack.Tests", "Dashboards", "AccuracyTests.cs"))
            + File.ReadAllText(AgentOtel.Tests.Repository.Path("tests", "AgentOtel.Stack.Tests", "Dashboards", "DashboardDataTests.cs"));
        foreach (
            var (name, board) in ((string, string)[])[("Overview", Overview), ("Models", Models), ("Workflows", Workflows), ("Cost", Cost)])
        {
            Assert.All(Boards.Panels($"{board}.json").Where(panel => panel.GetProperty("type").GetString() is "stat" or "table"), panel =>
                Assert.True(
                    source.Contains($"{name}, \"{panel.Title()}\"", StringComparison.Ordinal)
                        || source.Contains($"(\"{panel.Title()}\", \"", StringComparison.Ordinal)
                        || source.Contains($"[InlineData(\"{panel.Title()}\")]", StringComparison.Ordinal),
                    $"{board} {panel.Title()}"));
        }
    }

    [Fact]
    public async Task Tables_OfBoards_ShowWhatWasSent()
    {
        string[] task = ["gen_ai_workflow_name", "agentotel_task_name"], model = ["gen_ai_provider_name", "gen_ai_request_model"];
        var paid = Sent.Spans.Where(span => Sent.Number(span, "gen_ai.usage.cost") > 0).ToList();
        await RowsAsync(Overview, "Slowest tasks", task, Sent.Tasks, P95(Sent.TaskSeconds), About(rows => rows.Average(Sent.Seconds)));
        await RowsAsync(Overview, "Agents", ["gen_ai_agent_name"], Sent.Agents, Count(), P95(Sent.AgentSeconds), Paid(paid));
        await RowsAsync(
            Overview,
            "Cost by model",
            ["gen_ai_request_model"],
            paid.Where(span => Sent.Text(span, "gen_ai.request.model") != ""),
            Total("gen_ai.usage.cost"));
        await RowsAsync(
            Models,
            "Models",
            model,
            Sent.Models,
            Count(),
            Count(Sent.Failed),
            P95(Sent.ClientSeconds),
            Total("gen_ai.usage.input_tokens"),
            Total("gen_ai.usage.output_tokens"),
            Total("gen_ai.usage.cache_read.input_tokens"), Total("gen_ai.usage.reasoning.output_tokens"), Total("gen_ai.usage.cost"));
        await RowsAsync(
            Workflows,
            "Tasks",
            task,
            Sent.Tasks,
            Count(),
            Count(attempt => Sent.Number(attempt, "agentotel.task.attempt") > 1),
            Count(attempt => Sent.Was(attempt, "failed")),
            P95(Sent.TaskSeconds));
        await RowsAsync(
            Workflows, "Tools", ["gen_ai_tool_name"], Sent.Tools, Count(), Count(Sent.Failed), P95(Sent.ClientSeconds),
            Total("gen_ai.usage.cost"));
        foreach (var (panel, label) in ((string, string)[])[
            ("By provider", "gen_ai_provider_name"), ("By model", "gen_ai_request_model"), ("By category", "agentotel_cost_category"),
            ("By agent", "gen_ai_agent_name"), ("By workflow", "gen_ai_workflow_name"), ("By tenant", "agentotel_tenant")])
        {
            await RowsAsync(
                Cost,
                panel,
                [label],
                paid.Where(span => label == "agentotel_cost_category" || Group(span, [label])[0] != ""),
                Total("gen_ai.usage.cost"));
        }

        await RowsAsync(
            Cost,
            "Dearest",
            ["agentotel_cost_category", "gen_ai_workflow_name", "gen_ai_agent_name", "gen_ai_request_model", "gen_ai_tool_name"],
            paid,
            Total("gen_ai.usage.cost"));
    }

    [Fact]
    public async Task Rules_ThatBoardsRead_RecordWhatWasSent()
    {
        // Of the last that was recorded: on a busy machine a scrape may have failed since.
        double failed = Sent.Runs.Count(run => Sent.Was(run, "failed")),
        ended = failed + Sent.Runs.Count(run => Sent.Was(run, "completed"));
        await ExactAsync("calls", "sum(last_over_time(agentotel:model_calls:total{gen_ai_request_model!=\"\"}[10m]))", Sent.Models.Count());
        await ExactAsync(
            "failed calls",
            "sum(last_over_time(agentotel:model_calls:total{gen_ai_request_model!=\"\",error_type!=\"\"}[10m]))",
            Sent.Models.Count(Sent.Failed));
        await ExactAsync(
            "calls in the buckets",
            "sum(last_over_time(agentotel:model_latency_seconds:bucket{gen_ai_request_model!=\"\",le=\"+Inf\"}[10m]))",
            Sent.Models.Count());
        await ExactAsync("streamed calls", "sum(last_over_time(agentotel:first_chunk_seconds:bucket{le=\"+Inf\"}[10m]))", Chunks().Count());
        await ExactAsync(
            "tokens",
            "sum(last_over_time(agentotel:tokens:total[10m]))",
            Sum("gen_ai.usage.input_tokens") + Sum("gen_ai.usage.output_tokens"));
        await ExactAsync(
            "tokens in an hour",
            "sum(last_over_time(agentotel:tokens:increase1h[10m]))",
            Sum("gen_ai.usage.input_tokens") + Sum("gen_ai.usage.output_tokens"));
        await ExactAsync("cost in an hour", "sum(last_over_time(agentotel:cost_usd:increase1h[10m]))", Sum("gen_ai.usage.cost"));
        await ExactAsync("runs in an hour", "sum(last_over_time(agentotel:runs:increase1h[10m]))", Sent.Runs.Count());
        await ExactAsync(
            "retries in 15 minutes",
            "sum(last_over_time(agentotel:task_retries:increase15m[10m]))",
            Sent.Tasks.Count(task => Sent.Number(task, "agentotel.task.attempt") > 1));
        await ExactAsync(
            "failures in 30 minutes",
            "sum(last_over_time(agentotel:task_failures:increase30m[10m]))",
            Sent.Tasks.Count(task => Sent.Was(task, "failed")));
        await ExactAsync(
            "errors in 15 minutes", "sum(last_over_time(agentotel:errors:increase15m[10m]))", Sent.Events("agentotel.error").Count());
        foreach (var window in (string[])["5m", "30m", "1h", "6h"])
        {
            await ExactAsync(
                $"failed runs of {window}", $"last_over_time(agentotel:workflow_errors:ratio_rate{window}[10m])", failed / ended);
        }

        var figures = await shown.Prometheus.QueryAsync(
            "last_over_time(agentotel:figures:total{figure=\"marketing_campaigns_published\"}[10m])");
        Assert.Equal(Sent.Spans.Count(span => span.Name == "publish campaign" && span.Status != ReceivedSpan.Error), Value(figures));
    }

    private IEnumerable<double> Chunks() =>
        Sent.Models.Where(call =>
            call.Attributes.ContainsKey("gen_ai.response.time_to_first_chunk")).Select(call =>
                Sent.Number(call, "gen_ai.response.time_to_first_chunk"));

    private double Sum(string attribute) => Sent.Spans.Sum(span => Sent.Number(span, attribute));

    /// <summary>The window holds every series from its zero, so all is exact.</summary>
    private async Task ExactAsync(string what, string query, double expected)
    {
        var value = Value(await shown.Prometheus.QueryAsync(query));
        output.WriteLine($"{what}: {value} of {expected}");
        Assert.True(IsExact(value, expected), $"{what} is {value}, and it was {expected}: {query}");
    }

    private static bool IsExact(double value, double expected) => Math.Abs(value - expected) <= 1e-9 * Math.Max(1, expected);

    private async Task WithinAsync(string what, string query, IEnumerable<double> values, double[] bounds)
    {
        var value = Value(await shown.Prometheus.QueryAsync(query));
        var (low, high) = Sent.Quantile(0.95, values, bounds);
        output.WriteLine($"{what}: {value} within {low} and {high}");
        Assert.InRange(value, low * 0.98, high * 1.02);
    }

    private delegate (double Low, double High) Column(IReadOnlyList<ReceivedSpan> rows);

    private static Column Count(Func<ReceivedSpan, bool>? which = null) =>
        Exactly(rows => rows.Count(span => which?.Invoke(span) != false));

    private static Column Total(string attribute) => Exactly(rows => rows.Sum(span => Sent.Number(span, attribute)));

    private static Column Exactly(Func<IReadOnlyList<ReceivedSpan>, double> figure) =>
        rows => figure(rows) is var exact ? (exact - 1e-9, exact + 1e-9) : default;

    /// <summary>A metric's duration ends a moment beside its span's.</summary>
    private static Column About(Func<IReadOnlyList<ReceivedSpan>, double> figure) =>
        rows => (figure(rows) * 0.95, (figure(rows) * 1.05) + 0.002);

    private static Column P95(double[] bounds) =>
        rows => Sent.Quantile(0.95, rows.Select(Sent.Seconds), bounds) is var (low, high) ? (low * 0.98, high * 1.02) : default;

    /// <summary>What the agent of a row spent itself.</summary>
    private static Column Paid(IReadOnlyList<ReceivedSpan> paid) =>
        Exactly(rows =>
            paid.Where(span =>
                Sent.Text(span, "gen_ai.agent.name") == Sent.Text(rows[0], "gen_ai.agent.name")).Sum(span =>
                    Sent.Number(span, "gen_ai.usage.cost")));

    private static string[] Group(ReceivedSpan span, string[] labels) => [.. labels.Select(label => label == "agentotel_cost_category"
        ? span.Name.StartsWith("execute_tool ", StringComparison.Ordinal) ? "tool" : "model"
        : Sent.Text(span, Sent.Attribute(label)))];

    private async Task RowsAsync(string board, string panel, string[] labels, IEnumerable<ReceivedSpan> spans, params Column[] columns)
    {
        var queries = Boards.Of(board, panel, "table", Shown.Window);
        Assert.Equal(columns.Length, queries.Length);
        var rows = spans.GroupBy(span => string.Join(" | ", Group(span, labels))).ToDictionary(
            row => row.Key, IReadOnlyList<ReceivedSpan> (row) => [.. row]);
        Assert.NotEmpty(rows);
        for (var i = 0; i < columns.Length; i++)
        {
            var data = await shown.Prometheus.QueryAsync(queries[i]);
            var found = data.GetProperty("result").EnumerateArray().ToDictionary(
                series =>
                    string.Join(
                        " | ",
                        labels.Select(label => series.GetProperty("metric").TryGetProperty(label, out var value) ? value.GetString() : "")),
                series => double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture));
            foreach (var (row, of) in rows)
            {
                var (low, high) = columns[i](of);
                var value = found.GetValueOrDefault(row);
                output.WriteLine($"{board} {panel} {row} column {i}: {value} within {low} and {high}");
                Assert.True(
                    value >= low - 1e-9 && value <= high + 1e-9,
                    $"{board} {panel}: column {i} of {row} is {value}, and it was between {low} and {high}: {queries[i]}");
            }

            Assert.All(
                found, row => Assert.True(row.Value == 0 || rows.ContainsKey(row.Key), $"{panel} shows {row.Key}, and there was none."));
        }
    }

    private static double Value(JsonElement data) =>
        data.GetProperty("result") is { ValueKind: JsonValueKind.Array } result && result.GetArrayLength() > 0
        ? double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
        : double.NaN;

    /// <summary>Runs with faults, retries and approvals, seen both ways. Done once for all tests here.</summary>
    public sealed class Shown : IAsyncLifetime
    {
        public const int Paused = 3;

        /// <summary>The sample asks for an approval when it resumes, so a run that only pauses does not wait for one.</summary>
        public const int Waiting = 0;
        public const double MonthlyLimit = 2;
        public const string Window = "10m";
        private const int Automatic = 30;

        private OtlpReceiver? _receiver;
        private SampleProcess? _sample;
        private int _segments = Automatic;

        internal Prometheus Prometheus { get; private set; } = null!;

        internal Sent Sent { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            _receiver = await OtlpReceiver.StartAsync();
            _sample = await SampleProcess.StartAsync(
                _receiver.Grpc, ["--rate", "0", "--faults", "0.2"],
                ("AgentOtel__Budgets__0__Name", "monthly"),
                ("AgentOtel__Budgets__0__Period", "Month"),
                ("AgentOtel__Budgets__0__LimitUsd", $"{MonthlyLimit}"));
            Prometheus = await Prometheus.StartAsync(_sample.Address, scrapeInterval: "250ms", withRules: true);
            var sixAtATime = new ParallelOptions { MaxDegreeOfParallelism = 6 };
            await Parallel.ForEachAsync(Enumerable.Range(0, Automatic), sixAtATime, async (run, _) =>
                await _sample.PostAsync(
                    "/campaigns", new { brief = $"Launch a green tea, variant {run}", tenant = run % 3 == 0 ? "south" : "north" }));
            await PauseAsync();
            await _receiver.WaitForAsync(r => IsWhole(r, _segments), $"{_segments} whole runs", seconds: 60);
            await Prometheus.WaitForAsync(
                $"/api/v1/query?query={Uri.EscapeDataString("sum(gen_ai_invoke_workflow_duration_seconds_count)")}",
                data => Value(data) == _segments);

            // Each group of rules has read that, and what was recorded of it.
            var arrived = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            await Prometheus.WaitForAsync(
                $"/api/v1/query?query={Uri.EscapeDataString("min(prometheus_rule_group_last_evaluation_timestamp_seconds)")}",
                data => Value(data) > arrived + 5);
            Sent = new Sent(_receiver.Spans, _receiver.Logs);
        }

        public async Task DisposeAsync()
        {
            await Prometheus.DisposeAsync();
            await _sample!.DisposeAsync();
            await _receiver!.DisposeAsync();
        }

        /// <summary>As many runs as pause, of which one is left waiting. Those that fail before are counted as they are.</summary>
        private async Task PauseAsync()
        {
            for (var paused = 0; paused < Paused;)
            {
                var (status, body) = await _sample!.PostAsync(
                    "/campaigns", new { brief = $"Sell kitchen tools {paused}", approval = "manual", tenant = "north" });
                _segments++;
                if (status == 202)
                {
                    // The first is left paused.
                    if (++paused > 1)
                    {
                        _segments++;
                        await _sample.PostAsync($"/campaigns/{body.GetProperty("run").GetString()}/approval", new { approved = true });
                    }
                }
            }
        }

        private static bool IsWhole(OtlpReceiver receiver, int roots)
        {
            var sent = new Sent(receiver.Spans, receiver.Logs);
            var ids = sent.Spans.Select(span => span.SpanId).ToHashSet();
            return sent.Runs.Count() == roots && sent.Spans.All(span => span.ParentId == "" || ids.Contains(span.ParentId))
                && sent.Models.Count() == sent.Runs.Sum(run => Sent.Number(run, "agentotel.total.model_calls"))
                && sent.Events("agentotel.model.completed").Concat(sent.Events("agentotel.model.failed")).Count() >= sent.Models.Count();
        }
    }
}
