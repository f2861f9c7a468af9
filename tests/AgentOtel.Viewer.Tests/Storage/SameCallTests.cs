using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage;

public sealed class SameCallTests
{
    private const string Counted = "SELECT model_calls, tool_calls, input_tokens, output_tokens, cost FROM traces";
    private const string Duplicates = "SELECT span_id, duplicate_of FROM span_rows WHERE duplicate_of IS NOT NULL ORDER BY span_id";

    [Theory]
    [InlineData(new[] { 0, 1 })]
    [InlineData(new[] { 1, 0 })]
    public async Task WriteAsync_ClientsSpanBelowTheInstrumentations_CountsOnce(int[] order)
    {
        SpanRecord[] spans =
        [
            Chat(1, 0, response: "resp-1", tokens: 100, cost: 0.75, from: 0),
            Chat(2, 1, response: "resp-1", tokens: 100, cost: null, from: 1),
        ];

        await using var temporary = await WrittenAsync(spans, order);

        Assert.Equal("1|0|100|20|0.75", temporary.Row(Counted));
        Assert.Equal("2|1", temporary.Row(Duplicates));
        Assert.Equal("1|100|0.75", temporary.Row("SELECT sum(calls), sum(input_tokens), sum(cost) FROM sums WHERE kind = 6"));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 2, 1, 0 })]
    [InlineData(new[] { 1, 2, 0 })]
    public async Task WriteAsync_SameResponseBesideEachOther_CountsOnce(int[] order)
    {
        SpanRecord[] spans =
        [
            Some.Span(1, 9, name: "root"),
            Chat(1, 9, response: "resp-1", tokens: 100, cost: null, from: 0),
            Chat(2, 9, response: "resp-1", tokens: 100, cost: null, from: 1),
        ];

        await using var temporary = await WrittenAsync(spans, order);

        Assert.Equal("1|0|100|20|0", temporary.Row(Counted));
        Assert.Equal("2|1", temporary.Row(Duplicates));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 2, 0, 1 })]
    [InlineData(new[] { 1, 2, 0 })]
    public async Task WriteAsync_EmbeddingsInEmbeddings_CountTheInnerOnes(int[] order)
    {
        SpanRecord[] spans =
        [
            Embeddings(1, 0, tokens: 30, from: 0),
            Embeddings(2, 1, tokens: 10, from: 1),
            Embeddings(3, 1, tokens: 20, from: 2),
        ];

        await using var temporary = await WrittenAsync(spans, order);

        Assert.Equal("2|0|30|0|0", temporary.Row(Counted));
        Assert.Equal("1|2", temporary.Row(Duplicates));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 2, 1, 0 })]
    public async Task WriteAsync_PlainSpanBetween_StillCountsOnce(int[] order)
    {
        SpanRecord[] spans =
        [
            Chat(1, 0, response: null, tokens: 100, cost: null, from: 0),
            Some.Span(1, 2, 1, name: "POST", kind: SpanKind.Client),
            Chat(3, 2, response: null, tokens: 100, cost: null, from: 1),
        ];

        await using var temporary = await WrittenAsync(spans, order);

        Assert.Equal("1|0|100|20|0", temporary.Row(Counted));
        Assert.Equal("3|1", temporary.Row(Duplicates));
    }

    [Fact]
    public async Task WriteAsync_ChatOfAnAgentInATool_CountsBoth()
    {
        SpanRecord[] spans =
        [
            Chat(1, 0, response: "resp-1", tokens: 100, cost: null, from: 0),
            Some.Span(1, 2, 1, attributes: [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "ask")]),
            Chat(3, 2, response: "resp-2", tokens: 50, cost: null, from: 1),
        ];

        await using var temporary = await WrittenAsync(spans, [2, 1, 0]);

        Assert.Equal("2|1|150|40|0", temporary.Row(Counted));
        Assert.Empty(temporary.Rows(Duplicates));
    }

    [Theory]
    [InlineData(new[] { 0, 1 })]
    [InlineData(new[] { 1, 0 })]
    public async Task WriteAsync_McpClientInATool_CountsOnce(int[] order)
    {
        SpanRecord[] spans =
        [
            Some.Span(1, 1, attributes: [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "search")]),
            Some.Span(
                1,
                2,
                1,
                name: "tools/call search",
                kind: SpanKind.Client,
                attributes: [("mcp.method.name", "tools/call"), ("gen_ai.tool.name", "search")]),
        ];

        await using var temporary = await WrittenAsync(spans, order);

        Assert.Equal("0|1|0|0|0", temporary.Row(Counted));
        Assert.Equal("2|1", temporary.Row(Duplicates));
        Assert.Equal("1", temporary.Row("SELECT sum(calls) FROM sums WHERE kind = 5"));
    }

    [Fact]
    public async Task WriteAsync_SpanSentTwice_IsKeptOnce()
    {
        await using var temporary = new TemporaryStore();
        var span = Chat(1, 0, response: "resp-1", tokens: 100, cost: 0.5, from: 0);
        await temporary.WriteAsync(span, span);
        await temporary.WriteAsync(span);
        await temporary.ReopenAsync();
        await temporary.WriteAsync(span);

        Assert.Equal("1|0|100|20|0.5", temporary.Row(Counted));
        Assert.Equal(
            "1|1|1", temporary.Row("SELECT (SELECT count(*) FROM span_rows), (SELECT spans FROM traces), (SELECT calls FROM sums)"));
        Assert.Equal(1, temporary.Store.Figures.Held.Spans);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_SpanThatHadNotEnded_IsReplacedByItsEndedForm(bool reopens)
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(1, 1, name: "begun", to: -1, attributes: [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "old")]));
        Assert.Equal("running|1", temporary.Row("SELECT status, open_spans FROM traces"));
        if (reopens)
        {
            await temporary.ReopenAsync();
        }

        await temporary.WriteAsync(
            Some.Span(
                1,
                1,
                name: "ended",
                to: 250,
                attributes: [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "new"), ("gen_ai.usage.input_tokens", 5)]));
        await temporary.WriteAsync(Some.Span(1, 1, name: "begun", to: -1));

        Assert.Equal(
            "ended|1|completed|0|250000000|1|5",
            temporary.Row("SELECT name, spans, status, open_spans, duration, model_calls, input_tokens FROM traces"));
        Assert.Equal("ended", temporary.Row("SELECT name FROM span_rows"));
        Assert.Equal("new", temporary.Row("SELECT value FROM trace_facets WHERE facet = 'model'"));
        Assert.Equal("new|1|250000000", temporary.Row("SELECT name, calls, duration FROM sums"));
        Assert.Equal(
            "0|1",
            temporary.Row(
                "SELECT (SELECT count(*) FROM span_text WHERE span_text MATCH 'begun'), (SELECT count(*) FROM span_text WHERE span_text "
                    + "MATCH 'ended')"));
        Assert.Equal(1, temporary.Store.Figures.Held.Spans);
    }

    private static async Task<TemporaryStore> WrittenAsync(SpanRecord[] spans, int[] order)
    {
        var temporary = new TemporaryStore();
        foreach (var i in order)
        {
            await temporary.WriteAsync(spans[i]);
        }

        return temporary;
    }

    private static SpanRecord Chat(ulong id, ulong parent, string? response, int tokens, double? cost, double from)
    {
        List<(string, object)> attributes =
        [
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.request.model", "gpt-4o"),
            ("gen_ai.usage.input_tokens", tokens),
            ("gen_ai.usage.output_tokens", 20),
        ];
        if (response is not null)
        {
            attributes.Add(("gen_ai.response.id", response));
        }

        if (cost is { } known)
        {
            attributes.Add(("gen_ai.usage.cost", known));
        }

        return Some.Span(1, id, parent, name: "chat gpt-4o", from: from, attributes: [.. attributes]);
    }

    private static SpanRecord Embeddings(
        ulong id, ulong parent, int tokens, double from) => Some.Span(1, id, parent, from: from, attributes:
        [("gen_ai.operation.name", "embeddings"), ("gen_ai.request.model", "ada"), ("gen_ai.usage.input_tokens", tokens)]);
}
