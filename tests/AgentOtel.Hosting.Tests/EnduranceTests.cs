using System.Diagnostics.Metrics;
using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Hosting;

namespace AgentOtel.Hosting.Tests;

public sealed class EnduranceTests
{
    private const long Leeway = 8 * 1024 * 1024;

    [Fact]
    public async Task Runs_TenThousandInOneProcess_KeepMemoryFlatAndLeaveNothingOpen()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        receiver.IsForgetful = true;
        var builder = TestHost.Builder(receiver);
        builder.AddAgentOtel();
        long active = -1;
        long before = 0;
        long after = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Name: "agentotel.active", Meter.Name: "AgentOtel" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => active = value);
        listener.Start();

        await builder.RunAsync(async services =>
        {
            await RunsAsync(services.Telemetry(), 2_000);
            before = GC.GetTotalMemory(forceFullCollection: true);
            await RunsAsync(services.Telemetry(), 10_000);
            after = GC.GetTotalMemory(forceFullCollection: true);
            listener.RecordObservableInstruments();
        });

        Assert.InRange(after - before, long.MinValue, Leeway);
        Assert.Equal(0, active);
    }

    private static Task RunsAsync(AgentTelemetry telemetry, int count) => Parallel.ForAsync(0, count, async (i, _) =>
        await telemetry.StartWorkflow(new WorkflowStart("campaign") { UserId = $"user-{i}", ConversationId = $"c-{i}" }).RunAsync(() =>
            telemetry.StartAgent("writer").RunAsync(async () =>
            {
                await Task.Yield();
                using var tool = telemetry.StartTool("search");
                using var call = telemetry.StartChat(new ModelRequest("openai", "gpt-4.1"));
                call.SetResponse(new ModelResponse { FinishReasons = ["stop"], Usage = new() { InputTokens = 10, OutputTokens = 2 } });
            })));
}
