using System.Diagnostics;

namespace AgentOtel.Tests.Operations;

public sealed class TaskContextTests
{
    [Fact]
    public void Workflow_WithinATask_KeepsNeitherItsToolNorItsAttempt()
    {
        using var recorder = new Recorder();
        using var task = recorder.Telemetry.StartTask(new TaskStart("draft") { Attempt = 3 });
        using var tool = recorder.Telemetry.StartTool("delegate");

        recorder.Telemetry.StartWorkflow("inner").Dispose();

        var completed = recorder.Event("agentotel.workflow.completed");
        Assert.DoesNotContain("gen_ai.tool.name", completed.Fields.Keys);
        Assert.DoesNotContain("agentotel.task.attempt", completed.Fields.Keys);
    }

    [Fact]
    public void Task_RetriedDetached_SaysSoWithItsOwnSpan()
    {
        using var recorder = new Recorder();
        using var root = new Activity("root").Start();

        using var task = recorder.Telemetry.StartTask(new TaskStart("draft") { Attempt = 2 }, new() { Detached = true });

        Assert.Same(root, Activity.Current);
        Assert.Equal(task.Activity!.SpanId.ToHexString(), recorder.Event("agentotel.task.retried").SpanId);
        Assert.Equal(task.Activity.SpanId.ToHexString(), recorder.Measurement("agentotel.task.retries").SpanId);
    }
}
