using System.Diagnostics;
using System.Text.Json;

namespace AgentOtel.LogFiles.Tests;

/// <summary>A disk that is really full: a small one in memory.</summary>
[Trait("Needs", "Tmpfs")]
public sealed class FullDiskTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void Logs_OnAFullDisk_WaitAreReportedAndGoOnWhenThereIsRoom()
    {
        using var folder = new TempFolder();
        Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path);
        try
        {
            Fill(folder);
        }
        finally
        {
            Run("umount", folder.Path);
        }
    }

    private static void Fill(TempFolder folder)
    {
        List<string> failures = [];
        List<LineLoss> lost = [];
        var options = new LogFileOptions { Folder = folder.File("logs") };
        var archive = new LogArchive(options, failure => failures.Add(failure.Message), TimeProvider.System);
        var file = new RollingFile(options, archive, TimeProvider.System);
        using (var writer = new LineWriter(file.Write, file, 50, failure => failures.Add(failure.Message), lost.Add, TimeProvider.System))
        {
            File.WriteAllBytes(folder.File("ballast"), new byte[50_000]);
            for (var i = 0; i < 300; i++)
            {
                writer.Add($$"""{"n":{{i}},"text":"{{new string('x', 500)}}"}""");
                writer.Flush(Deadline);
            }

            Assert.Contains("No space left", Assert.Single(failures), StringComparison.Ordinal);
            Assert.True(lost.Count > 0, "what waits is bounded");
            File.Delete(folder.File("ballast"));
            Assert.True(writer.Flush(Deadline));
            writer.Add("""{"n":"last"}""");
        }

        var written = Assert.Single(Directory.GetFiles(folder.File("logs"), "*.jsonl"));
        var numbers = File.ReadLines(written).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("n").ToString()).ToList();
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.Equal("last", numbers[^1]);
        Assert.Equal(301 - lost.Count, numbers.Count);
    }

    private static void Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
