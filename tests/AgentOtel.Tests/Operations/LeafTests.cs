using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AgentOtel.Tests.Operations;

/// <summary>Calls that contain nothing of the kit's cost no context: what is seen of them is as with one.</summary>
public sealed class LeafTests
{
    [Fact]
    public void Chat_InAnAgent_PutsNoContextInForce()
    {
        using var recorder = new Recorder();
        using var agent = recorder.Telemetry.StartAgent("writer");
        var before = AgentContext.Current;

        using var call = recorder.Telemetry.StartChat("openai", "gpt-4.1");

        Assert.Same(before, AgentContext.Current);
        Assert.Same(call.Activity, Activity.Current);
    }

    [Fact]
    public void Context_OfAChat_PutsWhatStartsWithItBelowItsSpan()
    {
        using var recorder = new Recorder();
        using var run = recorder.Telemetry.StartWorkflow("campaign");
        using var call = recorder.Telemetry.StartChat("openai", "gpt-4.1");
        using var other = recorder.Telemetry.StartAgent("other");

        using (var tool = recorder.Telemetry.StartTool("search", new() { Parent = call.Context }))
        {
            Assert.Equal(call.Activity!.SpanId, tool.Activity!.ParentSpanId);
            Assert.Null(AgentContext.Current.Agent);
        }

        other.Dispose();
        call.Dispose();
        run.Dispose();
        Assert.Equal(1L, recorder.Span("invoke_workflow campaign").GetTagItem("agentotel.total.tool_calls"));
    }

    [Fact]
    public void Context_AskedForAfterTheEnd_IsNotInForce()
    {
        using var recorder = new Recorder();
        var call = recorder.Telemetry.StartChat("openai", "gpt-4.1");
        call.Dispose();

        using var scope = call.Context.Push();

        Assert.Null(AgentContext.Current.Operation);
    }

    [Fact]
    public void Chat_BelowAnExplicitParent_RunsInItsContext()
    {
        using var recorder = new Recorder();
        using var run = recorder.Telemetry.StartWorkflow("campaign");
        var context = run.Context;
        using var other = recorder.Telemetry.StartWorkflow("other");

        recorder.Telemetry.StartChat("openai", "gpt-4.1", new() { Parent = context }).Run(() =>
            Assert.Equal("campaign", AgentContext.Current.Workflow));

        Assert.Equal("other", AgentContext.Current.Workflow);
        Assert.Equal("campaign", recorder.Event("agentotel.model.completed").Fields["gen_ai.workflow.name"]);
    }

    [Fact]
    public void Chat_WithoutAContext_LeavesTheFlowAsCheapAsItWas()
    {
        using var recorder = new Recorder();
        Run(recorder.Telemetry);
        var plain = Allocated(recorder.Telemetry);

        using (recorder.Telemetry.StartWorkflow("campaign"))
        {
        }

        Assert.Equal(plain, Allocated(recorder.Telemetry));

        static long Allocated(AgentTelemetry telemetry)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(telemetry);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Run(AgentTelemetry telemetry)
        {
            using var span = new Activity("span").Start();
        }
    }

    [Fact]
    public void Chat_InALoopThatNeverEnds_KeepsTheChainOfSpansBounded()
    {
        using var recorder = new Recorder();

        var deepest = 0;
        for (var i = 0; i < 1000; i++)
        {
            var depth = 0;
            for (var span = recorder.Telemetry.StartChat("openai", "m").Activity; span is not null; span = span.Parent)
            {
                depth++;
            }

            deepest = Math.Max(deepest, depth);
        }

        Activity.Current = null;
        Assert.InRange(deepest, 50, 103);
        Assert.Contains(recorder.Telemetry.Core.Drops.Measure(), lost => lost.Tags.ToArray().Any(tag => Equals(tag.Value, "depth")));
    }

    [Fact]
    public void Chat_NeverEnded_IsCountedThoughOthersOfItsGroupEnded()
    {
        using var recorder = new Recorder(sampling: ActivitySamplingResult.None);
        Forget(recorder.Telemetry);

        Polling.UntilCollected(() => recorder.Sum("agentotel.telemetry.dropped") > 0);

        Assert.Equal(2, recorder.Sum("agentotel.telemetry.dropped"));
        Assert.Equal("never_ended", recorder.Measurement("agentotel.telemetry.dropped").Tags["agentotel.reason"]);
        Assert.Equal(0, recorder.Sum("agentotel.active"));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(AgentTelemetry telemetry)
        {
            telemetry.StartChat("openai", "m").Dispose();
            telemetry.StartChat("openai", "m");
            telemetry.Track("import");
        }
    }

    [Fact]
    public async Task Active_WithCallsThatEndElsewhere_IsExact()
    {
        using var recorder = new Recorder(sampling: ActivitySamplingResult.None);
        var calls = Enumerable.Range(0, 5000).Select(_ => recorder.Telemetry.StartChat("openai", "m")).ToArray();
        Assert.Equal(5000, recorder.Sum("agentotel.active"));

        await Parallel.ForEachAsync(calls[..4000], (call, _) =>
        {
            call.Dispose();
            return ValueTask.CompletedTask;
        });

        Assert.Equal(1000, recorder.Sum("agentotel.active"));
        foreach (var call in calls)
        {
            call.Dispose();
        }

        Assert.Equal(0, recorder.Sum("agentotel.active"));
    }
}
