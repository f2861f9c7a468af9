using System.Diagnostics;
using System.Globalization;

namespace AgentOtel.LogFiles.Tests;

/// <summary>A process of its own that logs into a folder.</summary>
internal sealed class LoggingProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private LoggingProcess(Process process) => _process = process;

    /// <summary>Starts one that logs numbered lines of a length, says each number, and ends when it is told to.</summary>
    public static LoggingProcess Start(TempFolder folder, string run, int lines, int length, int keptFiles = 2) =>
        Start(folder, keptFiles, ["log", run, $"{lines}", $"{length}"]);

    public static LoggingProcess Start(TempFolder folder, int keptFiles, params string[] arguments) => new(Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrashingApp.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["AgentOtel__Export"] = "false",
                ["AgentOtel__Logs__Console"] = "Off",
                ["AgentOtel__Logs__File__Folder"] = folder.Path,
                ["AgentOtel__Logs__File__KeptFiles"] = $"{keptFiles}",
                ["AgentOtel__Logs__File__MaxFileBytes"] = "20000",
                ["DOTNET_DbgEnableMiniDump"] = "0",
            },
        })!);

    /// <summary>Waits until a line was logged; it may not be written yet.</summary>
    public async Task LoggedAsync(int number)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        string? said;
        do
        {
            said = await _process.StandardOutput.ReadLineAsync(deadline.Token);
            Assert.NotNull(said);
        }
        while (said != number.ToString(CultureInfo.InvariantCulture));
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await EndedAsync();
    }

    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await EndedAsync();
        Assert.Equal(0, _process.ExitCode);
    }

    public async Task EndedAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        var error = _process.StandardError.ReadToEndAsync(deadline.Token);
        await _process.StandardOutput.ReadToEndAsync(deadline.Token);
        await _process.WaitForExitAsync(deadline.Token);
        await error;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
