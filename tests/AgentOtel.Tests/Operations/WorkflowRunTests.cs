using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Operations;

public sealed class WorkflowRunTests
{
    [Fact]
    public void Start_OfARun_NamesTheSpanAndGivesSamplersItsAttributes()
    {
        using var recorder = new Recorder();

        using (recorder.Telemetry.StartWorkflow(new WorkflowStart("campaign") { RunId = "run-1" }))
        {
        }

        var span = recorder.Span("invoke_workflow campaign");
        Assert.Equal(ActivityKind.Internal, span.Kind);
        Assert.Equal("AgentOtel", span.Source.Name);
        Assert.Equal("https://opentelemetry.io/schemas/gen-ai-dev/1.42.0-dev", span.Source.TelemetrySchemaUrl);
        var seen = recorder.AtStart["invoke_workflow campaign"];
        Assert.Equal("invoke_workflow", seen["gen_ai.operation.name"]);
        Assert.Equal("campaign", seen["gen_ai.workflow.name"]);
        Assert.Equal("run-1", seen["agentotel.workflow.run.id"]);
    }

    [Fact]
    public void Dispose_OfARun_RecordsStatusDurationAndEvent()
    {
        using var recorder = new Recorder();

        using (recorder.Telemetry.StartWorkflow(new WorkflowStart("campaign") { UserId = "ada", Tenant = "acme", ConversationId = "c-1" }))
        {
        }

        var span = recorder.Span("invoke_workflow campaign");
        Assert.Equal("completed", span.GetTagItem("agentotel.status"));
        Assert.Equal("acme", span.GetTagItem("agentotel.tenant"));
        Assert.Equal("c-1", span.GetTagItem("gen_ai.conversation.id"));
        Assert.NotNull(span.GetTagItem("agentotel.correlation.id"));
        Assert.Null(span.GetTagItem("user.id"));

        var duration = recorder.Measurement("gen_ai.invoke_workflow.duration");
        Assert.Equal("campaign", duration.Tags["gen_ai.workflow.name"]);
        Assert.Equal("completed", duration.Tags["agentotel.status"]);
        Assert.Equal(span.SpanId.ToHexString(), duration.SpanId);

        Assert.Equal(LogLevel.Information, recorder.Event("agentotel.workflow.started").Level);
        var completed = recorder.Event("agentotel.workflow.completed");
        Assert.Equal("agentotel.workflow.completed", completed.Fields["event.name"]);
        Assert.Equal(span.SpanId.ToHexString(), completed.SpanId);
        Assert.IsType<double>(completed.Fields["agentotel.duration"]);
        Assert.Equal(32, Assert.IsType<string>(completed.Fields["agentotel.user.hash"]).Length);
        Assert.DoesNotContain("user.id", completed.Fields.Keys);
    }

    [Fact]
    public void Fail_WithAnException_RecordsTheTypeAndNotTheMessage()
    {
        using var recorder = new Recorder();

        using (var run = recorder.Telemetry.StartWorkflow("campaign"))
        {
            run.Fail(new InvalidOperationException("the secret is 42"));
        }

        var span = recorder.Span("invoke_workflow campaign");
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("System.InvalidOperationException", span.GetTagItem("error.type"));
        Assert.Equal("failed", span.GetTagItem("agentotel.status"));
        Assert.DoesNotContain("42", span.StatusDescription, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Error, recorder.Event("agentotel.workflow.failed").Level);
        Assert.Equal("System.InvalidOperationException", recorder.Measurement("gen_ai.invoke_workflow.duration").Tags["error.type"]);
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsAsCancelled()
    {
        using var recorder = new Recorder();
        var run = recorder.Telemetry.StartWorkflow("campaign");

        await Assert.ThrowsAsync<OperationCanceledException>(() => run.RunAsync(() => throw new OperationCanceledException()));

        Assert.Equal("cancelled", recorder.Span("invoke_workflow campaign").GetTagItem("agentotel.status"));
        Assert.Equal("cancelled", recorder.Event("agentotel.workflow.cancelled").Fields["agentotel.status"]);
    }

    [Fact]
    public void Resume_OfAPausedRunThatWentThroughJson_LinksTheSecondSpanToTheFirst()
    {
        using var recorder = new Recorder();
        using var scope = AgentContext.Current.With("region", "eu").Push();
        var run = recorder.Telemetry.StartWorkflow(new WorkflowStart("campaign") { UserId = "ada" });

        var json = JsonSerializer.Serialize(run.Pause("approval"));
        AgentContext.Empty.Push();
        using (recorder.Telemetry.ResumeWorkflow(JsonSerializer.Deserialize<PausedRun>(json)!))
        {
            Assert.Equal("ada", AgentContext.Current.UserId);
            Assert.Equal("eu", AgentContext.Current.Pairs.Single().Value);
        }

        var spans = recorder.Spans.ToArray();
        Assert.Equal("paused", spans[0].GetTagItem("agentotel.status"));
        Assert.Equal("approval", spans[0].GetTagItem("agentotel.workflow.pause.reason"));
        Assert.Equal("completed", spans[1].GetTagItem("agentotel.status"));
        Assert.Equal(spans[0].GetTagItem("agentotel.workflow.run.id"), spans[1].GetTagItem("agentotel.workflow.run.id"));
        var link = Assert.Single(spans[1].Links);
        Assert.Equal(spans[0].SpanId, link.Context.SpanId);
        Assert.NotEqual(spans[0].TraceId, spans[1].TraceId);
        Assert.Equal("approval", recorder.Event("agentotel.workflow.paused").Fields["agentotel.workflow.pause.reason"]);
        Assert.Single(recorder.Events, e => e.Name == "agentotel.workflow.resumed");
    }

    [Fact]
    public async Task Totals_OfNestedAndParallelWork_CountEachOnce()
    {
        using var recorder = new Recorder(new() { Cost = (in PricedCall _) => new ModelCost { Usd = 0.5m, TableVersion = "t1" } });
        var telemetry = recorder.Telemetry;

        await telemetry.StartWorkflow("campaign").RunAsync(() => telemetry.StartAgent("executive").RunAsync(async () =>
        {
            Call(telemetry, 10, 1);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => telemetry.StartAgent("team").RunAsync(async () =>
            {
                await Task.Yield();
                using (telemetry.StartTool("search"))
                {
                    Call(telemetry, 100, 10);
                }
            })));
        }));

        var run = recorder.Span("invoke_workflow campaign");
        Assert.Equal(410L, run.GetTagItem("agentotel.total.input_tokens"));
        Assert.Equal(41L, run.GetTagItem("agentotel.total.output_tokens"));
        Assert.Equal(2.5, run.GetTagItem("agentotel.total.cost_usd"));
        Assert.Equal(5L, run.GetTagItem("agentotel.total.agent_calls"));
        Assert.Equal(5L, run.GetTagItem("agentotel.total.model_calls"));
        Assert.Equal(4L, run.GetTagItem("agentotel.total.tool_calls"));
        Assert.Null(run.GetTagItem("agentotel.total.incomplete"));
        Assert.Equal(5, recorder.Measurement("agentotel.workflow.model_calls").Value);
        var executive = Assert.Single(
            recorder.Measurements,
            m => m.Name == "gen_ai.invoke_agent.inference_calls" && (string?)m.Tags["gen_ai.agent.name"] == "executive");
        Assert.Equal(1, executive.Value);
    }

    [Fact]
    public void Totals_WithAChildStillUnderWay_AreMarkedIncomplete()
    {
        using var recorder = new Recorder();
        var run = recorder.Telemetry.StartWorkflow("campaign");
        using var agent = recorder.Telemetry.StartAgent("writer");

        run.Dispose();

        Assert.Equal(true, recorder.Span("invoke_workflow campaign").GetTagItem("agentotel.total.incomplete"));
    }

    [Fact]
    public void Compute_AtARateASecond_CountsOnceForNestedRuns()
    {
        var clock = new ManualClock();
        using var recorder = new Recorder(new() { TimeProvider = clock, ComputeUsdPerSecond = 0.01m });

        using (recorder.Telemetry.StartWorkflow("outer"))
        using (recorder.Telemetry.StartWorkflow("inner"))
        {
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        var cost = recorder.Measurement("agentotel.cost.usd");
        Assert.Equal(0.3, cost.Value, 9);
        Assert.Equal("compute", cost.Tags["agentotel.cost.category"]);
        Assert.Equal("outer", cost.Tags["gen_ai.workflow.name"]);
        Assert.Equal(0.3, (double)recorder.Span("invoke_workflow outer").GetTagItem("agentotel.total.cost_usd")!, 9);
    }

    private static void Call(AgentTelemetry telemetry, long input, long output)
    {
        using var call = telemetry.StartChat(new ModelRequest("openai", "gpt-4o"));
        call.SetResponse(new ModelResponse { Usage = new() { InputTokens = input, OutputTokens = output } });
    }
}
