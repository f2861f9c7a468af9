using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class VercelAiTests
{
    [Fact]
    public void Read_Version6Root_IsAnAgentWithoutTheUsageItRepeats()
    {
        var root = Some.Span(
            "ai.streamText",
            ("ai.operationId", "ai.streamText"),
            ("operation.name", "ai.streamText support"),
            ("ai.telemetry.functionId", "support"),
            ("ai.telemetry.metadata.sessionId", "s-1"),
            ("ai.telemetry.metadata.userId", "ada"),
            ("ai.model.id", "gpt-5"),
            ("ai.usage.inputTokens", 100),
            ("ai.usage.outputTokens", 20)).Read();

        Assert.Equal((OperationKind.Agent, "support", "invoke_agent"), (root.Kind, root.Agent, root.Name));
        Assert.Null(root.InputTokens);
        Assert.Null(root.OutputTokens);
        Assert.Equal(("s-1", "s-1", "ada"), (root.Conversation, root.Session, root.User));
    }

    [Fact]
    public void Read_Version6Call_IsTheModelCall()
    {
        var call = Some.Span(
            "ai.streamText.doStream",
            ("ai.operationId", "ai.streamText.doStream"),
            ("ai.model.provider", "openai.responses"),
            ("ai.model.id", "gpt-5"),
            ("ai.response.finishReason", "tool-calls"),
            ("ai.response.msToFirstChunk", 400),
            ("ai.usage.inputTokens", 100),
            ("ai.usage.cachedInputTokens", 60),
            ("ai.usage.outputTokens", 20),
            ("ai.usage.outputTokenDetails.reasoningTokens", 10),
            ("ai.usage.totalTokens", 120),
            ("gen_ai.system", "openai.responses"),
            ("gen_ai.response.id", "resp_1"),
            ("gen_ai.response.model", "gpt-5-2026-01-01"),
            ("gen_ai.usage.input_tokens", 100),
            ("gen_ai.usage.output_tokens", 20)).Read();

        Assert.Equal(
            (OperationKind.Model, "chat", "openai", "gpt-5", "gpt-5-2026-01-01"),
            (call.Kind, call.Name, call.Provider, call.RequestModel, call.ResponseModel));
        Assert.Equal((100L, 20L, 60L, 10L), (call.InputTokens, call.OutputTokens, call.CacheReadTokens, call.ReasoningTokens));
        Assert.Equal(["tool_call"], call.FinishReasons);
        Assert.Equal(0.4, call.TimeToFirstChunk);
        Assert.Equal("resp_1", call.ResponseId);
    }

    [Fact]
    public void Read_Version4Names_AreKnownToo()
    {
        var call = Some.Span(
            "ai.generateText.doGenerate",
            ("ai.operationId", "ai.generateText.doGenerate"),
            ("ai.usage.promptTokens", 12),
            ("ai.usage.completionTokens", 5)).Read();

        Assert.Equal((12L, 5L), (call.InputTokens, call.OutputTokens));
    }

    [Fact]
    public void Read_Version6EmbeddingsAndTools_CountTheInnerCall()
    {
        var outer = Some.Span("ai.embedMany", ("ai.operationId", "ai.embedMany"), ("ai.usage.tokens", 30)).Read();
        var inner = Some.Span(
            "ai.embedMany.doEmbed", ("ai.operationId", "ai.embedMany.doEmbed"), ("ai.model.id", "e-3"), ("ai.usage.tokens", 30)).Read();
        var unknown = Some.Span("ai.embed.doEmbed", ("ai.operationId", "ai.embed.doEmbed"), ("ai.usage.tokens", double.NaN)).Read();
        var tool = Some.Span(
            "ai.toolCall", ("ai.operationId", "ai.toolCall"), ("ai.toolCall.name", "weather"), ("ai.toolCall.id", "call-1")).Read();

        Assert.Same(Operation.None, outer);
        Assert.Equal((OperationKind.Model, "embeddings", 30L), (inner.Kind, inner.Name, inner.InputTokens));
        Assert.Null(unknown.InputTokens);
        Assert.Equal((OperationKind.Tool, "weather", "call-1"), (tool.Kind, tool.Tool, tool.ToolCallId));
    }

    [Fact]
    public void Read_Version7Trace_HasAgentStepAndCall()
    {
        var root = Some.Span(
            "invoke_agent gpt-5",
            ("gen_ai.operation.name", "invoke_agent"),
            ("gen_ai.agent.name", "support"),
            ("gen_ai.usage.input_tokens", 100)).From("gen_ai").Read();
        var step = Some.Span("step 1", ("gen_ai.operation.name", "agent_step"), ("ai.usage.inputTokenDetails.noCacheTokens", 5))
            .From("gen_ai")
            .Read();
        var call = (Some.Span(
            "chat gpt-5",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.provider.name", "openai"),
            ("gen_ai.client.operation.time_to_first_chunk", 0.3),
            ("gen_ai.response.finish_reasons", Some.List("content-filter")),
            ("gen_ai.usage.input_tokens", 100),
            ("gen_ai.usage.cache_creation.input_tokens", 40),
            ("gen_ai.usage.output_tokens", 20),
            ("ai.usage.outputTokenDetails.reasoningTokens", 7)) with { Kind = SpanKind.Client }).From("gen_ai").Read();

        Assert.Equal((OperationKind.Agent, "support"), (root.Kind, root.Agent));
        Assert.Null(root.InputTokens);
        Assert.Same(Operation.None, step);
        Assert.Equal((100L, 40L, 20L, 7L), (call.InputTokens, call.CacheWriteTokens, call.OutputTokens, call.ReasoningTokens));
        Assert.Equal(0.3, call.TimeToFirstChunk);
        Assert.Equal(["content_filter"], call.FinishReasons);
    }
}
