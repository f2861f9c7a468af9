namespace AgentOtel.LogFiles.Tests;

/// <summary>Rolling files in a folder of a test's own, on a clock that stands still.</summary>
internal sealed class LogFolder : IDisposable
{
    public static readonly DateTimeOffset Today = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly List<LogArchive> _archives = [];

    public TempFolder Folder { get; } = new();

    public FixedClock Clock { get; } = new(Today);

    public List<Exception> Failures { get; } = [];

    public static string Line(string text, int number) => $"{text} {number} {new string('x', 80)}";

    public RollingFile Make(Action<LogFileOptions>? configure = null)
    {
        var options = new LogFileOptions { Folder = Folder.Path };
        configure?.Invoke(options);
        _archives.Add(new LogArchive(options, Failures.Add, Clock));
        return new RollingFile(options, _archives[^1], Clock);
    }

    /// <summary>Writes lines, and waits until what they set in motion is done.</summary>
    public void Write(RollingFile file, int lines, string text)
    {
        for (var i = 0; i < lines; i++)
        {
            file.Write(Line(text, i));
        }

        WaitUntilIdle();
    }

    public void WaitUntilIdle() =>
        Assert.True(Task.WhenAll(_archives.Select(archive => archive.Idle)).Wait(TimeSpan.FromSeconds(30)));

    /// <summary>A file that whoever reads it waits for.</summary>
    public NamedPipe MakePipe(string name) => new(Folder.File(name));

    public void Dispose() => Folder.Dispose();
}
