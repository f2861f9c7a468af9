using System.Runtime.Versioning;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

[UnsupportedOSPlatform("windows")]
public sealed class FileRightsTests
{
    private const UnixFileMode UserAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Open_NamedFile_IsItsUsersAlone()
    {
        using var folder = new TemporaryFolder();
        await using var store = KeptFile.Open(folder.File("viewer.db"));
        await store.WriteAsync(Some.Span(1, 1));

        foreach (var name in new[] { "viewer.db", "viewer.db-wal", "viewer.db-shm", "viewer.db.lock" })
        {
            Assert.Equal(UserAlone, File.GetUnixFileMode(folder.File(name)));
        }
    }

    [Fact]
    public async Task Open_NoFileNamed_IsTemporaryAndItsUsersAlone()
    {
        string path;
        await using (var store = KeptFile.Open(path: null))
        {
            path = store.Path;
            await store.WriteAsync(Some.Span(1, 1));

            Assert.True(store.IsTemporary);
            Assert.Equal(UserAlone | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
            Assert.Equal(UserAlone, File.GetUnixFileMode(path));
            Assert.Equal(UserAlone, File.GetUnixFileMode($"{path}-wal"));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    [Fact]
    public async Task Open_NoFileNamed_SweepsWhatAKilledViewerLeft()
    {
        var left = Leave(
            TimeSpan.FromHours(2), "viewer.db", "viewer.db-wal", "viewer.db-shm", "viewer.db.lock", "viewer.db.corrupt-20261125T120000Z");

        await using var store = KeptFile.Open(path: null);

        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public async Task Open_NoFileNamed_LeavesWhatIsAnothers()
    {
        var isNew = Leave(TimeSpan.FromMinutes(10), "viewer.db");
        var isHeld = Leave(TimeSpan.FromHours(2), "viewer.db");
        var isOfAll = Leave(TimeSpan.FromHours(2), "viewer.db");
        using var victim = new TemporaryFolder();
        var link = Path.Combine(Path.GetTempPath(), $"agentotel-viewer-{Guid.NewGuid():N}");
        try
        {
            File.SetUnixFileMode(isOfAll, UserAlone | UnixFileMode.UserExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
            await File.WriteAllTextAsync(victim.File("viewer.db"), "mine");
            Directory.CreateSymbolicLink(link, victim.Path);
            Directory.SetLastWriteTimeUtc(victim.Path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
            using var held = StoreLock.Take(Path.Combine(isHeld, "viewer.db"));
            Directory.SetLastWriteTimeUtc(isHeld, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));

            await using var store = KeptFile.Open(path: null);

            Assert.True(Directory.Exists(isNew));
            Assert.True(Directory.Exists(isHeld));
            Assert.True(Directory.Exists(isOfAll));
            Assert.Equal("mine", await File.ReadAllTextAsync(victim.File("viewer.db")));
            Assert.Single(Directory.GetFiles(victim.Path));
        }
        finally
        {
            Directory.Delete(link);
            Directory.Delete(isNew, recursive: true);
            Directory.Delete(isHeld, recursive: true);
            Directory.Delete(isOfAll, recursive: true);
        }
    }

    private static string Leave(TimeSpan ago, params string[] files)
    {
        var folder = Directory.CreateTempSubdirectory("agentotel-viewer-").FullName;
        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder, file), "left");
        }

        Directory.SetLastWriteTimeUtc(folder, TimeProvider.System.GetUtcNow().UtcDateTime - ago);
        return folder;
    }
}

