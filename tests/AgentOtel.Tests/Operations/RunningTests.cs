using System.Diagnostics;

namespace AgentOtel.Tests.Operations;

/// <summary>The forms that run a body: each runs it inside of the operation, ends it, and passes results and failures on.</summary>
public sealed class RunningTests
{
    [Fact]
    public async Task RunAsync_OfABodyWithHandleAndToken_GivesBoth()
    {
        using var recorder = new Recorder();
        using var cancellation = new CancellationTokenSource();

        var answer = await recorder.Telemetry.StartChat("openai", "gpt-4.1").RunAsync(
            async (call, ct) =>
            {
                await Task.Yield();
                Assert.Equal(cancellation.Token, ct);
                Assert.Same(call.Activity, Activity.Current);
                call.SetResponse(new ModelResponse { Id = "r-1" });
                return "Hi";
            },
            cancellation.Token);

        Assert.Equal("Hi", answer);
        Assert.Equal("r-1", recorder.Span("chat gpt-4.1").GetTagItem("gen_ai.response.id"));
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task RunAsync_OfEachForm_EndsTheOperationOnce()
    {
        using var recorder = new Recorder();
        var telemetry = recorder.Telemetry;

        await telemetry.StartTool("1").RunAsync(() => Task.CompletedTask);
        Assert.Equal(2, await telemetry.StartTool("2").RunAsync(() => Task.FromResult(2)));
        await telemetry.StartTool("3").RunAsync(() => ValueTask.CompletedTask);
        Assert.Equal(4, await telemetry.StartTool("4").RunAsync(() => ValueTask.FromResult(4)));
        await telemetry.StartTool("5").RunAsync(async (tool, _) => await Task.Yield());
        await telemetry.StartTool("6").RunAsync((tool, _) => ValueTask.CompletedTask);
        Assert.Equal(7, await telemetry.StartTool("7").RunAsync((tool, _) => ValueTask.FromResult(7)));
        telemetry.StartTool("8").Run(() => { });
        Assert.Equal(9, telemetry.StartTool("9").Run(tool => 9));
        telemetry.StartTool("10").Run(tool => tool.SetCost(1));

        Assert.Equal(
            Enumerable.Range(1, 10).Select(i => $"execute_tool {i}"),
            recorder.Spans.Select(span => span.DisplayName));
        Assert.Null(Activity.Current);
        Assert.Same(AgentContext.Empty, AgentContext.Current);
    }

    [Fact]
    public async Task RunAsync_OfAValueTaskThatFails_RecordsAndPassesItOn()
    {
        using var recorder = new Recorder();
        var failure = new InvalidOperationException("x");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await recorder.Telemetry.StartTool("search").RunAsync((_, _) => ValueTask.FromException(failure)));

        Assert.Same(failure, thrown);
        Assert.Equal("System.InvalidOperationException", recorder.Span("execute_tool search").GetTagItem("error.type"));
        Assert.Null(Activity.Current);
    }
}
