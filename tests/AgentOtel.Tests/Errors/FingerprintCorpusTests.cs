namespace AgentOtel.Tests.Errors;

/// <summary>
/// What a small shop really threw: eight faults, each from two builds between which code was added, and from an optimized one.
/// </summary>
public sealed class FingerprintCorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Errors", "Corpus");

    [Theory]
    [InlineData("refused")]
    [InlineData("json")]
    [InlineData("provider")]
    [InlineData("database")]
    [InlineData("stream")]
    [InlineData("local")]
    [InlineData("static")]
    [InlineData("generic")]
    public void Of_TheSameFaultInThreeBuilds_IsOneGroup(string fault)
    {
        var groups = Directory.GetFiles(Folder, $"{fault}.*.txt").Select(Group).ToList();

        Assert.Equal(3, groups.Count);
        Assert.Single(groups.Distinct());
    }

    [Fact]
    public void Of_DifferentFaults_IsAGroupEach() =>
        Assert.Equal(8, Directory.GetFiles(Folder, "*.build1.txt").Select(Group).Distinct().Count());

    private static string Group(string file)
    {
        Exception? exception = null;
        var sections = File.ReadAllText(file).Split("# ", StringSplitOptions.RemoveEmptyEntries);
        foreach (var section in sections.Reverse())
        {
            exception = new WithStack(section[section.IndexOf('\n', StringComparison.Ordinal)..], exception);
        }

        return ErrorFingerprint.Of(sections[0].Split('\n')[0], "internal", "execute_tool shop", exception);
    }

    private sealed class WithStack(string stack, Exception? inner) : Exception("", inner)
    {
        public override string StackTrace { get; } = stack;
    }
}
