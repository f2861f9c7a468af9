using AgentOtel.Tests;

namespace AgentOtel.Architecture.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Example_OfTheReadme_IsTheOneThatCompiles()
    {
        var source = File.ReadAllText(Repository.Path("tests", "AgentOtel.Architecture.Tests", "ReadmeExample.cs"));
        var readme = File.ReadAllText(Repository.Path("README.md"));

        Assert.Equal(Lines(Between(source, "// <README>\n", "// </README>")), Lines(Between(readme, "```csharp\n", "```\n")));
    }

    [Fact]
    public async Task Example_OfTheReadme_Builds()
    {
        await using var app = ReadmeExample.Build(["--AgentOtel:Viewer:Enabled=false", "--AgentOtel:Export=false"]);

        Assert.NotEmpty(((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources);
    }

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    /// <summary>Without the indentation that all of them share.</summary>
    private static string[] Lines(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line.Length > 0 ? line[indent..] : line)];
    }
}
