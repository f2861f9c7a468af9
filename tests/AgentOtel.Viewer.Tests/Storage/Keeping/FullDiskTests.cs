using System.Diagnostics;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

/// <summary>A disk that is really full: a small one in memory.</summary>
[Trait("Needs", "Tmpfs")]
public sealed class FullDiskTests
{
    [Fact]
    public async Task WriteAsync_FullDisk_IsRefusedAndGoesOnWhenThereIsRoom()
    {
        using var disk = new SmallDisk();
        await File.WriteAllBytesAsync(disk.File("ballast"), new byte[4 << 20]);
        await using var viewer = await RunningTestViewer.StartAsync(options => options.File = disk.File("viewer.db"));
        var (acknowledged, refusal) = await FillAsync(viewer.Store);

        Assert.True(refusal.IsRetryable);
        Assert.StartsWith("The viewer's file cannot be written: ", refusal.Refusal, StringComparison.Ordinal);
        var warning = (await viewer.GetAsync("status")).GetProperty("warnings")[0].GetString();
        Assert.StartsWith($"{disk.File("viewer.db")} cannot be written: ", warning, StringComparison.Ordinal);
        Assert.Contains("disk", warning, StringComparison.Ordinal);
        Assert.Equal(acknowledged, viewer.Store.Ask("SELECT count(*) FROM span_rows"));

        File.Delete(disk.File("ballast"));
        await viewer.Store.WriteAsync(Some.Span(100_000, 1));

        Assert.Equal(acknowledged + 1, viewer.Store.Ask("SELECT count(*) FROM span_rows"));
        await viewer.WaitForAsync("status", static status => status.GetProperty("warnings").GetArrayLength() == 0);
    }

    [Fact]
    public async Task DisposeAsync_FullDisk_LosesNothingAcknowledged()
    {
        using var disk = new SmallDisk();
        await File.WriteAllBytesAsync(disk.File("ballast"), new byte[4 << 20]);
        var store = KeptFile.Open(disk.File("viewer.db"));
        var (acknowledged, _) = await FillAsync(store);
        await store.DisposeAsync();
        File.Delete(disk.File("ballast"));

        await using var again = KeptFile.Open(disk.File("viewer.db"));

        Assert.Equal(acknowledged, again.Ask("SELECT count(*) FROM span_rows"));
        Assert.Equal("ok", Check(again));
    }

    [Fact]
    public async Task Open_FullDisk_SaysWhatToDo()
    {
        using var disk = new SmallDisk();
        await using (var fill = new FileStream(disk.File("ballast"), FileMode.CreateNew))
        {
            await Assert.ThrowsAsync<IOException>(async () => await fill.WriteAsync(new byte[16 << 20]));
        }

        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open(disk.File("viewer.db")));

        Assert.StartsWith($"{disk.File("viewer.db")} cannot be opened: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("disk", refusal.Message, StringComparison.Ordinal);
    }

    private static string Check(TelemetryStore store)
    {
        using var reader = store.OpenReader();
        using var check = reader.Connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return (string)check.ExecuteScalar()!;
    }

    private static async Task<(int Acknowledged, WriteOutcome Refusal)> FillAsync(TelemetryStore store)
    {
        var random = new Random(4);
        for (var i = 1; i < 10_000; i++)
        {
            var outcome = await store.SendAsync(Some.Span(i, 1, attributes: ("text", KeptFile.Text(random, 2_000))));
            if (!outcome.IsTaken)
            {
                return (i - 1, outcome);
            }
        }

        throw new InvalidOperationException("The disk was not filled.");
    }

    private sealed class SmallDisk : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public SmallDisk() => Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _folder.Path);

        public string File(string name) => _folder.File(name);

        public void Dispose()
        {
            Run("umount", _folder.Path);
            _folder.Dispose();
        }

        private static void Run(string command, params string[] arguments)
        {
            using var process = Process.Start(command, arguments);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
