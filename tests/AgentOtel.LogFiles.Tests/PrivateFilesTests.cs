using System.Runtime.Versioning;

namespace AgentOtel.LogFiles.Tests;

/// <summary>Who may read what is logged, and what someone else who may write into the folder can do.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests : IDisposable
{
    private const UnixFileMode OfTheUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly LogFolder _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Write_IntoAFolderThatIsNotThere_MakesAllOfItForTheUserAlone()
    {
        using var file = Make(options => (options.MaxFileBytes, options.KeptFiles) = (1024, 1));

        _logs.Write(file, 40, "line");

        var made = new DirectoryInfo(_logs.Folder.File("logs")).GetFileSystemInfos("*", SearchOption.AllDirectories);
        Assert.Contains(made, entry => entry.Name.EndsWith(".jsonl", StringComparison.Ordinal));
        Assert.Contains(made, entry => entry.Name.EndsWith(".gz", StringComparison.Ordinal));
        Assert.Contains(made, entry => entry.Name.EndsWith(".lock", StringComparison.Ordinal));
        Assert.All(made.OfType<FileInfo>(), entry => Assert.Equal(OfTheUser, entry.UnixFileMode));
        Assert.All(
            made.OfType<DirectoryInfo>().Append(new DirectoryInfo(_logs.Folder.File("logs"))),
            entry => Assert.Equal(OfTheUser | UnixFileMode.UserExecute, entry.UnixFileMode));
    }

    [Theory]
    [InlineData("log-20261124-000.jsonl")]
    [InlineData(".log.lock")]
    [InlineData("archive/log-20261124-000.jsonl.gz")]
    [InlineData("archive/log-20261124-000.jsonl.gz.tmp")]
    public void Write_WhereALinkStandsAtTheName_LeavesItsTargetAlone(string name)
    {
        var target = _logs.Folder.File("target");
        File.WriteAllText(target, "not ours");
        Link(name, target);
        using var file = Make(options => (options.MaxFileBytes, options.KeptFiles) = (1024, 1));

        _logs.Write(file, 40, "line");

        Assert.Equal("not ours", File.ReadAllText(target));
        Assert.Empty(_logs.Failures);
    }

    [Theory]
    [InlineData("log-20261124-000.jsonl")]
    [InlineData(".log.lock")]
    [InlineData("archive/log-20261124-000.jsonl.gz.tmp")]
    public void Write_WhereALinkToNowhereStandsAtTheName_MakesNoFileThere(string name)
    {
        var target = _logs.Folder.File("target");
        Link(name, target);
        using var file = Make(options => (options.MaxFileBytes, options.KeptFiles) = (1024, 1));

        _logs.Write(file, 40, "line");

        Assert.False(File.Exists(target));
        Assert.Empty(_logs.Failures);
    }

    [Fact]
    public void Write_IntoAFolderOfOthersToo_BeginsAFileOfItsOwn()
    {
        Directory.CreateDirectory(_logs.Folder.File("logs"));
        File.SetUnixFileMode(_logs.Folder.File("logs"), (UnixFileMode)0b111_111_111);
        var planted = _logs.Folder.File("logs/log-20261124-000.jsonl");
        File.WriteAllText(planted, "");
        using var file = Make();

        _logs.Write(file, 1, "line");

        Assert.Equal("", File.ReadAllText(planted));
        Assert.Equal("line 0", File.ReadLines(_logs.Folder.File("logs/log-20261124-001.jsonl")).Single()[..6]);
    }

    private void Link(string name, string target)
    {
        var path = Path.Combine(_logs.Folder.File("logs"), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }

    private RollingFile Make(Action<LogFileOptions>? configure = null) => _logs.Make(options =>
    {
        options.Folder = _logs.Folder.File("logs");
        configure?.Invoke(options);
    });
}
