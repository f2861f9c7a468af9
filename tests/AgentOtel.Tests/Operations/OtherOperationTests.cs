using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Operations;

public sealed class OtherOperationTests
{
    [Fact]
    public void Task_SecondAttempt_IsCountedAsARetryWithItsReason()
    {
        using var recorder = new Recorder();
        using var run = recorder.Telemetry.StartWorkflow("campaign");
        var first = recorder.Telemetry.StartTask("draft");
        first.Fail(new TimeoutException());
        first.Dispose();

        using (recorder.Telemetry.StartTask(new TaskStart("draft") { Id = first.TaskId, Attempt = 2, RetryReason = "timeout" }))
        {
        }

        var spans = recorder.Spans.ToArray();
        Assert.All(spans, span => Assert.Equal("execute_task draft", span.DisplayName));
        Assert.Equal([1, 2], spans.Select(span => span.GetTagItem("agentotel.task.attempt")));
        Assert.Equal(["failed", "completed"], spans.Select(span => span.GetTagItem("agentotel.status")));
        Assert.Equal("timeout", spans[1].GetTagItem("agentotel.task.retry.reason"));
        Assert.Equal(spans[0].GetTagItem("agentotel.task.id"), spans[1].GetTagItem("agentotel.task.id"));
        var retries = recorder.Measurement("agentotel.task.retries");
        Assert.Equal("draft", retries.Tags["agentotel.task.name"]);
        Assert.Equal("campaign", retries.Tags["gen_ai.workflow.name"]);
        Assert.Equal(LogLevel.Warning, recorder.Event("agentotel.task.retried").Level);
        Assert.Equal(LogLevel.Error, recorder.Event("agentotel.task.failed").Level);
        Assert.Equal(2, recorder.Event("agentotel.task.completed").Fields["agentotel.task.attempt"]);
        Assert.Equal("System.TimeoutException", recorder.Measurements.First(m => m.Name == "agentotel.task.duration").Tags["error.type"]);
    }

    [Fact]
    public void Agent_ThatIsRemote_IsAClientsSpan()
    {
        using var recorder = new Recorder();

        using (
            recorder.Telemetry.StartAgent(
                new AgentStart("billing") { Provider = "openai", Id = "asst_1", ServerAddress = "agents.example.com", ServerPort = 8443 }))
        {
        }

        var span = recorder.Span("invoke_agent billing");
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("asst_1", span.GetTagItem("gen_ai.agent.id"));
        Assert.Equal("openai", recorder.AtStart["invoke_agent billing"]["gen_ai.provider.name"]);
        Assert.Equal(8443, span.GetTagItem("server.port"));
    }

    [Fact]
    public void Plan_OfAnAgent_StandsBelowItUnderItsName()
    {
        using var recorder = new Recorder();
        using var agent = recorder.Telemetry.StartAgent("writer");

        using (recorder.Telemetry.StartPlan())
        {
        }

        var plan = recorder.Span("plan writer");
        Assert.Same(agent.Activity, plan.Parent);
        Assert.Equal("plan", plan.GetTagItem("gen_ai.operation.name"));
    }

    [Fact]
    public void Tool_WithACost_CountsItAsATools()
    {
        using var recorder = new Recorder();
        using (recorder.Telemetry.StartWorkflow("campaign"))
        using (var tool = recorder.Telemetry.StartTool(new ToolStart("search") { CallId = "call_1", Description = "Searches" }))
        {
            tool.SetCost(0.01m);
            recorder.Telemetry.RecordComputeCost(0.02m);
        }

        var span = recorder.Span("execute_tool search");
        Assert.Equal("function", span.GetTagItem("gen_ai.tool.type"));
        Assert.Equal("call_1", span.GetTagItem("gen_ai.tool.call.id"));
        Assert.Equal(0.01, span.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal(0.03, (double)recorder.Span("invoke_workflow campaign").GetTagItem("agentotel.total.cost_usd")!, 9);
        var costs = recorder.Measurements.Where(m => m.Name == "agentotel.cost.usd").ToDictionary(m =>
            (string)m.Tags["agentotel.cost.category"]!);
        Assert.Equal("search", costs["tool"].Tags["gen_ai.tool.name"]);
        Assert.Equal(0.02, costs["compute"].Value);
    }

    [Fact]
    public void Tool_WhereAnotherLibraryStartedTheSpan_EnrichesIt()
    {
        using var recorder = new Recorder();
        using var theirs = new Activity("execute_tool search").Start();

        using (recorder.Telemetry.StartTool(new ToolStart("search") { CallId = "call_1" }))
        {
        }

        Assert.Empty(recorder.Spans);
        Assert.Equal("call_1", theirs.GetTagItem("gen_ai.tool.call.id"));
        Assert.False(theirs.IsStopped);
        Assert.Same(theirs, Activity.Current);
        Assert.Single(recorder.Measurements, m => m.Name == "gen_ai.execute_tool.duration");
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Track_OfAnOperation_HasASpanByChoice(bool withSpan, int spans)
    {
        using var recorder = new Recorder();

        var tracked = withSpan ? recorder.Telemetry.TrackWithSpan("import") : recorder.Telemetry.Track("import");
        var result = tracked.Run(() => 42);

        Assert.Equal(42, result);
        Assert.Equal(spans, recorder.Spans.Count);
        Assert.Equal("import", recorder.Measurement("agentotel.operation.duration").Tags["agentotel.operation.name"]);
        Assert.Equal(LogLevel.Debug, recorder.Event("agentotel.operation.completed").Level);
    }

    [Fact]
    public void RecordRouting_WithAMadeUpChoice_IsCountedAsOther()
    {
        using var recorder = new Recorder();

        recorder.Telemetry.RecordRouting(
            new RoutingDecision("team", "copy") { Options = ["copy", "social"], Reason = "brief", Confidence = 0.9 });
        recorder.Telemetry.RecordRouting(new RoutingDecision("team", "made-up") { Options = ["copy", "social"] });

        Assert.Equal(["copy", "other"], recorder.Measurements.Select(m => m.Tags["agentotel.routing.choice"]));
        var decided = recorder.Events.First(e => e.Name == "agentotel.routing.decided");
        Assert.Equal(0.9, decided.Fields["agentotel.routing.confidence"]);
        Assert.Equal(["copy", "social"], Assert.IsType<string[]>(decided.Fields["agentotel.routing.options"]));
    }

    [Fact]
    public void RecordEvaluation_InsideACall_StandsBelowIt()
    {
        using var recorder = new Recorder();
        using var agent = recorder.Telemetry.StartAgent("writer");

        recorder.Telemetry.RecordEvaluation(new EvaluationResult("Relevance") { Score = 0.8, Label = "pass", Explanation = "on topic" });

        var score = recorder.Measurement("agentotel.evaluation.score");
        Assert.Equal(0.8, score.Value);
        Assert.Equal("pass", score.Tags["gen_ai.evaluation.score.label"]);
        var result = recorder.Event("gen_ai.evaluation.result");
        Assert.Equal(0.8, result.Fields["gen_ai.evaluation.score.value"]);
        Assert.Equal(agent.Activity!.SpanId.ToHexString(), result.SpanId);
    }

    [Fact]
    public void RequestApproval_Answered_CountsTheWait()
    {
        using var recorder = new Recorder();
        using var run = recorder.Telemetry.StartWorkflow("campaign");

        using (var approval = recorder.Telemetry.RequestApproval("publish"))
        {
            Assert.Equal(1, recorder.Sum("agentotel.approvals.waiting"));
            approval.Answer("approved");
        }

        Assert.Equal(0, recorder.Sum("agentotel.approvals.waiting"));
        Assert.Equal("campaign", recorder.Measurement("agentotel.approval.wait").Tags["gen_ai.workflow.name"]);
        Assert.Equal("approved", recorder.Event("agentotel.approval.answered").Fields["agentotel.approval.answer"]);
        Assert.Equal("publish", recorder.Event("agentotel.approval.requested").Fields["agentotel.approval.subject"]);
    }
}
