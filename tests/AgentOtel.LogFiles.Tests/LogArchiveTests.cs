namespace AgentOtel.LogFiles.Tests;

public sealed class LogArchiveTests : IDisposable
{
    private readonly LogFolder _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public void Write_PastTheFilesThatAreKept_ArchivesTheOldest()
    {
        using var file = _logs.Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 2;
        });

        _logs.Write(file, 50, "line");

        Assert.Equal(2, _logs.Folder.Files().Count);
        Assert.Contains("log-20261124-000.jsonl.gz", _logs.Folder.Archived());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => LogFolder.Line("line", i)), _logs.Folder.Lines());
        Assert.Empty(_logs.Failures);
    }

    [Fact]
    public void Write_PastTheAgeOfTheArchive_RemovesWhatIsOlder()
    {
        using var file = _logs.Make(options =>
        {
            options.KeptFiles = 1;
            options.ArchiveFor = TimeSpan.FromDays(3);
        });
        for (var day = 0; day < 8; day++)
        {
            _logs.Clock.Now = LogFolder.Today.AddDays(day);
            _logs.Write(file, 1, "line");
            File.SetLastWriteTimeUtc(_logs.Folder.File(_logs.Folder.Files()[^1]), _logs.Clock.Now.UtcDateTime);
        }

        Assert.Equal(["log-20261128-000.jsonl.gz", "log-20261129-000.jsonl.gz", "log-20261130-000.jsonl.gz"], _logs.Folder.Archived());
    }

    [Fact]
    public void Write_PastTheSizeOfAll_RemovesTheOldest()
    {
        using var file = _logs.Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 3;
            options.MaxTotalBytes = 4000;
        });

        _logs.Write(file, 400, "line");

        var all = Directory.GetFiles(_logs.Folder.Path, "log-*", SearchOption.AllDirectories);
        Assert.InRange(all.Sum(path => new FileInfo(path).Length), 1024, 4000);
        Assert.Equal(LogFolder.Line("line", 399), _logs.Folder.Lines()[^1]);
    }

    [Fact]
    public void Write_WhereTheArchiveCannotBe_KeepsTheFilesAndSaysSo()
    {
        var blocked = _logs.Folder.File("blocked");
        File.WriteAllText(blocked, "");
        using var file = _logs.Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 1;
            options.ArchiveFolder = blocked;
        });

        _logs.Write(file, 30, "line");

        Assert.Equal(3, _logs.Folder.Files().Count);
        Assert.NotEmpty(_logs.Failures);
    }

    [Fact]
    public void Write_OfAThousandFilesADay_KeepsTheNewest()
    {
        foreach (var number in new[] { 998, 999 })
        {
            File.WriteAllText(_logs.Folder.File($"log-20261124-{number}.jsonl"), new string('x', 1024));
        }

        using var file = _logs.Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 2;
        });
        _logs.Write(file, 20, "line");

        Assert.Equal(["log-20261124-1000.jsonl", "log-20261124-1001.jsonl"], _logs.Folder.Files());
        Assert.Equal(["log-20261124-998.jsonl.gz", "log-20261124-999.jsonl.gz"], _logs.Folder.Archived());
    }

    [Fact]
    public void Write_PastTheAge_RemovesWhatAProcessThatIsGoneLeft()
    {
        var left = _logs.Folder.File("log-3-20261001-000.jsonl");
        File.WriteAllText(left, "old");
        File.SetLastWriteTimeUtc(left, LogFolder.Today.UtcDateTime.AddDays(-50));
        var other = _logs.Folder.File("log-book-20261001-000.jsonl");
        File.WriteAllText(other, "another name's");
        File.SetLastWriteTimeUtc(other, LogFolder.Today.UtcDateTime.AddDays(-50));
        using var file = _logs.Make();

        _logs.Write(file, 1, "line");

        Assert.Equal(["log-20261124-000.jsonl", "log-book-20261001-000.jsonl"], _logs.Folder.Files());
    }

    [Fact]
    public void Write_WhereTheArchiveCannotBe_StillKeepsToTheSizeOfAll()
    {
        var blocked = _logs.Folder.File("blocked");
        File.WriteAllText(blocked, "");
        using var file = _logs.Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 1;
            options.MaxTotalBytes = 3000;
            options.ArchiveFolder = blocked;
        });

        _logs.Write(file, 100, "line");

        Assert.InRange(_logs.Folder.Files().Sum(name => new FileInfo(_logs.Folder.File(name)).Length), 1, 3000);
        Assert.NotEmpty(_logs.Failures);
    }

    [Theory]
    [InlineData("elsewhere")]
    [InlineData("")]
    public void Write_WithAnArchiveOfTheAppsChoice_CompressesIntoIt(string name)
    {
        using var file = _logs.Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 1;
            options.MaxTotalBytes = 3000;
            options.ArchiveFolder = _logs.Folder.File(name);
        });

        _logs.Write(file, 40, "line");

        Assert.Contains(
            Directory.GetFiles(_logs.Folder.File(name)), path => path.EndsWith("log-20261124-002.jsonl.gz", StringComparison.Ordinal));
        Assert.Empty(_logs.Failures);
    }

    [Fact]
    public void Write_IntoAFolderThatIsNamedInARoundaboutWay_KnowsItsOwnFile()
    {
        using var file = _logs.Make(options =>
        {
            options.Folder = Path.Combine(_logs.Folder.Path, "x", "..") + Path.DirectorySeparatorChar;
            options.KeptFiles = 1;
        });

        for (var day = 3; day >= 0; day--)
        {
            _logs.Clock.Now = LogFolder.Today.AddDays(day);
            _logs.Write(file, 1, "line");
        }

        Assert.Contains("log-20261124-000.jsonl", _logs.Folder.Files());
        Assert.Equal(4, _logs.Folder.Lines().Count);
    }

    [Fact]
    public void Write_AfterAKillInTheMiddleOfCompressing_DoesItAgain()
    {
        Directory.CreateDirectory(_logs.Folder.File("archive"));
        File.WriteAllText(_logs.Folder.File("log-20261123-000.jsonl"), "whole\n");
        File.WriteAllText(_logs.Folder.File("archive/log-20261123-000.jsonl.gz.tmp"), "half");
        File.WriteAllText(_logs.Folder.File("archive/log-20261122-000.jsonl.gz.tmp"), "half");
        using var file = _logs.Make(options => options.KeptFiles = 1);

        _logs.Write(file, 1, "line");

        Assert.Equal(["log-20261123-000.jsonl.gz"], _logs.Folder.Archived());
        Assert.Equal(["whole", LogFolder.Line("line", 0)], _logs.Folder.Lines());
    }

    [Fact]
    public void Write_WhileCompressingHangs_GoesOnWithinTheSizeOfAll()
    {
        using var file = _logs.Make(options => (options.MaxFileBytes, options.KeptFiles, options.MaxTotalBytes) = (1024, 1, 5000));
        using var pipe = _logs.MakePipe("log-20261123-000.jsonl");
        _logs.Clock.Now = LogFolder.Today;
        file.Write("first");
        pipe.WaitForReader();

        for (var i = 0; i < 100; i++)
        {
            file.Write(LogFolder.Line("line", i));
        }

        Assert.DoesNotContain(_logs.Folder.Archived(), name => name.EndsWith(".gz", StringComparison.Ordinal));
        Assert.InRange(_logs.Folder.Files().Sum(name => new FileInfo(_logs.Folder.File(name)).Length), 2000, 5000);
        Assert.Equal(LogFolder.Line("line", 99), File.ReadLines(_logs.Folder.File(_logs.Folder.Files()[^1])).Last());
    }

    [Fact]
    public void Write_WhereTheClockGoesBackToAFileThatIsBeingCompressed_BeginsAnother()
    {
        using var file = _logs.Make(options => options.KeptFiles = 1);
        using var pipe = _logs.MakePipe("log-20261123-000.jsonl");
        file.Write("today");
        pipe.WaitForReader();

        _logs.Clock.Now = LogFolder.Today.AddDays(-1);
        file.Write("yesterday");

        Assert.Equal(["yesterday"], _logs.Folder.Lines("log-20261123-001.jsonl"));
    }

    [Fact]
    public void Dispose_WhileCompressing_LeavesTheFileAsItWas()
    {
        var file = _logs.Make(options => options.KeptFiles = 1);
        using var pipe = _logs.MakePipe("log-20261123-000.jsonl");
        file.Write("today");
        pipe.WaitForReader();

        file.Dispose();
        pipe.Write("more");
        pipe.Dispose();
        _logs.WaitUntilIdle();

        Assert.Equal(["log-20261123-000.jsonl", "log-20261124-000.jsonl"], _logs.Folder.Files());
        Assert.Empty(_logs.Folder.Archived());
        Assert.Empty(_logs.Failures);
    }
}
