using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Hosting;

namespace AgentOtel.Hosting.Tests;

public sealed class ProcessMetricsTests
{
    [Fact]
    public async Task Metrics_OfTheProcess_ArriveUnderStandardNames()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver);
        builder.AddAgentOtel();

        await builder.RunAsync(_ => { });

        Assert.Equal(
            ["system", "user"],
            receiver.Points.Where(point => point.Metric == "process.cpu.time")
                .Select(point => (string)point.Attributes["cpu.mode"]!)
                .Order());
        Assert.InRange(receiver.Points.Single(point => point.Metric == "process.memory.usage").Value, 1e6, 1e11);
        Assert.InRange(receiver.Points.Single(point => point.Metric == "process.thread.count").Value, 1, 10_000);
        Assert.InRange(receiver.Points.Single(point => point.Metric == "process.uptime").Value, 0.01, 1e6);
        Assert.Contains(
            receiver.Points,
            point =>
                point.Metric == "system.filesystem.usage"
                    && (string)point.Attributes["system.filesystem.state"]! == "free"
                    && point.Value > 0);
        Assert.Contains(receiver.Points, point => point.Metric == "dotnet.gc.collections");
    }
}
