using AgentOtel.Stack.Tests;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

/// <summary>The views, asked with the oldest SQLite that they are promised to.</summary>
[Trait("Needs", "SQLite")]
public sealed class ViewTests : IAsyncLifetime, IDisposable
{
    private const double Hour = 3_600_000;

    private readonly TemporaryFolder _folder = new();
    private readonly TelemetryStore _store;

    public ViewTests() => _store = KeptFile.Open(_folder.File("viewer.db"));

    [Fact]
    public async Task Sqlite_OfTheTest_IsTheOldestPromised() =>
        Assert.Equal("3.40", await AskAsync("SELECT substr(sqlite_version(), 1, 4)"));

    [Fact]
    public async Task Views_Columns_AreThoseOfThePage()
    {
        Assert.Equal(
            ["costs", "errors", "logs", "metrics", "model_calls", "runs", "spans", "tool_calls"],
            Questions.Views.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            "costs,errors,logs,metrics,model_calls,runs,spans,tool_calls",
            await AskAsync("SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type='view' ORDER BY name)"));
        foreach (var (view, columns) in Questions.Views)
        {
            Assert.Equal(
                string.Join(',', columns),
                await AskAsync($"SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('{view}') ORDER BY cid)"));
        }
    }

    [Theory]
    [InlineData(0, """
        openai|gpt-4o-2024-08-06|1|0.25||0
        openai|gpt-4o-mini|1|||1
        """)]
    [InlineData(1, """
        2026-11-25T12:00:00.000Z|campaign|completed|3.0|0.25|00000000000000000000000000000001
        2026-11-25T13:00:00.000Z|campaign|failed|1.0|0.0|00000000000000000000000000000002
        """)]
    [InlineData(2, """
        2026-11-25T13|campaign|1|0.0
        2026-11-25T12|campaign|1|1.0
        """)]
    [InlineData(3, """
        search|1|1|timeout
        """)]
    [InlineData(4, """
        writer|1|2.0|2.0
        """)]
    [InlineData(5, """
        gpt-4o-2024-08-06|100|40|0.4
        gpt-4o-mini|50||
        """)]
    [InlineData(6, """
        2026-11-25T12:00:00.000Z|writer|gpt-4o-2024-08-06|20|c1|00000000000000000000000000000001
        """)]
    [InlineData(7, """
        major|internal|Broken|1|2026-11-25T13:00:01.000Z|2026-11-25T13:00:01.000Z|Broken in invoke_workflow
        minor|timeout|timeout|1|2026-11-25T12:00:02.400Z|2026-11-25T12:00:02.400Z|timeout in execute_tool
        """)]
    [InlineData(8, """
        2026-11-25T13:00:00.000Z|information|Shop.Orders||about to begin
        2026-11-25T13:00:00.900Z|error|Shop.Orders|run.failed|it broke
        """)]
    [InlineData(9, """
        gpt-4o|0.5|1
        gpt-4o-mini||1
        """)]
    public async Task Question_OfThePage_IsAnswered(int number, string rows) =>
        Assert.Equal(rows, await AskAsync(Questions.Queries[number]));

    [Fact]
    public void Questions_OfThePage_AreTen() => Assert.Equal(10, Questions.Queries.Count);

    [Theory]
    [InlineData("SELECT * FROM runs WHERE trace_id LIKE '%1'", """
        00000000000000000000000000000001|campaign|workflow|shop|completed|2026-11-25T12:00:00.000Z|3.0||5|0|1|1|1|2|1|150|25|0.25|0.0|0
        """)]
    [InlineData(
        "SELECT * FROM spans WHERE tool='search'",
        "00000000000000000000000000000001|0000000000000004|0000000000000002|execute_tool search|tool|internal|shop|tests|"
            + "2026-11-25T12:00:02.000Z|0.4|error|execute_tool|campaign||||writer|search||||failed|timeout|12fe9376c39015d2|||||||||||||||"
            + """{"gen_ai.operation.name":"execute_tool","gen_ai.tool.name":"search","error.type":"Timeout"}|||{"service.name":"shop"}""")]
    [InlineData(
        "SELECT * FROM model_calls WHERE cost_usd>0",
        "00000000000000000000000000000001|0000000000000003|2026-11-25T12:00:00.000Z|2.0|shop|chat|campaign||writer|openai|"
            + "gpt-4o-2024-08-06|gpt-4o|gpt-4o-2024-08-06|completed||length|100|20|40|||0.25|||c1|||")]
    [InlineData("SELECT * FROM tool_calls", """
        00000000000000000000000000000001|0000000000000004|2026-11-25T12:00:02.000Z|0.4|shop|campaign||writer|search|failed|timeout|||||
        """)]
    [InlineData(
        "SELECT * FROM logs WHERE event='run.failed'",
        "2026-11-25T13:00:00.900Z|error|Shop.Orders|run.failed|it broke|shop|00000000000000000000000000000002|0000000000000001|"
            + """{"order":17}|{"service.name":"shop"}""")]
    [InlineData("SELECT type, category, severity, count, first_seen, last_seen, state, note, came_back FROM errors ORDER BY type", """
        Broken|internal|major|1|2026-11-25T13:00:01.000Z|2026-11-25T13:00:01.000Z|open||0
        timeout|timeout|minor|1|2026-11-25T12:00:02.400Z|2026-11-25T12:00:02.400Z|open||0
        """)]
    [InlineData(
        "SELECT * FROM costs ORDER BY time",
        "2026-11-25T12:00:00.000Z|model|shop|campaign|writer|gpt-4o-2024-08-06|openai||100|20|0.25||0|"
            + "00000000000000000000000000000001|0000000000000003\n"
            + "2026-11-25T12:00:02.500Z|model|shop|campaign||gpt-4o-mini|openai||50|5|||1|"
            + "00000000000000000000000000000001|0000000000000005")]
    [InlineData("SELECT * FROM metrics ORDER BY name", """
        2026-11-25T12:00:00.000Z|latency|histogram|s|delta|shop|{"route":"/"}||3|1.5|0.25|1
        2026-11-25T12:00:00.002Z|queue|gauge|{order}|unspecified|shop|{"queue":"a"}|4.0||||
        """)]
    public async Task View_Rows_SayWhatWasSent(string sql, string rows) => Assert.Equal(rows, await AskAsync(sql));

    [Fact]
    public async Task Questions_AskedOfARunningSample_AreAnswered()
    {
        using var folder = new TemporaryFolder();
        await using var sample = await SampleProcess.StartAsync(
            null, ["--rate", "5"], ("AgentOtel__Viewer__File", folder.File("viewer.db")));
        await using var viewer = await SampleViewer.OfAsync(sample);
        await viewer.WaitForAsync("status", static status => status.GetProperty("held").GetProperty("spans").GetInt64() > 200);

        var answers = await Task.WhenAll(
            Questions.Queries.Select(query => Tools.RunAsync(ServerCache.Sqlite, ["-readonly", folder.File("viewer.db"), query])));

        // What each campaign has, whatever fails in it by chance.
        foreach (var always in new[] { 0, 1, 4, 5, 9 })
        {
            Assert.True(answers[always].Length > 0, Questions.Queries[always]);
        }
    }

    [Fact]
    public async Task Open_FileWithOtherViews_MakesThemAnew()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("viewer.db");
        await using (var before = KeptFile.Open(path))
        {
            await before.WriteAsync(Some.Span(1, 1));
        }

        KeptFile.ExecuteForeign(
            path, "DROP VIEW runs; CREATE VIEW runs AS SELECT 1 AS old; DROP VIEW costs; UPDATE meta SET value=0 WHERE key='views'");
        await using var store = KeptFile.Open(path);

        Assert.Equal("00000000000000000000000000000001\n", await Tools.RunAsync(ServerCache.Sqlite, [path, "SELECT trace_id FROM runs"]));
        Assert.Equal(
            "0|1\n",
            await Tools.RunAsync(
                ServerCache.Sqlite, [path, "SELECT (SELECT count(*) FROM costs), (SELECT value FROM meta WHERE key='views')"]));
    }

    public async Task InitializeAsync() => await _store.WriteAsync(
        Some.Span(
            1,
            1,
            name: "campaign",
            to: 3000,
            attributes: [("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", "campaign")]),
        Some.Span(
            1,
            2,
            1,
            "invoke_agent writer",
            to: 2500,
            attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "writer")]),
        Some.Span(1, 3, 2, "chat gpt-4o", to: 2000, kind: SpanKind.Client, attributes:
        [
            ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "gpt-4o"),
            ("gen_ai.response.model", "gpt-4o-2024-08-06"), ("gen_ai.request.temperature", 0.5), ("gen_ai.conversation.id", "c1"),
            ("gen_ai.usage.input_tokens", 100), ("gen_ai.usage.output_tokens", 20), ("gen_ai.usage.cache_read.input_tokens", 40),
            ("gen_ai.usage.cost", 0.25), ("gen_ai.response.finish_reasons", Some.List("length")),
        ]),
        Some.Span(1, 4, 2, "execute_tool search", 2000, 2400, status: SpanStatus.Error, attributes:
        [
            ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "search"), ("error.type", "Timeout"),
        ]),
        Some.Span(1, 5, 1, "chat gpt-4o-mini", 2500, 2900, SpanKind.Client, attributes:
        [
            ("gen_ai.operation.name", "chat"), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "gpt-4o-mini"),
            ("gen_ai.usage.input_tokens", 50), ("gen_ai.usage.output_tokens", 5),
        ]),
        Some.Span(2, 1, name: "campaign", from: Hour, to: Hour + 1000, status: SpanStatus.Error, attributes:
        [
            ("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", "campaign"), ("error.type", "Broken"),
        ]),
        Some.Log("about to begin", 2, 1, Hour),
        Some.Log("it broke", 2, 1, Hour + 900, severity: 17, eventName: "run.failed", attributes: ("order", 17)),
        Some.Metric("queue", unit: "{order}", points: Some.Point(4, 2, ("queue", "a"))),
        Some.Metric("latency", MetricType.Histogram, "s", Temporality.Delta, points: new MetricPoint
        {
            Attributes = Some.Attributes(("route", "/")),
            Time = Some.Start,
            StartTime = Some.Start,
            Distribution = new Distribution { Count = 3, Sum = 1.5, Min = 0.25, Max = 1, Bounds = [0.5], Counts = [2, 1] },
        }));

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private async Task<string> AskAsync(string sql) =>
        (await Tools.RunAsync(ServerCache.Sqlite, ["-readonly", _folder.File("viewer.db"), sql])).TrimEnd('\n');
}
