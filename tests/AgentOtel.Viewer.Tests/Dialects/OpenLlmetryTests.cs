using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

/// <summary>OpenLLMetry, and LangGraph through it.</summary>
public sealed class OpenLlmetryTests
{
    [Fact]
    public void Read_SpansOfATrace_AreWorkflowTaskAgentAndTool()
    {
        var workflow = Kind("LangGraph.workflow", "workflow", "LangGraph");
        var task = Kind("plan.task", "task", "plan");
        var agent = Kind("researcher.agent", "agent", "researcher");
        var tool = Kind("search.tool", "tool", "search");

        Assert.Equal((OperationKind.Workflow, "LangGraph"), (workflow.Kind, workflow.Workflow));
        Assert.Equal((OperationKind.Task, "plan", "LangGraph"), (task.Kind, task.Task, task.Workflow));
        Assert.Equal((OperationKind.Agent, "researcher"), (agent.Kind, agent.Agent));
        Assert.Equal((OperationKind.Tool, "search"), (tool.Kind, tool.Tool));
        Assert.Equal("thread-7", workflow.Conversation);
        Assert.Equal("ada", workflow.User);
        Assert.Equal("s-1", workflow.Session);
    }

    [Fact]
    public void Read_OlderModelCall_IsKnownByItsRequestType()
    {
        var call = Some.Span(
            "openai.chat",
            ("gen_ai.system", "OpenAI"),
            ("llm.request.type", "chat"),
            ("gen_ai.request.model", "gpt-4o"),
            ("gen_ai.usage.prompt_tokens", 10),
            ("gen_ai.usage.completion_tokens", 4),
            ("llm.usage.total_tokens", 14),
            ("gen_ai.usage.reasoning_tokens", 2),
            ("traceloop.workflow.name", "LangGraph"),
            ("traceloop.association.properties.session_id", "s-1")).Read();

        Assert.Equal((OperationKind.Model, "chat", "openai"), (call.Kind, call.Name, call.Provider));
        Assert.Equal((10L, 4L, 2L), (call.InputTokens, call.OutputTokens, call.ReasoningTokens));
        Assert.Equal("LangGraph", call.Workflow);
        Assert.Equal("s-1", call.Conversation);
    }

    [Fact]
    public void Read_Embedding_IsAModelCall() =>
        Assert.Equal(
            "embeddings",
            Some.Span(
                "openai.embeddings",
                ("gen_ai.system", "OpenAI"),
                ("llm.request.type", "embedding"),
                ("traceloop.workflow.name", "w")).Read().Name);

    private static Operation Kind(string name, string kind, string entity) => Some.Span(
        name,
        ("traceloop.span.kind", kind),
        ("traceloop.entity.name", entity),
        ("traceloop.workflow.name", "LangGraph"),
        ("traceloop.association.properties.thread_id", "thread-7"),
        ("traceloop.association.properties.user_id", "ada"),
        ("traceloop.association.properties.session_id", "s-1")).Read();
}
