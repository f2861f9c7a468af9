using System.Text;

namespace AgentOtel.LogFiles.Tests;

public sealed class RollingFileTests : IDisposable
{
    private readonly LogFolder _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Write_PastTheSize_BeginsANewFile()
    {
        using var file = _logs.Make(options => options.MaxFileBytes = 1024);

        _logs.Write(file, 30, "first");

        Assert.Equal(["log-20261124-000.jsonl", "log-20261124-001.jsonl", "log-20261124-002.jsonl"], _logs.Folder.Files());
        Assert.All(_logs.Folder.Files(), name => Assert.InRange(new FileInfo(_logs.Folder.File(name)).Length, 100, 1024));
        Assert.Equal(30, _logs.Folder.Lines().Count);
    }

    [Fact]
    public void Write_OnANewDay_BeginsANewFile()
    {
        using var file = _logs.Make();
        _logs.Write(file, 1, "first");

        _logs.Clock.Now = LogFolder.Today.AddDays(1);
        _logs.Write(file, 1, "second");

        Assert.Equal(["log-20261124-000.jsonl", "log-20261125-000.jsonl"], _logs.Folder.Files());
    }

    [Fact]
    public void Write_AfterARestart_GoesOnInTheSameFile()
    {
        using (var file = _logs.Make())
        {
            _logs.Write(file, 1, "first");
        }

        using var again = _logs.Make();
        _logs.Write(again, 1, "second");

        Assert.Equal(["log-20261124-000.jsonl"], _logs.Folder.Files());
        Assert.Equal(2, _logs.Folder.Lines().Count);
    }

    [Fact]
    public void Write_AfterALineThatAKillTore_BeginsOnALineOfItsOwn()
    {
        File.WriteAllText(_logs.Folder.File("log-20261124-000.jsonl"), "whole\ntor");
        using var file = _logs.Make();

        _logs.Write(file, 1, "first");

        Assert.Equal(["log-20261124-000.jsonl"], _logs.Folder.Files());
        Assert.Equal(["whole", "tor", LogFolder.Line("first", 0)], _logs.Folder.Lines());
    }

    [Fact]
    public void Write_OfThreeProcesses_GivesEachItsOwnFiles()
    {
        using var one = _logs.Make();
        using var third = _logs.Make();
        using (var other = _logs.Make())
        {
            _logs.Write(one, 5, "one");
            _logs.Write(other, 5, "other");
            _logs.Write(third, 5, "third");
        }

        using var fourth = _logs.Make();
        _logs.Write(fourth, 1, "fourth");

        Assert.Equal(["log-2-20261124-000.jsonl", "log-20261124-000.jsonl", "log-3-20261124-000.jsonl"], _logs.Folder.Files());
        Assert.Equal(LogFolder.Line("fourth", 0), _logs.Folder.Lines("log-2-20261124-000.jsonl")[^1]);
    }

    [Theory]
    [InlineData("", "line 0")]
    [InlineData("of another\n", "of another")]
    public void Write_IntoAFileThatSomeoneElseCutOrWroteInto_GoesOnAtItsEnd(string content, string first)
    {
        using var file = _logs.Make();
        _logs.Write(file, 3, "before");
        using (var other = new FileStream(
            _logs.Folder.File("log-20261124-000.jsonl"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            other.SetLength(0);
            other.Write(Encoding.UTF8.GetBytes(content));
        }

        _logs.Write(file, 1, "line");

        var lines = _logs.Folder.Lines("log-20261124-000.jsonl");
        Assert.StartsWith(first, lines[0], StringComparison.Ordinal);
        Assert.Equal(LogFolder.Line("line", 0), lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains('\0', StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OfALineThatIsLongerThanAFile_GivesItOneOfItsOwn()
    {
        using var file = _logs.Make(options => options.MaxFileBytes = 1024);

        _logs.Write(file, 1, "first");
        file.Write(new string('y', 5000));
        file.Write(new string('z', 5000));
        _logs.Write(file, 1, "last");

        Assert.Equal([89, 5001, 5001, 88], _logs.Folder.Files().Select(name => new FileInfo(_logs.Folder.File(name)).Length));
    }

    [Fact]
    public void Write_AfterTheFolderWasDeleted_BeginsItAgain()
    {
        using var file = _logs.Make();
        _logs.Write(file, 3, "before");

        Directory.Delete(_logs.Folder.Path, recursive: true);
        _logs.Write(file, 3, "after");

        Assert.Equal(Enumerable.Range(0, 3).Select(i => LogFolder.Line("after", i)), _logs.Folder.Lines());
    }

    [Fact]
    public void Write_BesideAnotherProcess_LeavesItsFilesAlone()
    {
        static void Small(LogFileOptions options)
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 1;
            options.MaxTotalBytes = 2048;
        }

        using var one = _logs.Make(Small);
        _logs.Write(one, 1, "one");
        using var other = _logs.Make(Small);
        _logs.Write(other, 1, "other");
        _logs.Write(one, 100, "one");
        other.Write(LogFolder.Line("other", 1));

        Assert.Contains("log-2-20261124-000.jsonl", _logs.Folder.Files());
        Assert.Equal(
            [LogFolder.Line("other", 0), LogFolder.Line("other", 1)], File.ReadLines(_logs.Folder.File("log-2-20261124-000.jsonl")));
    }
}
