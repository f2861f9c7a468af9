namespace AgentOtel.LogFiles.Tests;

public sealed class RollingFileTests : IDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly FixedClock _clock = new(Today);
    private readonly List<Exception> _failures = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_PastTheSize_BeginsANewFile()
    {
        using var file = Make(options => options.MaxFileBytes = 1024);

        Write(file, 30, "first");

        Assert.Equal(["log-20261124-000.jsonl", "log-20261124-001.jsonl", "log-20261124-002.jsonl"], _folder.Files());
        Assert.All(_folder.Files(), name => Assert.InRange(new FileInfo(_folder.File(name)).Length, 100, 1024));
        Assert.Equal(30, _folder.Lines().Count);
    }

    [Fact]
    public void Write_OnANewDay_BeginsANewFile()
    {
        using var file = Make();
        Write(file, 1, "first");

        _clock.Now = Today.AddDays(1);
        Write(file, 1, "second");

        Assert.Equal(["log-20261124-000.jsonl", "log-20261125-000.jsonl"], _folder.Files());
    }

    [Fact]
    public void Write_AfterARestart_GoesOnInTheSameFile()
    {
        using (var file = Make())
        {
            Write(file, 1, "first");
        }

        using var again = Make();
        Write(again, 1, "second");

        Assert.Equal(["log-20261124-000.jsonl"], _folder.Files());
        Assert.Equal(2, _folder.Lines().Count);
    }

    [Fact]
    public void Write_OfTwoProcesses_GivesEachItsOwnFiles()
    {
        using var one = Make();
        using var other = Make();

        Write(one, 5, "one");
        Write(other, 5, "other");

        Assert.Equal(["log-2-20261124-000.jsonl", "log-20261124-000.jsonl"], _folder.Files());
    }

    [Fact]
    public void Write_PastTheFilesThatAreKept_ArchivesTheOldest()
    {
        using var file = Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 2;
        });

        Write(file, 50, "line");

        Assert.Equal(2, _folder.Files().Count);
        Assert.Contains("log-20261124-000.jsonl.gz", Archived());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => Line("line", i)), _folder.Lines());
        Assert.Empty(_failures);
    }

    [Fact]
    public void Write_PastTheAgeOfTheArchive_RemovesWhatIsOlder()
    {
        using var file = Make(options =>
        {
            options.KeptFiles = 1;
            options.ArchiveFor = TimeSpan.FromDays(3);
        });
        for (var day = 0; day < 8; day++)
        {
            _clock.Now = Today.AddDays(day);
            Write(file, 1, "line");
            File.SetLastWriteTimeUtc(_folder.File(_folder.Files()[^1]), _clock.Now.UtcDateTime);
        }

        Assert.Equal(["log-20261128-000.jsonl.gz", "log-20261129-000.jsonl.gz", "log-20261130-000.jsonl.gz"], Archived());
    }

    [Fact]
    public void Write_PastTheSizeOfAll_RemovesTheOldest()
    {
        using var file = Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 3;
            options.MaxTotalBytes = 4000;
        });

        Write(file, 400, "line");

        var all = Directory.GetFiles(_folder.Path, "log-*", SearchOption.AllDirectories);
        Assert.InRange(all.Sum(path => new FileInfo(path).Length), 1024, 5024);
        Assert.Equal(Line("line", 399), _folder.Lines()[^1]);
    }

    [Fact]
    public void Write_AfterTheFolderWasDeleted_BeginsItAgain()
    {
        using var file = Make();
        Write(file, 3, "before");

        Directory.Delete(_folder.Path, recursive: true);
        Write(file, 3, "after");

        Assert.Equal(Enumerable.Range(0, 3).Select(i => Line("after", i)), _folder.Lines());
    }

    [Fact]
    public void Write_WhereTheArchiveCannotBe_KeepsTheFilesAndSaysSo()
    {
        var blocked = _folder.File("blocked");
        File.WriteAllText(blocked, "");
        using var file = Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 1;
            options.ArchiveFolder = blocked;
        });

        Write(file, 30, "line");

        Assert.Equal(3, _folder.Files().Count);
        Assert.NotEmpty(_failures);
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

        using var one = Make(Small);
        Write(one, 1, "one");
        using var other = Make(Small);
        Write(other, 1, "other");
        Write(one, 100, "one");
        other.Write(Line("other", 1));

        Assert.Contains("log-2-20261124-000.jsonl", _folder.Files());
        Assert.Equal([Line("other", 0), Line("other", 1)], File.ReadLines(_folder.File("log-2-20261124-000.jsonl")));
    }

    [Fact]
    public void Write_OfAThousandFilesADay_KeepsTheNewest()
    {
        foreach (var number in new[] { 998, 999 })
        {
            File.WriteAllText(_folder.File($"log-20261124-{number}.jsonl"), new string('x', 1024));
        }

        using var file = Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 2;
        });
        Write(file, 20, "line");

        Assert.Equal(["log-20261124-1000.jsonl", "log-20261124-1001.jsonl"], _folder.Files());
        Assert.Equal(["log-20261124-998.jsonl.gz", "log-20261124-999.jsonl.gz"], Archived());
    }

    [Fact]
    public void Write_PastTheAge_RemovesWhatAProcessThatIsGoneLeft()
    {
        var left = _folder.File("log-3-20261001-000.jsonl");
        File.WriteAllText(left, "old");
        File.SetLastWriteTimeUtc(left, Today.UtcDateTime.AddDays(-50));
        var other = _folder.File("log-book-20261001-000.jsonl");
        File.WriteAllText(other, "another name's");
        File.SetLastWriteTimeUtc(other, Today.UtcDateTime.AddDays(-50));
        using var file = Make();

        Write(file, 1, "line");

        Assert.Equal(["log-20261124-000.jsonl", "log-book-20261001-000.jsonl"], _folder.Files());
    }

    [Fact]
    public void Write_WhereTheArchiveCannotBe_StillKeepsToTheSizeOfAll()
    {
        var blocked = _folder.File("blocked");
        File.WriteAllText(blocked, "");
        using var file = Make(options =>
        {
            options.MaxFileBytes = 1024;
            options.KeptFiles = 1;
            options.MaxTotalBytes = 3000;
            options.ArchiveFolder = blocked;
        });

        Write(file, 100, "line");

        Assert.InRange(_folder.Files().Sum(name => new FileInfo(_folder.File(name)).Length), 1, 4024);
        Assert.NotEmpty(_failures);
    }

    private static string Line(string text, int number) => $"{text} {number} {new string('x', 80)}";

    private static void Write(RollingFile file, int lines, string text)
    {
        for (var i = 0; i < lines; i++)
        {
            file.Write(Line(text, i));
        }
    }

    private IEnumerable<string?> Archived() =>
        Directory.GetFiles(_folder.File("archive")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private RollingFile Make(Action<LogFileOptions>? configure = null)
    {
        var options = new LogFileOptions { Folder = _folder.Path };
        configure?.Invoke(options);
        return new RollingFile(options, new LogArchive(options, _failures.Add, _clock), _clock);
    }
}
