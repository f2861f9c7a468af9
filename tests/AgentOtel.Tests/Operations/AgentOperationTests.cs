using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AgentOtel.Tests.Operations;

public sealed class AgentOperationTests
{
    private static readonly ModelRequest Request = new("openai", "m");

    [Fact]
    public void Start_WithNobodyListening_AllocatesNothing()
    {
        using var telemetry = new AgentTelemetry();
        Once(telemetry);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Once(telemetry);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Once(AgentTelemetry telemetry)
        {
            using var run = telemetry.StartWorkflow("w");
            using var task = telemetry.StartTask("t");
            using var agent = telemetry.StartAgent("a");
            using var plan = telemetry.StartPlan();
            using var tool = telemetry.StartTool("x");
            using var tracked = telemetry.Track("o");
            using var retrieval = telemetry.StartRetrieval("s");
            using var embeddings = telemetry.StartEmbeddings(Request);
            using var call = telemetry.StartChat("openai", "m");
            call.SetResponse(new ModelResponse { Id = "r" });
            call.ChunkReceived();
            telemetry.RecordRouting(new RoutingDecision("p", "c"));
            telemetry.RecordEvaluation(new EvaluationResult("e") { Score = 1 });
            run.Fail("x");
        }
    }

    [Fact]
    public void Dispose_Twice_RecordsOnce()
    {
        using var recorder = new Recorder();
        var agent = recorder.Telemetry.StartAgent("writer");

        agent.Dispose();
        agent.Dispose();

        Assert.Single(recorder.Spans);
        Assert.Equal(0, recorder.Sum("agentotel.active"));
    }

    [Fact]
    public void Dispose_OutOfOrder_NeverLeavesAStoppedSpanCurrent()
    {
        using var recorder = new Recorder();
        using var root = new Activity("root").Start();
        var first = recorder.Telemetry.StartAgent("first");
        var second = recorder.Telemetry.StartAgent("second");
        var third = recorder.Telemetry.StartAgent("third");

        second.Dispose();
        Assert.Equal(first.Activity, Activity.Current);
        Assert.Equal("first", AgentContext.Current.Agent);
        first.Dispose();
        Assert.Equal(root, Activity.Current);
        third.Dispose();

        Assert.Equal(root, Activity.Current);
        Assert.Null(AgentContext.Current.Agent);
    }

    [Fact]
    public async Task Dispose_InsideAnotherMethod_LeavesTheCallersContextRight()
    {
        using var recorder = new Recorder();
        var run = recorder.Telemetry.StartWorkflow("campaign");

        await EndAsync(run);
        using var next = recorder.Telemetry.StartAgent("writer");

        Assert.Null(AgentContext.Current.Workflow);
        Assert.Null(next.Activity!.ParentId);

        static async Task EndAsync(WorkflowRun run)
        {
            await Task.Yield();
            run.Dispose();
        }
    }

    [Fact]
    public void Start_BelowAnother_HasItsSpanAsParentAndItsContext()
    {
        using var recorder = new Recorder();

        using var run = recorder.Telemetry.StartWorkflow("campaign");
        using var task = recorder.Telemetry.StartTask("draft");
        using var agent = recorder.Telemetry.StartAgent("writer");
        using var tool = recorder.Telemetry.StartTool("search");

        Assert.Same(run.Activity, task.Activity!.Parent);
        Assert.Same(agent.Activity, tool.Activity!.Parent);
        Assert.Equal("campaign", tool.Activity.GetTagItem("gen_ai.workflow.name"));
        Assert.Equal(run.RunId, tool.Activity.GetTagItem("agentotel.workflow.run.id"));
        Assert.Equal("draft", tool.Activity.GetTagItem("agentotel.task.name"));
        Assert.Equal(task.TaskId, tool.Activity.GetTagItem("agentotel.task.id"));
        Assert.Equal("writer", tool.Activity.GetTagItem("gen_ai.agent.name"));
    }

    [Fact]
    public async Task Start_WithAParentAndDetached_LeavesTheFlowAlone()
    {
        using var recorder = new Recorder();
        using var run = recorder.Telemetry.StartWorkflow("campaign");
        using var other = recorder.Telemetry.StartAgent("other");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
        {
            var agent = recorder.Telemetry.StartAgent($"team-{i}", new() { Parent = run.Context, Detached = true });
            Assert.Equal("other", AgentContext.Current.Agent);
            return agent.RunAsync(async () =>
            {
                await Task.Yield();
                Assert.Equal($"team-{i}", AgentContext.Current.Agent);
                using var tool = recorder.Telemetry.StartTool("search");
                Assert.Same(agent.Activity, tool.Activity!.Parent);
            });
        }));

        Assert.Same(other.Activity, Activity.Current);
        Assert.All(
            recorder.Spans.Where(s => s.DisplayName.StartsWith("invoke_agent team", StringComparison.Ordinal)),
            span => Assert.Equal(run.Activity!.SpanId, span.ParentSpanId));
    }

    [Fact]
    public void Start_BelowAParentThatEnded_StandsInItsTrace()
    {
        using var recorder = new Recorder();
        var run = recorder.Telemetry.StartWorkflow("campaign");
        run.Dispose();

        using var agent = recorder.Telemetry.StartAgent("late", new() { Parent = run.Context });

        Assert.Equal(run.Activity!.SpanId, agent.Activity!.ParentSpanId);
        Assert.Equal(run.Activity.TraceId, agent.Activity.TraceId);
    }

    [Fact]
    public void Start_WhereTheSpanIsNotRecorded_StillRecordsMetricsAndTotals()
    {
        using var recorder = new Recorder(sampling: ActivitySamplingResult.None);

        using (recorder.Telemetry.StartWorkflow("campaign"))
        using (recorder.Telemetry.StartAgent("writer"))
        using (recorder.Telemetry.StartTool("search"))
        {
        }

        Assert.Empty(recorder.Spans);
        Assert.Equal(1, recorder.Measurement("agentotel.workflow.tool_calls").Value);
        Assert.Equal("writer", recorder.Measurement("gen_ai.execute_tool.duration").Tags["gen_ai.agent.name"]);
    }

    [Fact]
    public void Start_NeverEnded_IsCountedAndCollected()
    {
        using var recorder = new Recorder();
        var handle = Forget(recorder.Telemetry);

        Polling.UntilCollected(() => recorder.Sum("agentotel.telemetry.dropped") > 0);

        Assert.False(handle.IsAlive);
        var dropped = recorder.Measurement("agentotel.telemetry.dropped");
        Assert.Equal("traces", dropped.Tags["agentotel.signal"]);
        Assert.Equal("never_ended", dropped.Tags["agentotel.reason"]);
        Assert.Equal(0, recorder.Sum("agentotel.active"));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget(AgentTelemetry telemetry) => new(telemetry.StartAgent("forgotten"));
    }

    [Fact]
    public void Start_InALoopThatNeverEnds_KeepsTheChainBounded()
    {
        using var recorder = new Recorder();

        var deepest = Enumerable.Range(0, 1000).Max(_ => recorder.Telemetry.StartAgent("forgotten").Context.Operation!.Depth);

        Assert.Equal(101, deepest);
    }

    [Fact]
    public void Fail_OneExceptionThroughThreeOperations_IsCountedOnce()
    {
        using var recorder = new Recorder();
        var telemetry = recorder.Telemetry;

        Assert.Throws<InvalidOperationException>(() => telemetry.StartWorkflow("campaign").Run(() =>
            telemetry.StartAgent("writer").Run(() =>
                telemetry.StartTool("search").Run(() => throw new InvalidOperationException("x")))));

        var counted = recorder.Measurement("agentotel.errors");
        Assert.Equal("tool_failure", counted.Tags["agentotel.error.category"]);
        Assert.Equal("major", counted.Tags["agentotel.error.severity"]);
        Assert.Equal("System.InvalidOperationException", counted.Tags["error.type"]);
        var error = recorder.Event("agentotel.error");
        Assert.Equal(recorder.Span("execute_tool search").SpanId.ToHexString(), error.SpanId);
        Assert.Contains("AgentOperationTests", Assert.IsType<string>(error.Fields["exception.stacktrace"]), StringComparison.Ordinal);
        Assert.All(recorder.Spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
    }

    [Fact]
    public void Start_WithAListenerThatThrows_NeverReachesTheApp()
    {
        using var recorder = new Recorder();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, recorder.Telemetry.Core.Source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => throw new InvalidOperationException("sampler"),
        };
        ActivitySource.AddActivityListener(listener);

        using (recorder.Telemetry.StartAgent("writer"))
        {
        }

        Assert.Equal("fault", recorder.Measurement("agentotel.telemetry.dropped").Tags["agentotel.reason"]);
    }

    [Fact]
    public void SetInput_WithSecrets_RecordsTheShapeAlone()
    {
        using var recorder = new Recorder();

        using (var tool = recorder.Telemetry.StartTool("search"))
        {
            tool.SetInput(new Dictionary<string, object?> { ["query"] = "secret" });
            tool.SetOutput("pörtal");
        }

        var completed = recorder.Event("agentotel.tool.completed");
        Assert.Equal("object, 1 keys: query", completed.Fields["agentotel.input.summary"]);
        Assert.Equal("string, 6 chars, 7 bytes", completed.Fields["agentotel.output.summary"]);
    }
}
