using System.Runtime.Versioning;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

[UnsupportedOSPlatform("windows")]
public sealed class CorruptFileTests
{
    private static readonly SetClock Clock = new();

    [Fact]
    public async Task Open_GarbageInTheHeader_IsSetAsideWithItsLogAndBegunAnew()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("viewer.db");
        await using (var before = KeptFile.Open(path))
        {
            await before.WriteAsync(Some.Span(1, 1));
        }

        var bytes = await File.ReadAllBytesAsync(path);
        Array.Fill(bytes, (byte)'x', 0, 100);
        await File.WriteAllBytesAsync(path, bytes);
        await File.WriteAllTextAsync($"{path}-wal", "no log");

        await using var store = KeptFile.Open(path, Clock);
        await store.WriteAsync(Some.Span(2, 1));

        var aside = folder.File("viewer.db.corrupt-20261125T120000Z");
        Assert.Equal(
            [$"{path} was corrupt. It was set aside as {aside}, and a new file was begun. sqlite3's .recover may read what is left of it."],
            store.Figures.Warnings);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(aside));
        Assert.Equal("no log", await File.ReadAllTextAsync($"{aside}-wal"));
        Assert.Equal(1, store.Ask("SELECT count(*) FROM span_rows"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Open_CorruptTwice_KeepsBoth()
    {
        using var folder = new TemporaryFolder();
        await KeptFile.Open(folder.File("viewer.db"), Clock).DisposeAsync();
        for (var i = 0; i < 2; i++)
        {
            await File.WriteAllTextAsync(folder.File("viewer.db"), $"garbage {i} " + new string('x', 5000));
            await using var store = KeptFile.Open(folder.File("viewer.db"), Clock);
        }

        Assert.StartsWith(
            "garbage 0", await File.ReadAllTextAsync(folder.File("viewer.db.corrupt-20261125T120000Z")), StringComparison.Ordinal);
        Assert.StartsWith(
            "garbage 1", await File.ReadAllTextAsync(folder.File("viewer.db.corrupt-20261125T120000Z-2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_PagesOverwritten_IsKeptInANewFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("viewer.db");
        await using (var before = KeptFile.Open(path))
        {
            await before.WriteAsync(Some.Span(1, 1), Some.Log());
        }

        await using var store = KeptFile.Open(path, Clock);
        KeptFile.BreakPages(path);
        await store.WriteAsync(
            Some.Span(2, 1, name: "kept", attributes: ("city", "Oslo")), Some.Log(trace: 2), Some.Metric("m", points: Some.Point(1)));

        Assert.True(File.Exists(folder.File("viewer.db.corrupt-20261125T120000Z")));
        Assert.Contains("was set aside as", Assert.Single(store.Figures.Warnings), StringComparison.Ordinal);
        Assert.Equal(
            (1, 1, 1, 1), (store.Figures.Held.Traces, store.Figures.Held.Spans, store.Figures.Held.Logs, store.Figures.Held.Points));
        Assert.Equal(1, store.Ask("""SELECT count(*) FROM spans WHERE name='kept' AND attributes='{"city":"Oslo"}'"""));
        Assert.Equal(1, store.Ask("SELECT count(*) FROM span_text WHERE span_text MATCH 'oslo'"));
    }

    [Fact]
    public async Task ReportCorruptionAsync_PagesOverwrittenThatTheWriterRemembers_BeginsAnew()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("viewer.db");
        await using var store = KeptFile.Open(path, Clock);
        await store.WriteAsync(Some.Span(1, 1));
        using var lent = store.OpenReader();
        Assert.Equal(1, StoreFile.Scalar(lent.Connection, "SELECT count(*) FROM span_rows"));
        KeptFile.BreakPages(path);
        Assert.Equal(
            SQLitePCL.raw.SQLITE_CORRUPT,
            Assert.Throws<SqliteException>(() => StoreFile.Scalar(lent.Connection, "SELECT count(*) FROM span_rows")).SqliteErrorCode);

        await Task.WhenAll(store.ReportCorruptionAsync(), store.ReportCorruptionAsync(), store.ReportCorruptionAsync());

        Assert.Single(store.Figures.Warnings);
        Assert.Single(Directory.GetFiles(folder.Path, "*.corrupt-*Z"));
        await store.WriteAsync(Some.Span(2, 1));
        lent.Dispose();
        await store.WriteAsync(Some.Span(3, 1));
        Assert.Equal(2, store.Ask("SELECT count(*) FROM span_rows"));
    }

    [Fact]
    public async Task ReportCorruptionAsync_SoundFile_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        await using var store = KeptFile.Open(folder.File("viewer.db"));
        await store.WriteAsync(Some.Span(1, 1));

        await store.ReportCorruptionAsync();

        Assert.Empty(store.Figures.Warnings);
        Assert.Equal(1, store.Ask("SELECT count(*) FROM span_rows"));
    }

    [Fact]
    public async Task WriteAsync_NewFileCannotBeBegun_IsRefusedUntilItCan()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("viewer.db");
        await using (var before = KeptFile.Open(path))
        {
            await before.WriteAsync(Some.Span(1, 1));
        }

        await using var store = KeptFile.Open(path, Clock);
        KeptFile.BreakPages(path);
        var inTheWay = Directory.CreateDirectory(folder.File("viewer.db.corrupt-20261125T120000Z"));

        var outcome = await store.SendAsync(Some.Span(2, 1));

        Assert.True(outcome.IsRetryable);
        Assert.Equal($"{path} was corrupt, and a new file cannot be begun.", outcome.Refusal);
        Assert.StartsWith(outcome.Refusal![..^1], Assert.Single(store.Figures.Warnings), StringComparison.Ordinal);
        Assert.Throws<SqliteException>(store.OpenReader);
        Assert.Equal(default, store.Figures.Held);

        inTheWay.Delete();
        await store.WriteAsync(Some.Span(2, 1));

        Assert.Contains("was set aside as", Assert.Single(store.Figures.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, store.Ask("SELECT count(*) FROM span_rows"));
    }

    [Fact]
    public async Task Api_CorruptFile_SaysSoAndGoesOn()
    {
        using var folder = new TemporaryFolder();
        await using var viewer = await RunningTestViewer.StartAsync(options => options.File = folder.File("viewer.db"), new StillClock());

        // The writer's upkeep, which would find it too, goes by the clock, which stands still; the second write waits for its first round.
        await viewer.Store.WriteAsync(Some.Span(1, 1));
        await viewer.Store.WriteAsync(Some.Span(2, 1));
        KeptFile.BreakPages(folder.File("viewer.db"));

        using var answer = await viewer.Client.GetAsync(new Uri("/api/v1/traces?from=2026-01-01T00:00:00Z", UriKind.Relative));

        Assert.Equal(503, (int)answer.StatusCode);
        Assert.Contains("corrupt", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "was set aside as", (await viewer.GetAsync("status")).GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    /// <summary>Real times of day; no time passes.</summary>
    private sealed class StillClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
