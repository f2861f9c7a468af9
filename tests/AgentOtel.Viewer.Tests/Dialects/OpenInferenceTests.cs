using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

/// <summary>OpenInference, and LangGraph through it.</summary>
public sealed class OpenInferenceTests
{
    [Fact]
    public void Read_Llm_IsAModelCallWithEveryDetail()
    {
        var call = Some.Span(
            "ChatCompletion",
            ("openinference.span.kind", "LLM"),
            ("llm.model_name", "gpt-5"),
            ("llm.provider", "azure"),
            ("llm.system", "openai"),
            ("llm.finish_reason", "tool_calls"),
            ("llm.token_count.prompt", 50),
            ("llm.token_count.completion", 25),
            ("llm.token_count.total", 75),
            ("llm.token_count.prompt_details.cache_read", 40),
            ("llm.token_count.prompt_details.cache_write", 0),
            ("llm.token_count.completion_details.reasoning", 5),
            ("llm.cost.total", 0.0125),
            ("session.id", "s-1"),
            ("user.id", "ada")).Read();

        Assert.Equal((OperationKind.Model, "chat", "azure.ai.openai", "gpt-5"), (call.Kind, call.Name, call.Provider, call.RequestModel));
        Assert.Equal(
            (50L, 25L, 40L, 0L, 5L),
            (call.InputTokens, call.OutputTokens, call.CacheReadTokens, call.CacheWriteTokens, call.ReasoningTokens));
        Assert.Equal(0.0125, call.Cost);
        Assert.Equal(["tool_call"], call.FinishReasons);
        Assert.Equal(("s-1", "s-1", "ada"), (call.Conversation, call.Session, call.User));
    }

    [Fact]
    public void Read_OtherKinds_AreAgentsToolsRetrievalsAndWorkflows()
    {
        var agent = Some.Span("researcher", ("openinference.span.kind", "AGENT"), ("graph.node.id", "research_node")).Read();
        var named = Some.Span("Agent.run", ("openinference.span.kind", "AGENT"), ("agent.name", "critic"), ("graph.node.id", "n2")).Read();
        var tool = Some.Span("search", ("openinference.span.kind", "TOOL"), ("tool.name", "web_search"), ("tool_call.id", "call_1")).Read();
        var retrieval = Some.Span("VectorStore", ("openinference.span.kind", "RETRIEVER")).Read();
        var embedding = Some.Span(
            "CreateEmbeddings", ("openinference.span.kind", "EMBEDDING"), ("embedding.model_name", "text-embedding-3-small")).Read();
        var root = (
            Some.Span(
                "LangGraph",
                ("openinference.span.kind", "CHAIN"),
                ("metadata", """{"thread_id": "t-7", "step": 1}""")) with { ParentSpanId = 0 }).Read();
        var link = Some.Span("RunnableSequence", ("openinference.span.kind", "CHAIN")).Read();

        Assert.Equal((OperationKind.Agent, "research_node"), (agent.Kind, agent.Agent));
        Assert.Equal((OperationKind.Agent, "critic"), (named.Kind, named.Agent));
        Assert.Equal((OperationKind.Tool, "web_search", "call_1"), (tool.Kind, tool.Tool, tool.ToolCallId));
        Assert.Equal(OperationKind.Retrieval, retrieval.Kind);
        Assert.Equal(
            (OperationKind.Model, "embeddings", "text-embedding-3-small"), (embedding.Kind, embedding.Name, embedding.RequestModel));
        Assert.Equal((OperationKind.Workflow, "LangGraph", "t-7"), (root.Kind, root.Workflow, root.Conversation));
        Assert.Same(Operation.None, link);
    }

    [Fact]
    public void Read_FailureWithoutErrorType_HasTheExceptionsType()
    {
        var call = Some.Span("ChatCompletion", ("openinference.span.kind", "LLM"))
            .Failed(
                "RateLimitError: slow down",
                Some.Event(
                    "exception",
                    ("exception.type", "openai.RateLimitError"),
                    ("exception.message", "slow down"),
                    ("exception.stacktrace", "Traceback"))).Read();

        Assert.Equal(
            ("failed", "openai.RateLimitError", "slow down", "Traceback"),
            (call.Status, call.ErrorType, call.ErrorMessage, call.ErrorStack));
    }
}
