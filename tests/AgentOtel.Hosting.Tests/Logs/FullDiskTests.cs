using System.Diagnostics;
using System.Text.Json;

namespace AgentOtel.Hosting.Tests;

/// <summary>A disk that is really full: a small one in memory.</summary>
[Trait("Needs", "Tmpfs")]
public sealed class FullDiskTests
{
    [Fact]
    public async Task Logs_OnAFullDisk_WaitAreReportedAndGoOnWhenThereIsRoom()
    {
        using var folder = new TempFolder();
        Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path);
        try
        {
            await FillAsync(folder);
        }
        finally
        {
            Run("umount", folder.Path);
        }
    }

    private static async Task FillAsync(TempFolder folder)
    {
        var failed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var dropped = 0;
        var options = new LogFileOptions { Folder = folder.File("logs") };
        var archive = new LogArchive(options, failure => failed.TrySetResult(failure.Message), TimeProvider.System);
        using var writer = new LineWriter(
            new RollingFile(options, archive, TimeProvider.System),
            50,
            failure => failed.TrySetResult(failure.Message),
            () => dropped++,
            TimeProvider.System);
        await File.WriteAllBytesAsync(folder.File("ballast"), new byte[50_000]);

        for (var i = 0; i < 300; i++)
        {
            writer.Add($$"""{"n":{{i}},"text":"{{new string('x', 500)}}"}""");
            if (!failed.Task.IsCompleted)
            {
                await Task.WhenAny(failed.Task, Task.Run(() => writer.Flush(TimeSpan.FromSeconds(30))));
            }
        }

        Assert.Contains("No space left", await failed.Task.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
        Assert.True(dropped > 0, "what waits is bounded");
        File.Delete(folder.File("ballast"));
        Assert.True(writer.Flush(TimeSpan.FromSeconds(30)));

        writer.Add("""{"n":"last"}""");
        Assert.True(writer.Flush(TimeSpan.FromSeconds(30)));
        using var logs = new FileStream(
            Directory.GetFiles(folder.File("logs"), "*.jsonl").Single(),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(logs);
        var lines = (await text.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var numbers = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("n").ToString()).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal("last", numbers[^1]);
        Assert.Equal(301 - dropped, numbers.Count);
    }

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
