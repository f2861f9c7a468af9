using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Architecture.Tests;

/// <summary>The rules of the house that a machine can hold.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;
    private const int MaxColumns = 140;

    // Where tests ask again and again, with a deadline.
    private static readonly string Polling = Repository.Path("tests", "Shared", "Polling.cs");

    // Statements for the Collector, each a line of its configuration.
    private const string OfAnotherLanguage = "CollectorPrices.cs";

    // Rewritten at this moment: to be taken out one by one.
    private static readonly string[] WithLongLines = ["AgentOtel.AspNetCore", "AgentOtel.Viewer"];

    [Fact]
    public void Files_OfTheProject_AreShort() =>
        Assert.Empty(
            Sources("src", "samples", "tests", "bench").Where(file => File.ReadLines(file).Count() > MaxLines).Select(Path.GetFileName));

    [Fact]
    public void Lines_OfTheProject_EndInTime() =>
        Assert.Empty(Sources("src", "samples", "tests", "bench")
            .Where(file => Path.GetFileName(file) != OfAnotherLanguage)
            .Where(file => !WithLongLines.Contains(Path.GetRelativePath(Repository.Path("src"), file).Split('/', '\\')[0]))
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (Place: $"{Path.GetFileName(file)}:{i + 1}", line.Length)))
            .Where(line => line.Length > MaxColumns)
            .Select(line => line.Place));

    [Theory]
    [InlineData(@"#region")]
    [InlineData(@"DateTime(Offset)?\.(Utc)?Now")]
    [InlineData(@"Thread\.Sleep")]
    [InlineData(@"catch(\s*\([^)]*\))?\s*\{\s*\}")]
    [InlineData(@"(class|struct|record) \w*(Manager|Helper|Utils)\b")]
    public void Sources_OfThePackages_HaveNone(string pattern) =>
        Assert.Empty(Sources("src").Where(file => Regex.IsMatch(File.ReadAllText(file), pattern)).Select(Path.GetFileName));

    /// <summary>A test waits for what it needs, with a deadline. What cannot tell when it is there is asked through Polling.</summary>
    [Fact]
    public void Tests_NeverSleepNorPollByThemselves() =>
        Assert.Empty(Sources("tests").Where(file => file != Polling && Sleep().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    /// <summary>A machine may be slow at any moment: a time that was measured is no fact about the code.</summary>
    [Fact]
    public void Tests_NeverAssertHowLongItTook() =>
        Assert.Empty(Sources("tests").Where(file => Took().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .Select(folder => Repository.Path(folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    // Each as it is called, so that these lines are none of them.
    [GeneratedRegex(
        @"\b(Thread\.(Sleep|SpinWait)|Task\.Delay|SpinWait\.SpinUntil)\("
            + @"|\bnew (System\.Threading\.|System\.Timers\.)?(SpinWait|PeriodicTimer|Timer)\(|\bwhile \(.*Elapsed")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bAssert\.\w+\([^;]*\b(Elapsed(Time|Milliseconds|Ticks)?|GetElapsedTime)\b")]
    private static partial Regex Took();
}
