using System.Net;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class TraceDetailTests
{
    private const string Trace1 = "traces/00000000000000000000000000000001";

    [Fact]
    public async Task Read_ATree_SumsEachModelCallOnceAtEveryLevel()
    {
        await using var api = await ApiHost.WithAsync(
            Runs.Workflow(1),
            Runs.Agent(1, 2, 1, "writer", 0, 900),
            Runs.Model(1, 3, 2, cost: 0.5, more: ("gen_ai.usage.cache_read.input_tokens", 60)),
            Runs.Model(1, 4, 2, "gpt-4.1-mini", from: 400, to: 500, input: 10, output: 5, cost: null),
            Runs.Tool(1, 5, 2, more: ("gen_ai.usage.cost", 0.25)));

        var spans = await SpansAsync(api);

        Assert.Equal(
            """{"modelCalls":2,"toolCalls":1,"inputTokens":110,"outputTokens":25,"cost":0.75,"estimatedCost":0,"unpriced":1}""",
            spans[1].GetProperty("totals").GetRawText());
        Assert.Equal(
            """{"modelCalls":2,"toolCalls":1,"inputTokens":110,"outputTokens":25,"cost":0.75,"estimatedCost":0,"unpriced":1}""",
            spans[2].GetProperty("totals").GetRawText());
        Assert.Equal(
            """{"modelCalls":1,"toolCalls":0,"inputTokens":100,"outputTokens":20,"cost":0.5,"estimatedCost":0,"unpriced":0}""",
            spans[3].GetProperty("totals").GetRawText());
        Assert.Equal(60, spans[3].GetProperty("cacheReadTokens").GetInt64());
        Assert.False(spans[4].TryGetProperty("cost", out _));
        Assert.Equal("model", spans[3].GetProperty("kind").GetString());
        Assert.Equal("client", spans[3].GetProperty("spanKind").GetString());
        Assert.Equal("gpt-4.1", spans[3].GetProperty("model").GetString());
        Assert.Equal("writer", spans[3].GetProperty("agent").GetString());
        Assert.Equal("campaign", spans[3].GetProperty("workflow").GetString());
        Assert.Equal("0000000000000002", spans[3].GetProperty("parentId").GetString());
        Assert.Equal(0.4, spans[4].GetProperty("offset").GetDouble());
        Assert.Equal(0.1, spans[4].GetProperty("duration").GetDouble());
        Assert.Equal("1795608000400000000", spans[4].GetProperty("startNanos").GetString());
    }

    [Fact]
    public async Task Read_CriticalPath_IsWhatTheEndWaitedFor()
    {
        // 2 and 3 run side by side; 3 ends last of the two and 4 begins after it; 5 ends with nobody waiting for it.
        await using var api = await ApiHost.WithAsync(
            Some.Span(1, 1, from: 0, to: 1000),
            Some.Span(1, 2, 1, from: 0, to: 300),
            Some.Span(1, 3, 1, from: 0, to: 500),
            Some.Span(1, 4, 1, from: 500, to: 950),
            Some.Span(1, 5, 4, from: 510, to: 520),
            Some.Span(1, 6, 4, from: 515, to: 900));

        Assert.Equal([1, 3, 4, 6], (await SpansAsync(api)).Values.Where(static span => span.GetProperty("isCritical").GetBoolean())
            .Select(static span => int.Parse(span.GetProperty("spanId").GetString()!, System.Globalization.CultureInfo.InvariantCulture))
            .Order());
    }

    [Fact]
    public async Task Read_NoRootAndAnOpenSpan_IsShownAsIncomplete()
    {
        await using var api = await ApiHost.WithAsync(Some.Span(1, 2, 99, from: 0, to: 100), Some.Span(1, 3, 2, from: 10, to: -1));

        var trace = await api.GetAsync(Trace1);

        Assert.True(trace.GetProperty("trace").GetProperty("isIncomplete").GetBoolean());
        Assert.Equal("0000000000000063", trace.GetProperty("spans")[0].GetProperty("parentId").GetString());
        Assert.Equal("running", trace.GetProperty("spans")[1].GetProperty("status").GetString());
        Assert.False(trace.GetProperty("spans")[1].TryGetProperty("duration", out _));
        Assert.False(trace.GetProperty("isCut").GetBoolean());
    }

    [Fact]
    public async Task Read_SpansInACircle_ShowsEachOnce()
    {
        await using var api = await ApiHost.WithAsync(
            Some.Span(1, 2, 3), Some.Span(1, 3, 4), Some.Span(1, 4, 2), Some.Span(1, 5, 5), Runs.Model(1, 6, 4));

        var spans = await SpansAsync(api);

        Assert.Equal(5, spans.Count);
        Assert.Equal(1, spans.Values.Max(static span => span.GetProperty("totals").GetProperty("modelCalls").GetInt32()));
    }

    [Fact]
    public async Task Read_RetriedTask_TellsAttemptsApart()
    {
        await using var api = await ApiHost.WithAsync(Runs.Workflow(1), Attempt(2, 1, SpanStatus.Error), Attempt(3, 2, SpanStatus.Unset));

        var spans = await SpansAsync(api);

        Assert.Equal(("t-1", 1, "failed"), Of(spans[2]));
        Assert.Equal(("t-1", 2, "completed"), Of(spans[3]));

        static SpanRecord Attempt(ulong id, int attempt, SpanStatus status) => Some.Span(
            1, id, 1, "execute_task draft", from: attempt * 100, to: (attempt * 100) + 50, status: status,
            attributes:
            [
                ("gen_ai.operation.name", "execute_task"), ("agentotel.task.name", "draft"), ("agentotel.task.id", "t-1"),
                ("agentotel.task.attempt", attempt),
            ]);

        static (string?, int, string?) Of(JsonElement span) =>
            (span.GetProperty("taskId").GetString(), span.GetProperty("attempt").GetInt32(), span.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Read_LinksAndRuns_ShowsTheOtherTraces()
    {
        var resumed = Runs.Workflow(2, from: 5000, to: 6000, run: "run_7") with
        {
            Links = [new SpanLink(Some.TraceId(1), 1, "", Attributes.Empty)],
        };
        await using var api = await ApiHost.WithAsync(
            Runs.Workflow(1, status: "paused", run: "run_7"), resumed, Runs.Workflow(3, from: 9000, to: 9100, run: "run_7"));

        Assert.Equal(
            [
                "linked_from 00000000000000000000000000000002 campaign completed",
                "same_run 00000000000000000000000000000003 campaign completed",
            ],
            await LinkedAsync(api, 1));
        Assert.Equal(
            ["link 00000000000000000000000000000001 campaign paused", "same_run 00000000000000000000000000000003 campaign completed"],
            await LinkedAsync(api, 2));
    }

    [Fact]
    public async Task Read_LinkToATraceThatIsNotHeld_ShowsItsIdAlone()
    {
        var span = Some.Span(1, 1) with { Links = [new SpanLink(Some.TraceId(77), 5, "", Attributes.Empty)] };
        await using var api = await ApiHost.WithAsync(span);

        var linked = (await api.GetAsync(Trace1)).GetProperty("linked")[0];

        Assert.Equal(
            """{"traceId":"0000000000000000000000000000004d","spanId":"0000000000000005","relation":"link"}""", linked.GetRawText());
    }

    [Fact]
    public async Task Read_UnknownOrMalformedId_SaysWhy()
    {
        await using var api = await ApiHost.WithAsync();

        Assert.StartsWith(
            "No trace with this id is held",
            await api.RefusedAsync("traces/000000000000000000000000000000aa", HttpStatusCode.NotFound),
            StringComparison.Ordinal);
        Assert.Equal("'traceId' takes 32 hex digits, not all zero.", await api.RefusedAsync("traces/xyz"));
        Assert.Equal(
            "'spanId' takes 16 hex digits, not all zero.", await api.RefusedAsync("traces/000000000000000000000000000000aa/spans/1"));
        Assert.Equal("'traceId' takes 32 hex digits, not all zero.", await api.RefusedAsync("traces/%27%20OR%201=1/otlp"));
    }

    private static async Task<Dictionary<int, JsonElement>> SpansAsync(ApiHost api) =>
        (await api.GetAsync(Trace1)).GetProperty("spans").EnumerateArray()
        .ToDictionary(static span =>
            int.Parse(
                span.GetProperty("spanId").GetString()!,
                System.Globalization.NumberStyles.HexNumber,
                System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<IEnumerable<string>> LinkedAsync(ApiHost api, int trace) =>
        (await api.GetAsync($"traces/{trace:d32}")).GetProperty("linked").EnumerateArray().Select(static linked =>
            $"{linked.GetProperty("relation")} {linked.GetProperty("traceId")} {linked.GetProperty("name")} "
                + $"{linked.GetProperty("status")}");
}
