using System.Globalization;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>Spans of other libraries, under the names that the Collector gives what they carry.</summary>
public sealed class OtherSendersTests
{
    [Theory]
    [InlineData(
        "gen_ai.operation.name=chat gen_ai.system=openai gen_ai.usage.prompt_tokens=#12 gen_ai.usage.completion_tokens=#3",
        "gen_ai.provider.name=openai gen_ai.usage.input_tokens=#12 gen_ai.usage.output_tokens=#3")]
    [InlineData(
        "openinference.span.kind=LLM llm.provider=anthropic llm.model_name=claude llm.token_count.prompt=#12 llm.token_count.completion=#3 "
            + "llm.token_count.prompt_details.cache_read=#4 llm.token_count.completion_details.reasoning=#1 session.id=s-1",
        "gen_ai.operation.name=chat gen_ai.provider.name=anthropic gen_ai.request.model=claude gen_ai.usage.input_tokens=#12 "
            + "gen_ai.usage.output_tokens=#3 gen_ai.usage.cache_read.input_tokens=#4 gen_ai.usage.reasoning.output_tokens=#1 "
            + "gen_ai.conversation.id=s-1")]
    [InlineData(
        "gen_ai.operation.name=chat gen_ai.usage.cache_read_input_tokens=#4 gen_ai.usage.cache_creation_input_tokens=#2 "
            + "gen_ai.usage.reasoning_tokens=#1",
        "gen_ai.usage.cache_read.input_tokens=#4 gen_ai.usage.cache_write.input_tokens=#2 gen_ai.usage.reasoning.output_tokens=#1")]
    [InlineData("openinference.span.kind=EMBEDDING", "gen_ai.operation.name=embeddings")]
    [InlineData("openinference.span.kind=RETRIEVER", "gen_ai.operation.name=retrieval")]
    [InlineData("openinference.span.kind=AGENT", "gen_ai.operation.name=invoke_agent")]
    [InlineData("openinference.span.kind=TOOL tool.name=search", "gen_ai.operation.name=execute_tool gen_ai.tool.name=search")]
    [InlineData("openinference.span.kind=CHAIN tool.name=search", "")]
    [InlineData(
        "traceloop.span.kind=workflow traceloop.entity.name=joke", "gen_ai.operation.name=invoke_workflow gen_ai.workflow.name=joke")]
    [InlineData("traceloop.span.kind=agent traceloop.entity.name=joker", "gen_ai.operation.name=invoke_agent gen_ai.agent.name=joker")]
    [InlineData("traceloop.span.kind=task traceloop.entity.name=tell", "gen_ai.operation.name=execute_task agentotel.task.name=tell")]
    [InlineData("traceloop.span.kind=tool traceloop.entity.name=laugh", "gen_ai.operation.name=execute_tool gen_ai.tool.name=laugh")]
    [InlineData(
        "ai.operationId=ai.streamText.doStream ai.model.id=gpt-4.1 ai.model.provider=openai.chat ai.usage.promptTokens=#12 "
            + "ai.usage.completionTokens=#3",
        "gen_ai.operation.name=chat gen_ai.provider.name=openai.chat gen_ai.request.model=gpt-4.1 gen_ai.usage.input_tokens=#12 "
            + "gen_ai.usage.output_tokens=#3")]
    [InlineData(
        "ai.operationId=ai.generateObject.doGenerate ai.usage.inputTokens=#12 ai.usage.outputTokens=#3",
        "gen_ai.operation.name=chat gen_ai.usage.input_tokens=#12 gen_ai.usage.output_tokens=#3")]
    [InlineData("ai.operationId=ai.embed.doEmbed", "gen_ai.operation.name=embeddings")]
    [InlineData("ai.operationId=ai.toolCall ai.toolCall.name=search", "gen_ai.operation.name=execute_tool gen_ai.tool.name=search")]
    // A parent repeats the tokens of its model calls: they would be counted twice.
    [InlineData("ai.operationId=ai.generateText ai.usage.promptTokens=#12", "")]
    // What the kit sends stays as it is.
    [InlineData(
        "gen_ai.operation.name=chat gen_ai.provider.name=openai gen_ai.request.model=gpt-4.1 gen_ai.usage.input_tokens=#12 session.id=s-1 "
            + "gen_ai.system=other",
        "")]
    public void Span_OfALibrary_HasBesideItsOwn(string sent, string added)
    {
        var attributes = Attributes(sent);

        var actual = Ottl.Apply(Statements("trace_statements"), attributes);

        Assert.Equal(
            attributes.Concat(Attributes(added)).Order(
                Comparer<KeyValuePair<string, object>>.Create(static (a, b) => string.CompareOrdinal(a.Key, b.Key))),
            actual.Order(Comparer<KeyValuePair<string, object>>.Create(static (a, b) => string.CompareOrdinal(a.Key, b.Key))));
    }

    [Fact]
    public void Point_OfAnOlderLibrary_HasTheProvider() =>
        Assert.Equal("openai", Ottl.Apply(Statements("metric_statements"), new() { ["gen_ai.system"] = "openai" })["gen_ai.provider.name"]);

    [Fact]
    public void Point_ThatNamesTheAnsweringModelAlone_HasTheModel() =>
        Assert.Equal("m", Ottl.Apply(Statements("metric_statements"), new() { ["gen_ai.response.model"] = "m" })["gen_ai.request.model"]);

    [Fact]
    public void Log_OfAnOlderLibrary_HasTheProvider() =>
        Assert.Equal("openai", Ottl.Apply(Statements("log_statements"), new() { ["gen_ai.system"] = "openai" })["gen_ai.provider.name"]);

    private static IEnumerable<string> Statements(string signal) =>
        Assert.Single(Yaml.Read("deploy", "otel-collector", "contrib.yaml").List("processors", "transform/gen_ai", signal))
            .List("statements")
            .Select(statement => statement.Value);

    private static Dictionary<string, object> Attributes(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(
            pair => pair[0], pair => pair[1].StartsWith('#') ? (object)long.Parse(pair[1][1..], CultureInfo.InvariantCulture) : pair[1]);
}
