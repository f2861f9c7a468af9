using System.Text.Json;

namespace AgentOtel.LogFiles.Tests;

/// <summary>Real processes that share a folder, are killed, or die.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Processes_ThreeAtOnceInOneFolder_WriteEachLineOnce()
    {
        const int Lines = 500;
        using var one = LoggingProcess.Start(_folder, "one", Lines, length: 100, keptFiles: 1000);
        using var two = LoggingProcess.Start(_folder, "two", Lines, length: 100, keptFiles: 1000);
        using var three = LoggingProcess.Start(_folder, "three", Lines, length: 100, keptFiles: 1000);

        await Task.WhenAll(one.LoggedAsync(Lines - 1), two.LoggedAsync(Lines - 1), three.LoggedAsync(Lines - 1));
        await Task.WhenAll(one.StopAsync(), two.StopAsync(), three.StopAsync());

        var (numbers, torn) = Read();
        Assert.Equal(0, torn);
        Assert.Equal(["one", "three", "two"], numbers.Keys.Order(StringComparer.Ordinal));
        Assert.All(numbers.Values, of => Assert.Equal(Enumerable.Range(0, Lines), of.Order()));
    }

    [Fact]
    public async Task Process_KilledWhileItWritesAndCompresses_LosesNoLineBeforeAndNoneAfter()
    {
        const int Kills = 4;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var killed = LoggingProcess.Start(_folder, $"killed {kill}", lines: 3000, length: 100 + (kill * 2000));
            await killed.LoggedAsync(300 * (kill + 1));
            await killed.KillAsync();
        }

        using var last = LoggingProcess.Start(_folder, "last", lines: 200, length: 100);
        await last.LoggedAsync(199);
        await last.StopAsync();
        await ArchiveAsync();

        var (numbers, torn) = Read();
        Assert.InRange(torn, 0, Kills);
        Assert.All(numbers.Values, of => Assert.Equal(Enumerable.Range(0, of.Count), of.Order()));
        Assert.Equal(200, numbers["last"].Count);
        Assert.Equal(2, _folder.Files().Count);
        Assert.NotEmpty(_folder.Archived());
        Assert.All(_folder.Archived(), name => Assert.EndsWith(".jsonl.gz", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Process_ThatDiesOfAnException_WritesItFirst()
    {
        using var dying = LoggingProcess.Start(_folder, keptFiles: 2, "process");

        await dying.EndedAsync();

        var error = _folder.Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("attributes"))
            .Single(attributes => attributes.TryGetProperty("agentotel.error.unhandled", out _));
        Assert.Equal("process", error.GetProperty("agentotel.error.unhandled").GetString());
        Assert.Equal("critical", error.GetProperty("agentotel.error.severity").GetString());
    }

    /// <summary>As the next process would: what was being compressed when the others ended.</summary>
    private async Task ArchiveAsync()
    {
        List<Exception> failures = [];
        using var archive = new LogArchive(new() { Folder = _folder.Path, KeptFiles = 2 }, failures.Add, TimeProvider.System);
        Assert.True(archive.TryTake(_folder.File(_folder.Files()[^1])));
        archive.Begun("log");
        await archive.Idle.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(failures);
    }

    /// <returns>The numbers of the lines of each run, and how many lines are torn.</returns>
    private (Dictionary<string, List<int>> Numbers, int Torn) Read()
    {
        Dictionary<string, List<int>> numbers = [];
        var torn = 0;
        foreach (var line in _folder.Lines())
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                var attributes = json.RootElement.GetProperty("attributes");
                if (json.RootElement.GetProperty("category").GetString() == "Test.Log")
                {
                    var run = attributes.GetProperty("Run").GetString()!;
                    numbers.TryAdd(run, []);
                    numbers[run].Add(attributes.GetProperty("Number").GetInt32());
                }
            }
            catch (JsonException)
            {
                torn++;
            }
        }

        return (numbers, torn);
    }
}
