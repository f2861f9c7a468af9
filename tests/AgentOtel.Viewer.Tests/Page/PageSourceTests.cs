using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>Rules of the page's sources.</summary>
public sealed partial class PageSourceTests
{
    private static readonly string Folder = Repository.Path("src", "AgentOtel.Viewer", "Page", "Assets");

    [Theory]
    [InlineData("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment")]
    [InlineData("\\beval\\(|new Function\\(|setTimeout\\(['\"`]")]
    [InlineData("setAttribute\\(['\"](on|style)")]
    [InlineData("(https?:)?//(?!www\\.w3\\.org/2000/svg)[a-z]+\\.[a-z]")]
    public void Sources_HaveNone(string pattern) =>
        Assert.Empty(
            Sources("*.js", "*.css", "*.html", "*.svg")
                .Where(file => Regex.IsMatch(File.ReadAllText(file), pattern))
                .Select(Path.GetFileName));

    [Fact]
    public void Sources_AreShort() =>
        Assert.Empty(Sources("*.js", "*.css", "*.html").Where(file => File.ReadLines(file).Count() > 400).Select(Path.GetFileName));

    [Fact]
    public void Document_NamesOnlyFilesThatAreThere_AndEveryStyle()
    {
        var document = File.ReadAllText(Path.Combine(Folder, "index.html"));
        var named = Reference().Matches(document).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains("scripts/main.js", named);
        Assert.All(named, name => Assert.True(File.Exists(Path.Combine(Folder, name)), name));
        Assert.All(Directory.GetFiles(Path.Combine(Folder, "styles")), file => Assert.Contains($"styles/{Path.GetFileName(file)}", named));
        Assert.DoesNotMatch("<style|style=|<script>| on[a-z]+=", document);
    }

    [Fact]
    public void Scripts_AreAllReachedFromMain()
    {
        var reached = new HashSet<string>();
        var waiting = new Queue<string>(["scripts/main.js", "scripts/theme.js"]);
        while (waiting.TryDequeue(out var name))
        {
            if (reached.Add(name))
            {
                foreach (Match import in Import().Matches(File.ReadAllText(Path.Combine(Folder, name))))
                {
                    waiting.Enqueue(
                        Path.GetRelativePath(
                            Folder,
                            Path.GetFullPath(
                                Path.Combine(Folder, Path.GetDirectoryName(name)!, import.Groups[1].Value))).Replace('\\', '/'));
                }
            }
        }

        Assert.Equal(Sources("*.js").Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(), reached.Order());
    }

    private static IEnumerable<string> Sources(params string[] patterns) =>
        patterns.SelectMany(pattern => Directory.GetFiles(Folder, pattern, SearchOption.AllDirectories));

    [GeneratedRegex("(?:src|href)=\"/assets/([^\"]+)\"")]
    private static partial Regex Reference();

    [GeneratedRegex("^import .*from '(\\.[^']+)';", RegexOptions.Multiline)]
    private static partial Regex Import();
}
