using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class KitTests
{
    [Fact]
    public void Read_TaskAttempt_HasTaskRunTenantAndStatus()
    {
        var task = Some.Span(
            "execute_task draft",
            ("gen_ai.operation.name", "execute_task"),
            ("gen_ai.workflow.name", "campaign"),
            ("agentotel.workflow.run.id", "01a20cc7"),
            ("agentotel.task.name", "draft"),
            ("agentotel.task.id", "01a20cc8"),
            ("agentotel.task.attempt", 2),
            ("agentotel.tenant", "acme"),
            ("agentotel.status", "paused"),
            ("agentotel.total.input_tokens", 2332)).Read();

        Assert.Equal(OperationKind.Task, task.Kind);
        Assert.Equal("campaign", task.Workflow);
        Assert.Equal("01a20cc7", task.RunId);
        Assert.Equal("draft", task.Task);
        Assert.Equal("01a20cc8", task.TaskId);
        Assert.Equal(2, task.Attempt);
        Assert.Equal("acme", task.Tenant);
        Assert.Equal("paused", task.Status);
        Assert.Null(task.InputTokens);
    }

    [Fact]
    public void Read_FailedRun_HasTheKitsOwnClassification()
    {
        var run = Some.Span(
            "invoke_workflow campaign",
            ("gen_ai.operation.name", "invoke_workflow"),
            ("gen_ai.workflow.name", "campaign"),
            ("agentotel.status", "failed"),
            ("error.type", "429"),
            ("agentotel.error.category", "rate_limit"),
            ("agentotel.error.severity", "minor"),
            ("agentotel.error.fingerprint", "9f86d081884c7d65")).Failed("Too many requests").Read();

        Assert.Equal(OperationKind.Workflow, run.Kind);
        Assert.Equal("failed", run.Status);
        Assert.Equal("429", run.ErrorType);
        Assert.Equal("Too many requests", run.ErrorMessage);
        Assert.Equal("rate_limit", run.ErrorCategory);
        Assert.Equal("minor", run.ErrorSeverity);
        Assert.Equal("9f86d081884c7d65", run.ErrorFingerprint);
    }

    [Fact]
    public void Read_ToolWithACost_KeepsIt()
    {
        var tool = Some.Span(
            "execute_tool web_search",
            ("gen_ai.operation.name", "execute_tool"),
            ("gen_ai.tool.name", "web_search"),
            ("gen_ai.tool.call.id", "call_1f"),
            ("gen_ai.usage.cost", 0.005),
            ("agentotel.cost.source", "table"),
            ("agentotel.cost.incomplete", true)).Read();

        Assert.Equal(OperationKind.Tool, tool.Kind);
        Assert.Equal("web_search", tool.Tool);
        Assert.Equal("call_1f", tool.ToolCallId);
        Assert.Equal(0.005, tool.Cost);
        Assert.True(tool.IsCostIncomplete);
    }

    [Fact]
    public void Read_FreeModelThatIsPriced_CostsNothing() =>
        Assert.Equal(
            0,
            Some.Span(
                "chat", ("gen_ai.operation.name", "chat"), ("gen_ai.usage.cost", 0.0), ("agentotel.cost.source", "table")).Read().Cost);

    [Fact]
    public void Read_TrackedOperationThatFailed_IsAPlainSpanWithItsError()
    {
        var operation = Some.Span(
            "import", ("agentotel.operation.name", "import"), ("gen_ai.workflow.name", "campaign"), ("agentotel.error.fingerprint", "9f86"))
            .Failed(
                "",
                Some.Event(
                    "exception",
                    ("exception.type", "System.IO.IOException"),
                    ("exception.message", "No such file"),
                    ("exception.stacktrace", "at A.B()"))).Read();

        Assert.Equal(
            new Operation
            {
                Status = "failed",
                ErrorType = "System.IO.IOException",
                ErrorMessage = "No such file",
                ErrorStack = "at A.B()",
                ErrorFingerprint = "9f86",
            },
            operation);
    }
}
