using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage;

public sealed class InsightTests
{
    [Fact]
    public async Task WriteAsync_Decision_IsKept()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Log(trace: 1, span: 2, eventName: "agentotel.routing.decided", attributes:
        [
            ("agentotel.routing.point", "team"),
            ("agentotel.routing.choice", "copy"),
            ("agentotel.routing.options", Some.List("copy", "social")),
            ("agentotel.routing.reason", "asks for text"), ("agentotel.routing.confidence", 0.9), ("gen_ai.workflow.name", "ads"),
        ]));

        Assert.Equal("2|ads|team|copy|asks for text|0.9|[\"copy\",\"social\"]", temporary.Row(
            "SELECT span_id, workflow, point, choice, reason, confidence, options FROM decisions"));
    }

    [Fact]
    public async Task WriteAsync_EvaluationWithTheNameInAnAttribute_IsKept()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Log(attributes:
        [
            ("event.name", "gen_ai.evaluation.result"), ("gen_ai.evaluation.name", "Relevance"), ("gen_ai.evaluation.score.value", 0.8),
            ("gen_ai.evaluation.score.label", "pass"), ("gen_ai.evaluation.explanation", "on topic"), ("gen_ai.agent.name", "writer"),
        ]));

        Assert.Equal(
            "|writer|Relevance|0.8|pass|on topic", temporary.Row("SELECT trace, agent, name, score, label, explanation FROM evaluations"));
    }

    [Theory]
    [InlineData("paris")]
    [InlineData("4711")]
    [InlineData("0 25")]
    [InlineData("gpt 4o")]
    [InlineData("true")]
    [InlineData("nested")]
    [InlineData("zürich")]
    public async Task WriteAsync_WordsOfNamesAndValues_AreFound(string words)
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1, name: "chat gpt-4o", attributes:
        [
            ("city", "Paris"),
            ("order", 4711),
            ("ratio", 0.25),
            ("flag", true),
            ("map", Some.Attributes(("a", Some.List("Nested")))),
            ("other", "ZÜRICH"),
        ]));
        await temporary.WriteAsync(Some.Span(2, 1, name: "other"));

        var query = string.Join(" AND ", words.Split(' ').Select(word => $"\"{word}\""));
        Assert.Equal(
            "1",
            temporary.Row($"SELECT s.trace FROM span_text JOIN span_rows s ON s.id = span_text.rowid WHERE span_text MATCH '{query}'"));
    }

    [Fact]
    public async Task WriteAsync_KeysAndTheResource_AreWordsOfTheirOwn()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(1, 1, attributes: ("Http.Request-Method", "GET")),
            Some.Span(2, 1, resource: Some.Service("desk")),
            Some.Log("a", attributes: ("order", 4711)),
            Some.Log("b", resource: Some.Service("desk")));

        Assert.Equal(
            "1",
            temporary.Row(
                "SELECT s.trace FROM span_text JOIN span_rows s ON s.id = span_text.rowid WHERE span_text MATCH "
                    + "'\"=http_request_method\"'"));
        Assert.Equal(
            "2", temporary.Row("SELECT s.trace FROM span_text JOIN span_rows s ON s.id = span_text.rowid WHERE span_text MATCH '\"@2\"'"));
        Assert.Equal(
            "a", temporary.Row("SELECT l.body FROM log_text JOIN log_rows l ON l.id = log_text.rowid WHERE log_text MATCH '\"=order\"'"));
        Assert.Equal(
            "b", temporary.Row("SELECT l.body FROM log_text JOIN log_rows l ON l.id = log_text.rowid WHERE log_text MATCH '\"@2\"'"));
    }

    [Fact]
    public async Task WriteAsync_SpanOfManyWords_IsFoundByTheFirst()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(
                1,
                1,
                attributes: [("text", string.Join(' ', Enumerable.Range(0, 10_000).Select(static i => $"w{i}"))), ("short", "needle")]));

        Assert.Single(temporary.Rows("SELECT 1 FROM span_text WHERE span_text MATCH 'w100'"));
        Assert.Single(temporary.Rows("SELECT 1 FROM span_text WHERE span_text MATCH 'needle'"));
        Assert.Empty(temporary.Rows("SELECT 1 FROM span_text WHERE span_text MATCH 'w9000'"));
    }
}
