using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class TraceSearchTests : IAsyncLifetime
{
    private ApiHost _api = null!;

    public async Task InitializeAsync()
    {
        _api = await ApiHost.WithAsync(
            Runs.Workflow(1, "campaign", from: 0, to: 3000),
            Runs.Agent(1, 2, 1, "writer", 0, 900),
            Runs.Model(
                1,
                3,
                2,
                "gpt-4.1",
                cost: 0.5,
                more: [("user.id", "ada"), ("session.id", "s-1"), ("gen_ai.conversation.id", "c-1"), ("agentotel.tenant", "acme")]),
            Runs.Workflow(2, "support", from: 1000, to: 2000, status: "failed", service: "desk"),
            Runs.Agent(2, 2, 1, "helper", 1000, 1900),
            Runs.Tool(2, 3, 2, "lookup", 1000, 1500, SpanStatus.Error, ("error.type", "timeout"), ("http.response.status_code", 504)),
            Runs.Model(2, 4, 2, "claude-opus", 1500, 1800, input: 1000, output: 500, cost: 2.25, provider: "anthropic"),
            Some.Span(
                3,
                1,
                name: "GET /orders",
                from: 2000,
                to: 2010,
                attributes:
                [
                    ("http.request.method", "GET"), ("note", "The quick_brown fox; drop table"), ("ratio", 0.25), ("cached", true),
                    ("odd", "100% \"sure\"! Éa\n😀"), ("odd \"key\"", "x"), ("clé d'accès", "wxyz"),
                    ("a.key.whose.name.is.longer.than.the.words.that.the.index.keeps.of.it.first", ""),
                ]));
    }

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    [Theory]
    [InlineData("", "3 2 1")]
    [InlineData("service=desk", "2")]
    [InlineData("workflow=campaign", "1")]
    [InlineData("agent=helper", "2")]
    [InlineData("tool=lookup", "2")]
    [InlineData("model=gpt-4.1", "1")]
    [InlineData("provider=anthropic", "2")]
    [InlineData("user=ada", "1")]
    [InlineData("session=s-1", "1")]
    [InlineData("conversation=c-1", "1")]
    [InlineData("tenant=acme", "1")]
    [InlineData("run=run_2", "2")]
    [InlineData("kind=model", "2 1")]
    [InlineData("kind=tool", "2")]
    [InlineData("status=failed", "2")]
    [InlineData("status=completed", "3 1")]
    [InlineData("error=timeout", "2")]
    [InlineData("minDuration=1", "2 1")]
    [InlineData("maxDuration=1", "3 2")]
    [InlineData("minDuration=0.5&maxDuration=1.5", "2")]
    [InlineData("minCost=1", "2")]
    [InlineData("maxCost=1", "3 1")]
    [InlineData("minTokens=1500", "2")]
    [InlineData("maxTokens=120", "3 1")]
    [InlineData("kind=model&agent=writer&status=completed", "1")]
    [InlineData("agent=writer&tool=lookup", "")]
    [InlineData("from=2026-11-25T12:00:01Z&to=2026-11-25T12:00:02Z", "2")]
    public async Task Find_EachFilter_FindsThoseThatMeetIt(string query, string expected) =>
        Assert.Equal(expected, await _api.TracesAsync(query));

    [Theory]
    [InlineData("http.request.method=GET", "3")]
    [InlineData("http.request.method=get", "")]
    [InlineData("http.request.method~ge", "3")]
    [InlineData("http.request.method", "3")]
    [InlineData("http.response.status_code=504", "2")]
    [InlineData("http.response.status_code=50", "")]
    [InlineData("gen_ai.usage.cost=2.25", "2")]
    [InlineData("ratio=0.25", "3")]
    [InlineData("cached=true", "3")]
    [InlineData("cached=false", "")]
    [InlineData("service.name=desk", "2")]
    [InlineData("note~FOX; DROP", "3")]
    [InlineData("note~quick%brown", "")]
    [InlineData("note~quick_BROWN", "3")]
    [InlineData("note~quickxbrown", "")]
    [InlineData("odd~100% \"sure\"! É", "3")]
    [InlineData("odd=100% \"sure\"! Éa\n😀", "3")]
    [InlineData("odd \"key\"=x", "3")]
    [InlineData("http.response.status_code~50", "2")]
    [InlineData("note=The quick_brown fox; drop table", "3")]
    [InlineData("no.such.key", "")]
    [InlineData("http_request_method=GET", "")]
    [InlineData("service.name", "3 2 1")]
    [InlineData("service.name~des", "2")]
    [InlineData("clé d'accès", "3")]
    [InlineData("clé d'accès~XY", "3")]
    [InlineData("a.key.whose.name.is.longer.than.the.words.that.the.index.keeps.of.it.first", "3")]
    [InlineData("a.key.whose.name.is.longer.than.the.words.that.the.index.keeps.of.it.second", "")]
    public async Task Find_ByAttribute_ComparesValueOrPartOrLooksForTheKey(string attribute, string expected) =>
        Assert.Equal(expected, await _api.TracesAsync($"attribute={Uri.EscapeDataString(attribute)}"));

    [Fact]
    public async Task Find_TwoAttributes_BothMustHold()
    {
        Assert.Equal("3", await _api.TracesAsync("attribute=http.request.method=GET&attribute=cached=true"));
        Assert.Equal("", await _api.TracesAsync("attribute=http.request.method=GET&attribute=service.name=desk"));
    }

    [Theory]
    [InlineData("fox", "3")]
    [InlineData("FOX table", "3")]
    [InlineData("quick_brown", "3")]
    [InlineData("quick", "")]
    [InlineData("quick*", "3")]
    [InlineData("orders", "3")]
    [InlineData("fox zebra", "")]
    [InlineData("\"fox\" OR zebra", "")]
    [InlineData("NEAR(fox)", "")]
    [InlineData("anthropic", "2")]
    [InlineData("http_request_method", "")]
    [InlineData("=http_request_method", "")]
    public async Task Find_ByText_FindsSpansWithAllWords(string text, string expected) =>
        Assert.Equal(expected, await _api.TracesAsync($"q={Uri.EscapeDataString(text)}"));

    [Fact]
    public async Task Find_ByTraceId_FindsItWheneverItWas() =>
        Assert.Equal("2", await _api.TracesAsync("from=-1s&q=00000000000000000000000000000002"));

    [Theory]
    [InlineData("start", "1 2 3")]
    [InlineData("-start", "3 2 1")]
    [InlineData("duration", "3 2 1")]
    [InlineData("-duration", "1 2 3")]
    [InlineData("cost", "3 1 2")]
    [InlineData("-cost", "2 1 3")]
    [InlineData("-tokens", "2 1 3")]
    [InlineData("-spans", "2 1 3")]
    [InlineData("-errors", "2 3 1")]
    [InlineData("name", "3 1 2")]
    [InlineData("service", "2 1 3")]
    [InlineData("-status", "2 3 1")]
    public async Task Find_EachSort_SortsByIt(string sort, string expected) =>
        Assert.Equal(expected, await _api.TracesAsync($"sort={sort}"));

    [Fact]
    public async Task Find_ATrace_ShowsItInTheNamesOfTheApi()
    {
        var trace = (await _api.GetAsync("traces?workflow=support")).GetProperty("traces")[0];

        Assert.Equal("00000000000000000000000000000002", trace.GetProperty("traceId").GetString());
        Assert.Equal("support", trace.GetProperty("name").GetString());
        Assert.Equal("workflow", trace.GetProperty("kind").GetString());
        Assert.Equal("desk", trace.GetProperty("service").GetString());
        Assert.Equal("failed", trace.GetProperty("status").GetString());
        Assert.Equal("2026-11-25T12:00:01+00:00", trace.GetProperty("start").GetString());
        Assert.Equal(1, trace.GetProperty("duration").GetDouble());
        Assert.Equal("run_2", trace.GetProperty("runId").GetString());
        Assert.Equal(4, trace.GetProperty("spans").GetInt32());
        Assert.Equal(1, trace.GetProperty("agentCalls").GetInt32());
        Assert.Equal(1, trace.GetProperty("toolCalls").GetInt32());
        Assert.Equal(1, trace.GetProperty("modelCalls").GetInt32());
        Assert.Equal(1000, trace.GetProperty("inputTokens").GetInt64());
        Assert.Equal(500, trace.GetProperty("outputTokens").GetInt64());
        Assert.Equal(2.25, trace.GetProperty("cost").GetDouble());
        Assert.Equal(0, trace.GetProperty("estimatedCost").GetDouble());
        Assert.False(trace.GetProperty("isIncomplete").GetBoolean());
    }

    [Theory]
    [InlineData("'; DROP TABLE traces; --")]
    [InlineData("x' OR '1'='1")]
    [InlineData("%")]
    [InlineData("a\" AND \"b")]
    [InlineData("\\u0000\u0001")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Find_ValuesThatLookLikeSql_AreValues(string hostile)
    {
        var value = Uri.EscapeDataString(hostile);
        foreach (var query in (string[])[
            $"service={value}", $"model={value}", $"error={value}", $"attribute={value}=1", $"attribute=note~{value}",
            $"attribute=note={value}"])
        {
            Assert.Equal("", await _api.TracesAsync(query));
        }

        Assert.Equal("3 2 1", await _api.TracesAsync(""));
    }
}
