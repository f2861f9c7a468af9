using System.Diagnostics;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Hosting.Tests;

public sealed class UnhandledTests
{
    [Fact]
    public async Task Process_ThatDiesOfAnException_SendsItFirstAndStillDies()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var (exitCode, error) = await RunAsync(receiver, "process");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Unhandled exception. System.InvalidOperationException: the end", error, StringComparison.Ordinal);
        var critical = receiver.Logs.Single(log =>
            log.EventName == "agentotel.error" && Equals(log.Attributes["agentotel.error.severity"], "critical"));
        Assert.Equal("process", critical.Attributes["agentotel.error.unhandled"]);
        Assert.Equal("System.InvalidOperationException", critical.Attributes["error.type"]);
        Assert.Equal(21, critical.Severity);
        Assert.NotNull(critical.Attributes["agentotel.error.fingerprint"]);
        Assert.Equal("internal", receiver.Span("invoke_workflow campaign").Attributes["agentotel.error.category"]);
        Assert.Contains(
            receiver.Points,
            point => point.Metric == "agentotel.errors" && Equals(point.Attributes["agentotel.error.severity"], "critical"));
    }

    [Fact]
    public async Task Task_WhoseFailureNobodySees_IsRecordedOnceAndTheProcessLives()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        var (exitCode, _) = await RunAsync(receiver, "task");

        Assert.Equal(0, exitCode);
        var error = receiver.Logs.Single(log => log.EventName == "agentotel.error");
        Assert.Equal("task", error.Attributes["agentotel.error.unhandled"]);
        Assert.Equal("critical", error.Attributes["agentotel.error.severity"]);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(OtlpReceiver receiver, string mode)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrashingApp.dll"), mode])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Http.AbsoluteUri,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["DOTNET_DbgEnableMiniDump"] = "0",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(deadline.Token);
        await output;
        return (process.ExitCode, error);
    }
}
