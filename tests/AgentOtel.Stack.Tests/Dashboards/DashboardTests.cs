using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Dashboards;

/// <summary>The boards as files: written by their generator, and explained panel by panel.</summary>
public sealed class DashboardTests
{
    // Two selectors by every variable of a board, one divided by the other.
    private const int LongestExpression = 600;

    public static TheoryData<string> Files => [.. Boards.Files];

    [Fact]
    public async Task Files_AreWhatTheGeneratorWrites()
    {
        var folder = Directory.CreateTempSubdirectory("agentotel-boards-").FullName;
        await Tools.RunAsync("node", [Repository.Path("eng", "dashboards", "generate.mjs"), folder]);

        var written = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.Equal(Boards.Files, written);
        Assert.All(
            written,
            file => Assert.Equal(File.ReadAllText(Path.Combine(Boards.Folder, file)), File.ReadAllText(Path.Combine(folder, file))));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Boards_AreNine_EachInTheFolderOfItsRoleAndInTheDocs()
    {
        var page = File.ReadAllText(Repository.Path("docs", "dashboards.md"));

        Assert.Equal(
            [
                "developer/errors.json",
                "developer/models.json",
                "developer/runs.json",
                "developer/services.json",
                "developer/workflows.json",
                "finance/cost.json", "management/value.json", "operations/operations.json", "operations/overview.json",
            ],
            Boards.Files);
        Assert.All(Boards.Files, file =>
        {
            var uid = Boards.Read(file).GetProperty("uid").GetString();
            Assert.Equal($"agentotel-{Path.GetFileNameWithoutExtension(file)}", uid);
            Assert.Contains(
                $"| {Boards.Read(file).GetProperty("title").GetString()} (`{uid}`) | "
                    + $"{char.ToUpperInvariant(file[0])}{file[1..file.IndexOf('/', StringComparison.Ordinal)]} |",
                page,
                StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_OfABoard_AreExplainedLinkedAndSideBySide(string file)
    {
        var panels = Boards.Panels(file).ToList();
        Assert.True(panels.Count > 8);
        Assert.All(panels, panel =>
        {
            var defaults = panel.GetProperty("fieldConfig").GetProperty("defaults");
            var steps = defaults.GetProperty("thresholds")
                .GetProperty("steps")
                .EnumerateArray()
                .Select(step => step.GetProperty("color").GetString())
                .ToList();
            var description = panel.GetProperty("description").GetString()!;
            Assert.False(string.IsNullOrWhiteSpace(defaults.GetProperty("unit").GetString()), panel.Title());
            Assert.False(string.IsNullOrWhiteSpace(description), panel.Title());
            Assert.NotEmpty(steps);
            Assert.True(
                !steps.Contains("red")
                    || panel.GetProperty("type").GetString() != "stat"
                    || description.Contains("When it is red", StringComparison.Ordinal),
                panel.Title());
            Assert.True(
                panel.GetProperty("type").GetString() != "stat"
                    || Regex.IsMatch(description, "(?i)time range|\\b(now|since|last|days?|hours?|month)\\b"),
                $"{panel.Title()} does not say over which window it is");
            Assert.All(panel.GetProperty("targets").EnumerateArray(), target =>
                Assert.True(
                    !target.TryGetProperty("expr", out var expr) || expr.GetString()!.Length <= LongestExpression,
                    $"{panel.Title()}: longer than a person can read"));
            Assert.True(panel.GetProperty("links").GetArrayLength() > 0, panel.Title());
            Assert.Contains(panel.Source(), (string[])["prometheus", "loki", "jaeger"]);
            Assert.Equal(panel.Source(), panel.GetProperty("datasource").GetProperty("uid").GetString());
        });
        var cells = panels.Select(panel => panel.GetProperty("gridPos")).SelectMany(at => Enumerable.Range(
            at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
            .SelectMany(x => Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32()).Select(y => (x, y))))
            .ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));

        // Each row of panels is filled to its end.
        Assert.Equal(24 * (cells.Max(cell => cell.y) + 1), cells.Count);
        var variables = Boards.Read(file).GetProperty("templating").GetProperty("list").EnumerateArray().ToList();
        Assert.Equal(
            ["environment", "service", "workflow", "agent", "model", "traced"],
            variables.Take(6).Select(variable => variable.GetProperty("name").GetString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Variables_OfABoard_AreEachRead(string file)
    {
        var text = File.ReadAllText(Path.Combine(Boards.Folder, file));
        var used = Regex.Matches(text, @"\$\{?(\w+)").Select(match => match.Groups[1].Value).ToHashSet();

        Assert.All(Boards.Read(file).GetProperty("templating").GetProperty("list").EnumerateArray(), variable =>
        {
            var name = variable.GetProperty("name").GetString()!;
            Assert.True(used.Contains(name) || name is "workflow" or "agent" or "model" or "traced", name);
        });
    }

    /// <summary>Grafana's rate interval is a minute at least: of what is recorded once a minute there would be one sample in it.</summary>
    [Fact]
    public void Rates_OfWhatIsRecorded_ReadWhatIsRecordedOften()
    {
        var often = File.ReadAllText(Repository.Path("deploy", "prometheus", "rules", "recording.yml"))
            .Split("\n  - name: ")
            .Single(group => group.Contains("interval: 15s", StringComparison.Ordinal));
        var rated = Boards.Files.SelectMany(file =>
            Regex.Matches(File.ReadAllText(Path.Combine(Boards.Folder, file)), @"rate\((agentotel:[\w:]+)\{[^{}]*\}\[\$__rate_interval\]")
                .Select(match => match.Groups[1].Value))
                .Distinct()
                .ToList();

        Assert.True(rated.Count > 4);
        Assert.All(rated, name => Assert.Contains($"record: {name}\n", often, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_OfPanels_LeadToPagesThatAre()
    {
        var runbooks = Boards.Files.SelectMany(file =>
            Regex.Matches(File.ReadAllText(Path.Combine(Boards.Folder, file)), @"/user/(\w+\.md)")
                .Select(match => match.Groups[1].Value))
                .Distinct()
                .ToList();

        Assert.NotEmpty(runbooks);
        Assert.All(runbooks, page => Assert.True(File.Exists(Repository.Path("docs", "runbooks", page)), page));
    }

    [Fact]
    public void Links_ToTracesAndLogs_AreExploresOwnForm()
    {
        var links = Boards.Files.SelectMany(Boards.Panels).SelectMany(panel => panel.GetProperty("links").EnumerateArray())
            .Select(link => link.GetProperty("url").GetString()!)
            .Where(url => url.StartsWith("/explore?", StringComparison.Ordinal))
            .Distinct()
            .ToList();

        Assert.Equal(2, links.Count);
        foreach (var link in links)
        {
            using var panes = JsonDocument.Parse(Uri.UnescapeDataString(link.Split("panes=")[1]));
            var pane = panes.RootElement.EnumerateObject().Single().Value;
            var query = pane.GetProperty("queries")[0];
            Assert.Equal("now-1h", pane.GetProperty("range").GetProperty("from").GetString());
            if (pane.GetProperty("datasource").GetString() == "jaeger")
            {
                // Jaeger searches one service, so it cannot be the variable that may be All.
                Assert.Equal(
                    ("search", "${traced}", "error=true"),
                    (
                        query.GetProperty("queryType").GetString(),
                        query.GetProperty("service").GetString(),
                        query.GetProperty("tags").GetString()));
            }
            else
            {
                Assert.Equal("{service_name=~\"${service:regex}\"}", query.GetProperty("expr").GetString());
            }
        }
    }

    [Fact]
    [Trait("Needs", "LogQL")]
    public async Task Queries_OfLoki_Parse()
    {
        var queries = Boards.Queries("loki").ToList();

        foreach (var (_, panel, query) in queries)
        {
            var (exitCode, _, error) = await Tools.TryAsync("node", [ServerCache.LogQl], ("", query));
            Assert.True(exitCode == 0, $"{panel}: {query}: {error}");
        }

        Assert.True(queries.Count > 15);
    }
}
