using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class OfficialTests
{
    [Fact]
    public void Read_ModelCallOfToday_IsAModelCallWithUsageCostAndNames()
    {
        var call = Some.Span(
            "chat gpt-4.1",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.provider.name", "openai"),
            ("gen_ai.request.model", "gpt-4.1"),
            ("gen_ai.response.model", "gpt-4.1-2025-04-14"),
            ("gen_ai.response.id", "chatcmpl-12"),
            ("gen_ai.response.finish_reasons", Some.List("tool_calls")),
            ("gen_ai.response.time_to_first_chunk", 0.31),
            ("gen_ai.usage.input_tokens", 1200),
            ("gen_ai.usage.output_tokens", 180),
            ("gen_ai.usage.cache_read.input_tokens", 1024),
            ("gen_ai.usage.cache_write.input_tokens", 128),
            ("gen_ai.usage.reasoning.output_tokens", 64),
            ("gen_ai.conversation.id", "conv_5j66"),
            ("user.id", "ada"),
            ("session.id", "s-1")).Read();

        Assert.Equal(OperationKind.Model, call.Kind);
        Assert.Equal("chat", call.Name);
        Assert.Equal("openai", call.Provider);
        Assert.Equal("gpt-4.1", call.RequestModel);
        Assert.Equal("gpt-4.1-2025-04-14", call.ResponseModel);
        Assert.Equal("chatcmpl-12", call.ResponseId);
        Assert.Equal(["tool_call"], call.FinishReasons);
        Assert.Equal(0.31, call.TimeToFirstChunk);
        Assert.Equal(1200, call.InputTokens);
        Assert.Equal(180, call.OutputTokens);
        Assert.Equal(1024, call.CacheReadTokens);
        Assert.Equal(128, call.CacheWriteTokens);
        Assert.Equal(64, call.ReasoningTokens);
        Assert.Null(call.Cost);
        Assert.Equal("conv_5j66", call.Conversation);
        Assert.Equal("ada", call.User);
        Assert.Equal("s-1", call.Session);
        Assert.Equal("completed", call.Status);
        Assert.Null(call.ErrorType);
    }

    [Theory]
    [InlineData("chat", OperationKind.Model)]
    [InlineData("text_completion", OperationKind.Model)]
    [InlineData("generate_content", OperationKind.Model)]
    [InlineData("embeddings", OperationKind.Model)]
    [InlineData("retrieval", OperationKind.Retrieval)]
    [InlineData("invoke_agent", OperationKind.Agent)]
    [InlineData("invoke_workflow", OperationKind.Workflow)]
    [InlineData("plan", OperationKind.Plan)]
    [InlineData("execute_tool", OperationKind.Tool)]
    [InlineData("create_agent", OperationKind.None)]
    [InlineData("fetch_response", OperationKind.None)]
    [InlineData("agent_step", OperationKind.None)]
    internal void Read_OperationName_GivesTheKind(string name, OperationKind kind) =>
        Assert.Equal(
            kind,
            Some.Span(
                "x", ("gen_ai.operation.name", name), ("gen_ai.provider.name", "openai"), ("gen_ai.request.model", "gpt-4.1")).Read().Kind);

    [Fact]
    public void Read_UsageOnAnAgent_IsWhatItsCallsUsedAndLeftOut()
    {
        var agent = Some.Span(
            "invoke_agent writer",
            ("gen_ai.operation.name", "invoke_agent"),
            ("gen_ai.agent.name", "writer"),
            ("gen_ai.request.model", "gpt-4.1"),
            ("gen_ai.response.id", "resp_1"),
            ("gen_ai.response.finish_reasons", Some.List("stop")),
            ("gen_ai.usage.input_tokens", 1200),
            ("gen_ai.usage.output_tokens", 180),
            ("gen_ai.usage.cost", 0.25)).Read();

        Assert.Equal(OperationKind.Agent, agent.Kind);
        Assert.Equal("writer", agent.Agent);
        Assert.Null(agent.InputTokens);
        Assert.Null(agent.OutputTokens);
        Assert.Null(agent.Cost);
        Assert.Null(agent.ResponseId);
        Assert.Empty(agent.FinishReasons);
    }

    [Fact]
    public void Read_OlderSpan_IsKnownByItsSystem()
    {
        var call = Some.Span(
            "chat gpt-4o-mini",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.system", "az.ai.openai"),
            ("gen_ai.request.model", "gpt-4o-mini"),
            ("gen_ai.usage.prompt_tokens", 12),
            ("gen_ai.usage.completion_tokens", 7),
            ("gen_ai.response.finish_reasons", """["stop"]""")).Read();

        Assert.Equal(OperationKind.Model, call.Kind);
        Assert.Equal("azure.ai.openai", call.Provider);
        Assert.Equal(12, call.InputTokens);
        Assert.Equal(7, call.OutputTokens);
        Assert.Equal(["stop"], call.FinishReasons);
    }

    [Fact]
    public void Read_SystemAndModelWithoutAnOperationName_IsAModelCall() =>
        Assert.Equal(
            ("chat", OperationKind.Model),
            Some.Span("x", ("gen_ai.system", "ollama"), ("gen_ai.request.model", "llama4")).Read() is var call
                ? (call.Name, call.Kind)
                : default);

    [Fact]
    public void Read_SpanThatHasNotEnded_HasNoStatus() =>
        Assert.Null((Some.Span("chat", ("gen_ai.operation.name", "chat")) with { EndTime = 0 }).Read().Status);

    [Fact]
    public void Read_SpanOfSomethingElse_IsPlain()
    {
        var span = Some.Span(
            "GET", ("http.request.method", "GET"), ("user.id", "ada"), ("gen_ai.agent.name", "writer"),
            ("agentotel.workflow.run.id", "r1"));

        Assert.Same(Operation.None, span.Read());
    }

    [Fact]
    public void Read_NumbersAsTextAndReal_AreRead()
    {
        var call = Some.Span(
            "chat", ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", "12"), ("gen_ai.usage.output_tokens", 7.0),
            ("gen_ai.usage.cost", "0.5")).Read();

        Assert.Equal(12, call.InputTokens);
        Assert.Equal(7, call.OutputTokens);
        Assert.Equal(0.5, call.Cost);
    }

    [Fact]
    public void Read_NonsenseUsage_IsUnknown()
    {
        var call = Some.Span(
            "chat",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.usage.input_tokens", -5),
            ("gen_ai.usage.output_tokens", double.NaN),
            ("gen_ai.usage.cost", double.PositiveInfinity),
            ("gen_ai.response.time_to_first_chunk", -1.0)).Read();

        Assert.Null(call.InputTokens);
        Assert.Null(call.OutputTokens);
        Assert.Null(call.Cost);
        Assert.Null(call.TimeToFirstChunk);
    }

    [Fact]
    public void Read_KindOfSpan_TellsNothing() =>
        Assert.Equal(
            OperationKind.Model, (Some.Span("anything", ("gen_ai.operation.name", "chat")) with { Kind = SpanKind.Server }).Read().Kind);

    [Theory]
    [InlineData(1e308)]
    [InlineData(2e6)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void Read_ACostThatCannotBe_IsNone(double cost) =>
        Assert.Null(Some.Span("chat x", ("gen_ai.operation.name", "chat"), ("gen_ai.usage.cost", cost)).Read().Cost);
}
