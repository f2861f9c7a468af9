using System.Text.Json;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class InsightTests : IAsyncLifetime
{
    private ApiHost _api = null!;

    public async Task InitializeAsync() => _api = await ApiHost.WithAsync(
        Runs.Workflow(1, "campaign", 0, 3000),
        Runs.Agent(1, 2, 1, "writer", 0, 900),
        Runs.Model(1, 3, 2, "gpt-4.1", cost: 0.5, more: ("agentotel.tenant", "acme")),
        Runs.Tool(1, 4, 2, "web_search", more: ("gen_ai.usage.cost", 0.25)),
        Some.Span(
            1,
            5,
            parent: 2,
            name: "retrieval brand",
            attributes: [("gen_ai.operation.name", "retrieval"), ("gen_ai.data_source.id", "brand")]),
        Runs.Workflow(2, "campaign", 60_000, 61_000, status: "failed"),
        Runs.Agent(2, 2, 1, "writer", 60_000, 60_500),
        Runs.Model(2, 3, 2, "claude-opus", 60_000, 60_400, input: 1000, output: 500, cost: 2, provider: "anthropic"),
        Runs.Model(2, 4, 2, "mystery", 60_400, 60_450, input: 7, output: 3, cost: null, provider: "local"),
        Runs.Model(3, 1, 0, "gpt-4.1", 62_000, 62_200, cost: 0.25),
        Some.Span(4, 1, name: "GET /health"),
        Decided("agent", "writer", 0.9),
        Decided("agent", "writer", 0.7),
        Decided("agent", "helper", 0.6),
        Evaluated("Relevance", 0.8, "pass"),
        Evaluated("Relevance", 0.4, "fail"),
        Some.Metric("agentotel.cost.usd", MetricType.Sum, "{USD}", Temporality.Delta, isMonotonic: true, points:
        [
            Some.Point(0.125, 1000, ("agentotel.cost.category", "compute"), ("gen_ai.workflow.name", "campaign")),
            Some.Point(9, 1000, ("agentotel.cost.category", "model"), ("gen_ai.workflow.name", "campaign")),
        ]));

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    [Fact]
    public async Task Overview_OfRuns_CountsEachOnce()
    {
        var overview = await _api.GetAsync("overview");
        var figures = overview.GetProperty("figures");

        Assert.Equal(3, figures.GetProperty("runs").GetInt64());
        Assert.Equal(2, figures.GetProperty("completed").GetInt64());
        Assert.Equal(1, figures.GetProperty("failed").GetInt64());
        Assert.Equal(2 / 3.0, figures.GetProperty("successRate").GetDouble());
        Assert.Equal(1, figures.GetProperty("latencyP50").GetDouble());
        Assert.Equal(3, figures.GetProperty("latencyP95").GetDouble());
        Assert.Equal(4, figures.GetProperty("modelCalls").GetInt64());
        Assert.Equal(1, figures.GetProperty("toolCalls").GetInt64());
        Assert.Equal(1207, figures.GetProperty("inputTokens").GetInt64());
        Assert.Equal(543, figures.GetProperty("outputTokens").GetInt64());
        Assert.Equal(3, figures.GetProperty("cost").GetDouble());
        Assert.Equal(1, figures.GetProperty("unpricedCalls").GetInt64());
        Assert.Equal(0, overview.GetProperty("before").GetProperty("runs").GetInt64());
        Assert.False(overview.GetProperty("before").TryGetProperty("successRate", out _));
        Assert.Equal(
            ["claude-opus anthropic 1 2", "gpt-4.1 openai 2 0.75", "mystery local 1 0"],
            overview.GetProperty("models").EnumerateArray().Select(static model =>
                $"{model.GetProperty("name")} {model.GetProperty("provider")} {model.GetProperty("calls")} {model.GetProperty("cost")}"));
        var agent = Assert.Single(overview.GetProperty("agents").EnumerateArray());
        Assert.Equal(
            "writer 2 2.75 0.7",
            $"{agent.GetProperty("name")} {agent.GetProperty("calls")} {agent.GetProperty("cost")} {agent.GetProperty("meanDuration")}");
        Assert.Equal(1, overview.GetProperty("workflows")[0].GetProperty("errors").GetInt64());
        Assert.Equal("00000000000000000000000000000001", overview.GetProperty("slowest")[0].GetProperty("traceId").GetString());
        Assert.Equal("00000000000000000000000000000002", overview.GetProperty("mostExpensive")[0].GetProperty("traceId").GetString());
        Assert.Equal(3, overview.GetProperty("mostExpensive").GetArrayLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("from=-7d")]
    [InlineData("from=-7d&to=2026-11-25T14:30:00Z")]
    public async Task Overview_Steps_AddUpToTheFigures(string window)
    {
        var overview = await _api.GetAsync($"overview?{window}");
        var steps = overview.GetProperty("steps").EnumerateArray().ToList();

        Assert.InRange(steps.Count, 60, 120);
        Assert.Equal(3, steps.Sum(static step => step.GetProperty("runs").GetInt64()));
        Assert.Equal(1, steps.Sum(static step => step.GetProperty("failed").GetInt64()));
        Assert.Equal(1750, steps.Sum(static step => step.GetProperty("tokens").GetInt64()));
        Assert.Equal(3, steps.Sum(static step => step.GetProperty("cost").GetDouble()));
        var step = steps.Single(static step => step.GetProperty("start").GetString() == "2026-11-25T12:00:00+00:00");
        Assert.Equal(
            window.Length == 0 ? (1, 120) : (3, 1750), (step.GetProperty("runs").GetInt64(), step.GetProperty("tokens").GetInt64()));
    }

    [Fact]
    public async Task Map_OfAWorkflow_HasItsAgentsToolsAndModels()
    {
        var map = await _api.GetAsync("map?workflow=campaign");

        Assert.Equal(
            [
                "agent:writer>model:claude-opus 1 0 2",
                "agent:writer>model:gpt-4.1 1 0 0.5",
                "agent:writer>model:mystery 1 0 0",
                "agent:writer>tool:web_search 1 0 0.25",
                "workflow:campaign>agent:writer 2 0 2.75",
            ],
            map.GetProperty("edges").EnumerateArray().Select(static edge =>
                $"{edge.GetProperty("from")}>{edge.GetProperty("to")} {edge.GetProperty("calls")} {edge.GetProperty("errors")} "
                    + $"{edge.GetProperty("cost")}")
                    .Order(StringComparer.Ordinal));
        Assert.Contains(
            map.GetProperty("nodes").EnumerateArray(),
            static node => node.GetRawText() == """{"id":"workflow:campaign","kind":"workflow","name":"campaign","calls":2,"errors":1}""");
        Assert.Empty((await _api.GetAsync("map?workflow=other")).GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task Routing_Decisions_AreCountedByPointAndChoice()
    {
        var point = Assert.Single((await _api.GetAsync("routing")).GetProperty("points").EnumerateArray());

        Assert.Equal("agent", point.GetProperty("point").GetString());
        Assert.Equal(3, point.GetProperty("decisions").GetInt64());
        Assert.Equal("writer", point.GetProperty("choices")[0].GetProperty("choice").GetString());
        Assert.Equal(2, point.GetProperty("choices")[0].GetProperty("decisions").GetInt64());
        Assert.Equal(0.8, point.GetProperty("choices")[0].GetProperty("meanConfidence").GetDouble(), 9);
        Assert.Equal("00000000000000000000000000000001", point.GetProperty("choices")[0].GetProperty("exampleTraceId").GetString());
    }

    [Fact]
    public async Task Evaluations_Scores_AreShownOverTimeAndByLabel()
    {
        var series = Assert.Single((await _api.GetAsync("evaluations")).GetProperty("evaluations").EnumerateArray());

        Assert.Equal("Relevance", series.GetProperty("name").GetString());
        Assert.Equal(2, series.GetProperty("count").GetInt64());
        Assert.Equal(0.6, series.GetProperty("mean").GetDouble(), 9);
        Assert.Equal("""[{"label":"fail","count":1},{"label":"pass","count":1}]""", series.GetProperty("labels").GetRawText());
        Assert.Equal(2, series.GetProperty("steps")[0].GetProperty("count").GetInt64());
        Assert.Equal("00000000000000000000000000000001", series.GetProperty("newest")[0].GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task Costs_OverTheWindow_IncludeComputing()
    {
        var costs = await _api.GetAsync("costs");

        Assert.Equal(3.125, costs.GetProperty("cost").GetDouble());
        Assert.Equal(1, costs.GetProperty("unpricedCalls").GetInt64());
        Assert.Equal("model 2.75, tool 0.25, compute 0.125", Rows(costs, "category"));
        Assert.Equal("claude-opus 2, gpt-4.1 0.75, mystery 0", Rows(costs, "model"));
        Assert.Equal("anthropic 2, openai 0.75, local 0", Rows(costs, "provider"));
        Assert.Equal("writer 2.75,  0.375", Rows(costs, "agent"));
        Assert.Equal("campaign 2.875,  0.25", Rows(costs, "workflow"));
        Assert.Equal(" 2.625, acme 0.5", Rows(costs, "tenant"));
        Assert.Equal("shop 3.125", Rows(costs, "service"));
        Assert.Equal("mystery", costs.GetProperty("unpriced")[0].GetProperty("name").GetString());
        Assert.Equal(3.125, costs.GetProperty("steps").EnumerateArray().Sum(static step => step.GetProperty("cost").GetDouble()));
    }

    [Fact]
    public async Task Facets_OfTracesAndLogs_AreTheMostUsedFirst()
    {
        Assert.Equal(["gpt-4.1", "claude-opus", "mystery"], await ValuesAsync("model"));
        Assert.Equal(["campaign"], await ValuesAsync("workflow"));
        Assert.Equal(["agentotel.routing.decided", "gen_ai.evaluation.result"], await ValuesAsync("event"));
        Assert.Equal(["Shop.Orders"], await ValuesAsync("logger"));
    }

    private async Task<IEnumerable<string?>> ValuesAsync(string facet) =>
        (await _api.GetAsync($"facets/{facet}")).GetProperty("values").EnumerateArray().Select(static value => value.GetString());

    private static string Rows(JsonElement costs, string by) => string.Join(", ", costs.GetProperty("by").GetProperty(by).EnumerateArray()
        .Select(static row => $"{row.GetProperty("name")} {row.GetProperty("cost")}"));

    private static LogRecord Decided(string point, string choice, double confidence) => Some.Log(
        trace: 1, span: 1, eventName: "agentotel.routing.decided",
        attributes:
        [
            ("agentotel.routing.point", point), ("agentotel.routing.choice", choice), ("agentotel.routing.confidence", confidence),
        ]);

    private static LogRecord Evaluated(string name, double score, string label) => Some.Log(
        trace: 1, span: 3, eventName: "gen_ai.evaluation.result",
        attributes: [("gen_ai.evaluation.name", name), ("gen_ai.evaluation.score.value", score), ("gen_ai.evaluation.score.label", label)]);
}
