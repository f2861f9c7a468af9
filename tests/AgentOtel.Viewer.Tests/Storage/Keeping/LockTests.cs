using AgentOtel.Stack.Tests;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

public sealed class LockTests
{
    [Fact]
    public async Task Open_FileOfAnotherViewer_IsRefusedByItsName()
    {
        using var folder = new TemporaryFolder();
        await using var first = KeptFile.Open(folder.File("viewer.db"));

        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open(folder.File("viewer.db")));

        Assert.Equal($"{folder.File("viewer.db")} is open in another viewer. End that one, or name another file.", refusal.Message);
        await first.WriteAsync(Some.Span(1, 1));
        Assert.Equal(1, first.Ask("SELECT count(*) FROM span_rows"));
    }

    [Fact]
    public async Task Open_LinkToFileOfAnotherViewer_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var first = KeptFile.Open(folder.File("viewer.db"));
        Directory.CreateDirectory(folder.File("other"));
        File.CreateSymbolicLink(folder.File("other/linked.db"), folder.File("viewer.db"));

        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open(folder.File("other/linked.db")));

        Assert.Contains(folder.File("viewer.db"), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileOfAViewerThatEnded_IsTaken()
    {
        using var folder = new TemporaryFolder();
        await using (var first = KeptFile.Open(folder.File("viewer.db")))
        {
            await first.WriteAsync(Some.Span(1, 1));
        }

        await using var second = KeptFile.Open(folder.File("viewer.db"));

        Assert.Equal(1, second.Ask("SELECT count(*) FROM span_rows"));
        Assert.Equal(1, second.Figures.Held.Spans);
    }

    [Fact]
    public async Task Open_FileOfAKilledProcess_IsTakenWithWhatItKept()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("viewer.db");
        await using (var sample = await SampleProcess.StartAsync(null, ["--rate", "5"], ("AgentOtel__Viewer__File", path)))
        {
            await using var viewer = await SampleViewer.OfAsync(sample);
            await viewer.WaitForAsync("status", static status => status.GetProperty("held").GetProperty("spans").GetInt64() > 20);
            Assert.Throws<StoreException>(() => KeptFile.Open(path));
        }

        await using var store = KeptFile.Open(path);

        Assert.True(store.Ask("SELECT count(*) FROM span_rows") > 20);
        Assert.Empty(store.Figures.Warnings);
    }

    [Fact]
    [Trait("Needs", "SQLite")]
    public async Task Sqlite_AsksARunningStore_IsAnswered()
    {
        using var folder = new TemporaryFolder();
        await using var store = KeptFile.Open(folder.File("viewer.db"));
        await store.WriteAsync(Some.Span(1, 1));

        Assert.Equal(
            "1\n", await Tools.RunAsync(ServerCache.Sqlite, ["-readonly", folder.File("viewer.db"), "SELECT count(*) FROM spans"]));
        await store.WriteAsync(Some.Span(2, 1));
        Assert.Equal("2\n", await Tools.RunAsync(ServerCache.Sqlite, [folder.File("viewer.db"), "SELECT count(*) FROM spans"]));
        await store.WriteAsync(Some.Span(3, 1));
        Assert.Equal(3, store.Ask("SELECT count(*) FROM span_rows"));
    }
}
