using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Operations;

/// <summary>What listens may throw anywhere: nothing of it reaches the app, the flow stays as it was and counts stay right.</summary>
public sealed class HostileListenerTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_WithALoggerThatThrows_IsTheAppsAlone(bool alsoWhenAsked)
    {
        using var telemetry = new AgentTelemetry(null, new ThrowingLogger(alsoWhenAsked));
        using var listener = Listen(telemetry);

        Assert.Equal(42, telemetry.StartAgent("writer").Run(() => 42));
        await telemetry.StartWorkflow("campaign").RunAsync(async () =>
        {
            await Task.Yield();
            using var task = telemetry.StartTask(new TaskStart("draft") { Attempt = 2 });
            using var tool = telemetry.StartTool("search");
            using var call = telemetry.StartChat("openai", "no-such-model");
            tool.Fail(new InvalidOperationException("x"));
            telemetry.RequestApproval("publication").Approve();
            telemetry.RecordError(new InvalidOperationException("y"));
            telemetry.RecordRouting(new RoutingDecision("p", "c"));
            telemetry.RecordEvaluation(new EvaluationResult("e") { Score = 1 });
            telemetry.LogEvent(LogLevel.Information, "app.said", "hello");
        });

        Assert.Null(Activity.Current);
        Assert.Same(AgentContext.Empty, AgentContext.Current);
        Assert.Equal(0, telemetry.Core.Active.Count);
        Assert.Contains(
            telemetry.Core.Drops.Measure(), lost => Tag(lost, "agentotel.signal") == "logs" && Tag(lost, "agentotel.reason") == "fault");
    }

    [Theory]
    [InlineData("started")]
    [InlineData("stopped")]
    [InlineData("measured")]
    public void Operations_WithAListenerThatThrows_LeaveTheFlowAsItWas(string when)
    {
        using var recorder = new Recorder();
        using var root = new Activity("root").Start();
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, recorder.Telemetry.Core.Source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => Throw(when == "started"),
            ActivityStopped = _ => Throw(when == "stopped"),
        };
        ActivitySource.AddActivityListener(spans);
        using var metrics = Measuring(recorder.Telemetry, () => Throw(when == "measured"));

        using (recorder.Telemetry.StartWorkflow("campaign"))
        using (recorder.Telemetry.StartAgent("writer"))
        using (var call = recorder.Telemetry.StartChat("openai", "gpt-4.1"))
        {
            Assert.Same(call.Activity, Activity.Current);
            call.SetResponse(new ModelResponse { Usage = new() { InputTokens = 100, OutputTokens = 20 } });
        }

        Assert.Same(root, Activity.Current);
        Assert.Same(AgentContext.Empty, AgentContext.Current);
        Assert.Equal(0, recorder.Sum("agentotel.active"));
        Assert.Equal(["chat gpt-4.1", "invoke_agent writer", "invoke_workflow campaign"], recorder.Spans.Select(span => span.DisplayName));
        Assert.Equal(120, recorder.Sum("gen_ai.client.token.usage"));
        Assert.Equal(0.00036, recorder.Sum("agentotel.cost.usd"), 9);
        Assert.Equal(1L, recorder.Span("invoke_workflow campaign").GetTagItem("agentotel.total.model_calls"));
    }

    [Fact]
    public void NeverEnded_WithAListenerThatThrows_EndsNoProcess()
    {
        using var telemetry = new AgentTelemetry();
        using var listener = Listen(telemetry);
        using var metrics = Measuring(telemetry, () => Throw(true));
        Forget(telemetry);

        Polling.UntilCollected(() =>
            telemetry.Core.Drops.Measure().Any(lost => Tag(lost, "agentotel.reason") == "never_ended" && lost.Value == 3));

        Assert.Equal(0, telemetry.Core.Active.Count);
        Assert.Equal(3, telemetry.Core.Drops.Measure().Single(lost => Tag(lost, "agentotel.reason") == "never_ended").Value);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(AgentTelemetry telemetry)
        {
            telemetry.StartAgent("forgotten", new() { Detached = true });
            telemetry.StartChat("openai", "m", new() { Detached = true });
            telemetry.StartRetrieval("s", new() { Detached = true });
        }
    }

    private static ActivityListener Listen(AgentTelemetry telemetry)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, telemetry.Core.Source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener Measuring(AgentTelemetry telemetry, Action measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, telemetry.Core.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => measured());
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => measured());
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => measured());
        listener.Start();
        return listener;
    }

    private static void Throw(bool really)
    {
        if (really)
        {
            throw new InvalidOperationException("listener");
        }
    }

    private static string? Tag(Measurement<long> measurement, string name)
    {
        foreach (var (key, value) in measurement.Tags)
        {
            if (key == name)
            {
                return (string?)value;
            }
        }

        return null;
    }
}
