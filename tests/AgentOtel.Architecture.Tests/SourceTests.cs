using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Architecture.Tests;

/// <summary>The rules of the house that a machine can hold.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;

    [Fact]
    public void Files_OfTheProject_AreShort() =>
        Assert.Empty(Sources("src", "samples", "tests", "bench").Where(file => File.ReadLines(file).Count() > MaxLines).Select(Path.GetFileName));

    [Theory]
    [InlineData(@"#region")]
    [InlineData(@"DateTime(Offset)?\.(Utc)?Now")]
    [InlineData(@"Thread\.Sleep")]
    [InlineData(@"catch(\s*\([^)]*\))?\s*\{\s*\}")]
    [InlineData(@"(class|struct|record) \w*(Manager|Helper|Utils)\b")]
    public void Sources_OfThePackages_HaveNone(string pattern) =>
        Assert.Empty(Sources("src").Where(file => Regex.IsMatch(File.ReadAllText(file), pattern)).Select(Path.GetFileName));

    [Fact]
    public void Tests_NeverSleep() =>
        Assert.Empty(Sources("tests").Where(file => Sleep().IsMatch(File.ReadAllText(file)) && Path.GetFileName(file) != "SourceTests.cs").Select(Path.GetFileName));

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .Select(folder => Repository.Path(folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay")]
    private static partial Regex Sleep();
}
