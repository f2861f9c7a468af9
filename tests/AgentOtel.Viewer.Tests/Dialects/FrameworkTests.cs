using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

/// <summary>Libraries that speak the official conventions with habits of their own.</summary>
public sealed class FrameworkTests
{
    [Fact]
    public void Read_OpenLitWithAnthropic_CountsWhatWasCachedIntoTheInput()
    {
        var call = Some.Span(
            "chat claude-sonnet-4-5",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.provider.name", "anthropic"),
            ("gen_ai.usage.input_tokens", 100),
            ("gen_ai.usage.output_tokens", 20),
            ("gen_ai.usage.total_tokens", 120),
            ("gen_ai.usage.cache_read.input_tokens", 30),
            ("gen_ai.usage.cache_creation.input_tokens", 10),
            ("gen_ai.server.time_to_first_token", 0.4),
            ("gen_ai.usage.cost", 0.0021)).From("openlit.otel.tracing").Read();

        Assert.Equal(140, call.InputTokens);
        Assert.Equal(30, call.CacheReadTokens);
        Assert.Equal(10, call.CacheWriteTokens);
        Assert.Equal(0.0021, call.Cost);
        Assert.Equal(0.4, call.TimeToFirstChunk);
    }

    [Fact]
    public void Read_OpenLitWithOpenAi_HasTheCacheInsideTheInput()
    {
        var call = Some.Span(
            "chat gpt-4o",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.system", "openai"),
            ("gen_ai.usage.input_tokens", 100),
            ("gen_ai.usage.output_tokens", 20),
            ("gen_ai.usage.cache_read.input_tokens", 30)).From("openlit.otel.tracing").Read();

        Assert.Equal(100, call.InputTokens);
    }

    [Fact]
    public void Read_OpenLitWithAModelItHasNoPriceFor_HasNoCost() =>
        Assert.Null(
            Some.Span("chat x", ("gen_ai.operation.name", "chat"), ("gen_ai.usage.cost", 0.0)).From("openlit.otel.tracing").Read().Cost);

    [Fact]
    public void Read_PydanticAiModelCall_HasItsCostAndDetails()
    {
        var call = Some.Span(
            "chat gpt-4o",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.provider.name", "openai"),
            ("gen_ai.usage.input_tokens", 100),
            ("gen_ai.usage.output_tokens", 50),
            ("gen_ai.usage.details.cache_read_tokens", 20),
            ("gen_ai.usage.details.cache_write_tokens", 10),
            ("gen_ai.usage.details.reasoning_tokens", 30),
            ("operation.cost", 0.00025)).From("pydantic-ai").Read();

        Assert.Equal(100, call.InputTokens);
        Assert.Equal(50, call.OutputTokens);
        Assert.Equal(20, call.CacheReadTokens);
        Assert.Equal(10, call.CacheWriteTokens);
        Assert.Equal(30, call.ReasoningTokens);
        Assert.Equal(0.00025, call.Cost);
    }

    [Fact]
    public void Read_PydanticAiAgentOfOlderFormat_IsAnAgentWithoutUsage()
    {
        var agent = Some.Span(
            "agent run",
            ("agent_name", "support"),
            ("model_name", "gpt-4o"),
            ("gen_ai.usage.input_tokens", 100),
            ("operation.cost", 0.1)).From("pydantic-ai").Read();

        Assert.Equal(OperationKind.Agent, agent.Kind);
        Assert.Equal("support", agent.Agent);
        Assert.Null(agent.InputTokens);
        Assert.Null(agent.Cost);
    }

    [Fact]
    public void Read_StrandsModelCall_HasMillisecondsAsSecondsAndBedrocksCacheInTheInput()
    {
        var call = Some.Span(
            "chat",
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.system", "strands-agents"),
            ("gen_ai.request.model", "us.anthropic.claude-sonnet-4-5"),
            ("gen_ai.usage.prompt_tokens", 10),
            ("gen_ai.usage.input_tokens", 10),
            ("gen_ai.usage.output_tokens", 5),
            ("gen_ai.usage.total_tokens", 55),
            ("gen_ai.usage.cache_read_input_tokens", 8),
            ("gen_ai.usage.cache_write_input_tokens", 32),
            ("gen_ai.server.time_to_first_token", 250)).From("strands.telemetry.tracer").Read();

        Assert.Null(call.Provider);
        Assert.Equal(50, call.InputTokens);
        Assert.Equal(5, call.OutputTokens);
        Assert.Equal(0.25, call.TimeToFirstChunk);
    }

    [Fact]
    public void Read_StrandsSwarm_IsAWorkflow()
    {
        var swarm = Some.Span("invoke_swarm", ("gen_ai.operation.name", "invoke_swarm"), ("gen_ai.agent.name", "swarm"))
            .From("strands.telemetry.tracer")
            .Read();

        Assert.Equal(OperationKind.Workflow, swarm.Kind);
        Assert.Equal("invoke_workflow", swarm.Name);
        Assert.Equal("swarm", swarm.Workflow);
        Assert.Null(swarm.Agent);
    }

    [Fact]
    public void Read_StrandsCycle_IsPlain() =>
        Assert.Same(
            Operation.None, Some.Span("execute_event_loop_cycle", ("event_loop.cycle_id", "c1")).From("strands.telemetry.tracer").Read());

    [Fact]
    public void Read_GoogleAdkCall_HasReasoningInTheOutputAndItsSession()
    {
        var call = Some.Span(
            "call_llm",
            ("gen_ai.system", "gcp.vertex.agent"),
            ("gen_ai.request.model", "gemini-2.5-flash"),
            ("gcp.vertex.agent.session_id", "s-9"),
            ("gcp.vertex.agent.llm_request", "{}"),
            ("gen_ai.usage.input_tokens", 100),
            ("gen_ai.usage.output_tokens", 50),
            ("gen_ai.usage.experimental.reasoning_tokens", 20),
            ("gen_ai.response.finish_reasons", Some.List("max_tokens"))).From("gcp.vertex.agent").Read();

        Assert.Equal(OperationKind.Model, call.Kind);
        Assert.Equal("generate_content", call.Name);
        Assert.Equal("gcp.gen_ai", call.Provider);
        Assert.Equal(70, call.OutputTokens);
        Assert.Equal(20, call.ReasoningTokens);
        Assert.Equal("s-9", call.Conversation);
        Assert.Equal(["length"], call.FinishReasons);
    }

    [Fact]
    public void Read_GoogleAdkMergedTools_IsPlain() =>
        Assert.Equal(
            OperationKind.None,
            Some.Span(
                "execute_tool (merged tools)",
                ("gen_ai.operation.name", "execute_tool"),
                ("gen_ai.tool.name", "(merged tools)"),
                ("gcp.vertex.agent.event_id", "e")).Read().Kind);

    [Fact]
    public void Read_GoogleAdkToolWithoutACallId_HasNone()
    {
        var tool = Some.Span(
            "execute_tool search",
            ("gen_ai.operation.name", "execute_tool"),
            ("gen_ai.tool.name", "search"),
            ("gen_ai.tool.call.id", "<not specified>"),
            ("gcp.vertex.agent.event_id", "e")).Read();

        Assert.Equal("search", tool.Tool);
        Assert.Null(tool.ToolCallId);
    }

    [Fact]
    public void Read_AgentFrameworkAgent_HasNoConversationOfAResponse()
    {
        var agent = Some.Span(
            "invoke_agent weather",
            ("gen_ai.operation.name", "invoke_agent"),
            ("gen_ai.provider.name", "microsoft.agent_framework"),
            ("gen_ai.agent.name", "weather"),
            ("gen_ai.conversation.id", "resp_0a1b")).Read();

        Assert.Equal("weather", agent.Agent);
        Assert.Null(agent.Provider);
        Assert.Null(agent.Conversation);
    }

    [Fact]
    public void Read_AgentFrameworkWorkflow_HasWorkflowAndExecutors()
    {
        var workflow = Some.Span("workflow.run", ("workflow.id", "8c1"), ("workflow.name", "onboarding")).Read();
        var executor = Some.Span("executor.process reviewer", ("executor.id", "reviewer"), ("executor.type", "AgentExecutor")).Read();

        Assert.Equal((OperationKind.Workflow, "onboarding"), (workflow.Kind, workflow.Workflow));
        Assert.Equal((OperationKind.Task, "reviewer"), (executor.Kind, executor.Task));
    }

    [Fact]
    public void Read_WorkflowNameOfSomethingElse_IsPlain() =>
        Assert.Same(Operation.None, Some.Span("deploy", ("workflow.name", "release")).Read());
}
