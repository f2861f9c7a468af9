using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

public sealed class UnusableFileTests
{
    [Fact]
    public async Task Open_FileOfANewerVersion_IsRefusedAndLeftAsItIs()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("viewer.db");
        await using (var store = KeptFile.Open(path))
        {
            await store.WriteAsync(Some.Span(1, 1));
        }

        KeptFile.ExecuteForeign(path, "PRAGMA user_version=99");
        var before = await File.ReadAllBytesAsync(path);

        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open(path));

        Assert.Equal(
            $"{path} was written by a newer AgentOtel: it is of version 99, and this one knows 1. Use the newer one, or name another file.",
            refusal.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Open_AnotherProgramsFile_IsRefusedAndLeftAsItIs()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("history.db");
        KeptFile.ExecuteForeign(path, "CREATE TABLE visits (address TEXT); INSERT INTO visits VALUES ('x')");
        var before = await File.ReadAllBytesAsync(path);

        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open(path));

        Assert.Equal($"{path} is another program's SQLite file. Name another file.", refusal.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Empty(Directory.GetFiles(folder.Path, "*-wal"));
    }

    [Fact]
    public void Open_Folder_IsRefused()
    {
        using var folder = new TemporaryFolder();

        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open(folder.Path));

        Assert.Equal($"{folder.Path} is a folder. Name a file in it.", refusal.Message);
        Assert.False(File.Exists($"{folder.Path}.lock"));
    }

    [Fact]
    public void Open_FolderThatIsNotThere_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();

        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open(folder.File("none/viewer.db")));

        Assert.Equal($"The folder of {folder.File("none/viewer.db")} is not there. Make it, or name another file.", refusal.Message);
    }

    /// <summary>Even the superuser may make no file there.</summary>
    [Fact]
    public void Open_FolderWithoutRights_SaysWhatToDo()
    {
        var refusal = Assert.Throws<StoreException>(() => KeptFile.Open("/sys/viewer.db"));

        Assert.StartsWith("/sys/viewer.db cannot be opened: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "give this user the right to write in its folder. Or name another file.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_EmptyFile_IsBegun()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("viewer.db"), "");

        await using var store = KeptFile.Open(folder.File("viewer.db"));
        await store.WriteAsync(Some.Span(1, 1));

        Assert.Equal((8192, 2), (store.Ask("PRAGMA page_size"), store.Ask("PRAGMA auto_vacuum")));
        Assert.Empty(store.Figures.Warnings);
    }

    [Theory]
    [InlineData("a note")]
    [InlineData("root:x:0:0:root:/root:/bin/bash\n")]
    public async Task Open_FileThatIsNoSqliteFile_IsRefusedAndLeftAsItIs(string content)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("notes.txt"), content);

        var first = Assert.Throws<StoreException>(() => KeptFile.Open(folder.File("notes.txt")));
        var second = Assert.Throws<StoreException>(() => KeptFile.Open(folder.File("notes.txt")));

        Assert.Equal($"{folder.File("notes.txt")} is no SQLite file. Name another file.", first.Message);
        Assert.Equal(first.Message, second.Message);
        Assert.Equal(content, await File.ReadAllTextAsync(folder.File("notes.txt")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }
}
