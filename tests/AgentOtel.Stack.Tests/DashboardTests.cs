using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests;

/// <summary>The boards: written by their generator, explained panel by panel, and every query answered by the real Prometheus.</summary>
public sealed class DashboardTests
{
    // What needs an hour of history, or what the sample does not do within a minute.
    private static readonly HashSet<string> WithoutData =
    [
        "Month to date", "Projected for the month", "Run rate", "Of the monthly budget", "Days of budget left", "Week over week",

        // The Collector is not scraped here.
        "Collector: accepted", "Collector: refused and lost", "Collector: queues",
    ];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    private static string Folder => Repository.Path("deploy", "grafana", "dashboards");

    [Fact]
    public async Task Files_AreWhatTheGeneratorWrites()
    {
        var folder = Directory.CreateTempSubdirectory("agentotel-boards-").FullName;
        await Tools.RunAsync("node", [Repository.Path("eng", "dashboards", "generate.mjs"), folder]);

        var written = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal), written);
        Assert.All(written, file => Assert.Equal(File.ReadAllText(Path.Combine(Folder, file)), File.ReadAllText(Path.Combine(folder, file))));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_OfABoard_HaveUnitDescriptionThresholdsAndDoNotOverlap(string file)
    {
        using var board = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        var panels = board.RootElement.GetProperty("panels").EnumerateArray().ToList();
        Assert.True(panels.Count > 8);
        Assert.All(panels, panel =>
        {
            var title = panel.GetProperty("title").GetString();
            var defaults = panel.GetProperty("fieldConfig").GetProperty("defaults");
            Assert.False(string.IsNullOrWhiteSpace(panel.GetProperty("description").GetString()), title);
            Assert.False(string.IsNullOrWhiteSpace(defaults.GetProperty("unit").GetString()), title);
            Assert.True(defaults.GetProperty("thresholds").GetProperty("steps").GetArrayLength() > 0, title);
            Assert.Equal("prometheus", panel.GetProperty("datasource").GetProperty("uid").GetString());
        });
        var cells = panels.Select(panel => panel.GetProperty("gridPos")).SelectMany(at => Enumerable.Range(at.GetProperty("x").GetInt32(), at.GetProperty("w").GetInt32())
            .SelectMany(x => Enumerable.Range(at.GetProperty("y").GetInt32(), at.GetProperty("h").GetInt32()).Select(y => (x, y)))).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
        Assert.Equal(["environment", "service", "workflow", "agent", "model"], board.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray().Select(variable => variable.GetProperty("name").GetString()));
    }

    [Fact]
    public void Links_OfPanels_LeadToPagesThatAre()
    {
        var runbooks = Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"/user/(\w+\.md)").Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.NotEmpty(runbooks);
        Assert.All(runbooks, page => Assert.True(File.Exists(Repository.Path("docs", "runbooks", page)), page));
    }

    [Fact]
    [Trait("Needs", "Prometheus")]
    public async Task Queries_OfEveryPanel_RunAndGiveData()
    {
        await using var sample = await SampleProcess.StartAsync(
            null, ["--rate", "4", "--faults", "0.4"], ("AgentOtel__Budgets__0__Name", "daily"), ("AgentOtel__Budgets__0__LimitUsd", "5"));
        await using var prometheus = await Prometheus.StartAsync(sample.Address, new Uri("http://127.0.0.1:1"));
        List<(string Panel, string Query)> empty = [];
        var queries = Queries().ToList();
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(2));
        for (var tries = 0; tries < 30 && await ticks.WaitForNextTickAsync(); tries++)
        {
            empty = [];
            foreach (var (panel, query) in queries)
            {
                var data = await prometheus.QueryAsync(query);
                if (data.GetProperty("result").GetArrayLength() == 0 && !WithoutData.Contains(panel))
                {
                    empty.Add((panel, query));
                }
            }

            if (empty.Count == 0)
            {
                break;
            }
        }

        Assert.True(queries.Count > 60);
        Assert.True(empty.Count == 0, string.Join('\n', empty));
    }

    private static IEnumerable<(string Panel, string Query)> Queries()
    {
        foreach (var file in Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories))
        {
            using var board = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var panel in board.RootElement.GetProperty("panels").EnumerateArray())
            {
                foreach (var target in panel.GetProperty("targets").EnumerateArray())
                {
                    var query = target.GetProperty("expr").GetString()!.Replace("$__range", "5m", StringComparison.Ordinal).Replace("$__rate_interval", "30s", StringComparison.Ordinal);
                    yield return (panel.GetProperty("title").GetString()!, Regex.Replace(query, @"\$(environment|service|workflow|agent|model)\b", ".*"));
                }
            }
        }
    }
}
