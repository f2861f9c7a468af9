using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>The rules: checked and tested by Prometheus's own tool, and each alert with all that a person who is woken needs.</summary>
public sealed class RuleTests
{
    private static readonly string Tests = Repository.Path("tests", "AgentOtel.Stack.Tests", "Rules");

    public static TheoryData<string> TestFiles => [.. Directory.GetFiles(Tests).Select(Path.GetFileName).Cast<string>()];

    [Fact]
    [Trait("Needs", "Prometheus")]
    public async Task Rules_OfEveryFile_AreClean() =>
        await Tools.PromtoolAsync(["check", "rules", .. Directory.GetFiles(Repository.Path("deploy", "prometheus", "rules"), "*.yml")]);

    [Theory]
    [MemberData(nameof(TestFiles))]
    [Trait("Needs", "Prometheus")]
    public async Task Rules_OnKnownSeries_FireAndStayQuiet(string file) =>
        await Tools.PromtoolAsync("test", "rules", Path.Combine(Tests, file));

    [Fact]
    public void Alerts_OnMetrics_EachFireInATestAndStayQuietInAnother()
    {
        var tests = string.Concat(Directory.GetFiles(Tests).Select(File.ReadAllText));

        Assert.All(RuleFiles.Alerts("prometheus").Select(alert => (string)alert["alert"]).Where(name => name != "Watchdog"), name =>
        {
            Assert.Contains($"- name: {name} fires\n", tests, StringComparison.Ordinal);
            Assert.Contains($"- name: {name} stays quiet\n", tests, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Alerts_All_SayWhoWhatSinceWhatValueAndWhereToRead()
    {
        var all = RuleFiles.Alerts("prometheus").Concat(RuleFiles.Alerts("loki")).ToList();
        Assert.True(all.Count > 40);
        Assert.All(all, alert =>
        {
            var labels = (Dictionary<object, object>)alert["labels"];
            var annotations = (Dictionary<object, object>)alert["annotations"];
            Assert.Contains((string)labels["severity"], (string[])["critical", "major", "minor", "none"]);
            Assert.Contains((string)labels["team"], (string[])["developers", "operations", "finance", "management"]);
            Assert.NotEqual("", annotations["summary"]);
            if ((string)alert["alert"] != "Watchdog")
            {
                Assert.NotEqual("", annotations["value"]);
                Assert.NotEqual("", annotations["threshold"]);
            }

            var page = File.ReadAllText(Repository.Path("docs", "runbooks", $"{annotations["runbook"]}.md"));
            Assert.Contains((string)alert["alert"], page.Split('\n')[0], StringComparison.Ordinal);
            Assert.All(
                (string[])["**What it means.**", "**How to look.**", "**What to do.**", "**How to quiet it.**"],
                part => Assert.Contains(part, page, StringComparison.Ordinal));
        });
        Assert.Equal(all.Count, all.Select(alert => alert["alert"]).Distinct().Count());
    }

    [Fact]
    public void Alerts_All_StandInTheDocsAndNameABoardThatIs()
    {
        var page = File.ReadAllText(Repository.Path("docs", "alerts.md"));
        var boards = Directory.GetFiles(Repository.Path("deploy", "grafana", "dashboards"), "*.json", SearchOption.AllDirectories)
            .Select(file => $"agentotel-{Path.GetFileNameWithoutExtension(file)}")
            .ToHashSet();
        foreach (var server in (string[])["prometheus", "loki"])
        {
            Assert.All(RuleFiles.Alerts(server), alert =>
            {
                var labels = (Dictionary<object, object>)alert["labels"];
                var annotations = (Dictionary<object, object>)alert["annotations"];
                Assert.Contains(
                    $"| [{alert["alert"]}](runbooks/{annotations["runbook"]}.md) | {labels["severity"]} | {labels["team"]} | "
                        + $"{alert.GetValueOrDefault("for") ?? "at once"} | {server} |\n",
                    page,
                    StringComparison.Ordinal);
                Assert.True(
                    (string)alert["alert"] == "Watchdog" || boards.Contains((string)annotations["dashboard"]), (string)alert["alert"]);
            });
        }

        Assert.Equal(RuleFiles.Alerts("prometheus").Count() + RuleFiles.Alerts("loki").Count(), page.Split("](runbooks/").Length - 1);
    }

    /// <summary>
    /// What a comparison compares with is a threshold's series, or nothing at all (0, or 0.5 of a count that is extrapolated).
    /// </summary>
    [Fact]
    public void Thresholds_OfAlerts_StandInTheOneFile()
    {
        var recorded = RuleFiles.All("prometheus")
            .Where(rule => rule.ContainsKey("record"))
            .Select(rule => (string)rule["record"])
            .ToHashSet();
        Assert.All(RuleFiles.Alerts("prometheus"), alert =>
        {
            var numbers = Regex.Matches((string)alert["expr"], @"[<>]=?\s*([0-9][0-9.e]*)")
                .Select(match => match.Groups[1].Value)
                .Distinct();
            // A budget is used up at 1, and a queue that grows would be full at 1.
            Assert.Empty(
                numbers.Except(
                    (string)alert["alert"] is "AgentBudgetUsed" or "AgentBudgetNearlyUsed" or "CollectorQueueWillFill"
                        ? ["0", "1"]
                        : ["0", "0.5"]));
            Assert.All(
                Regex.Matches((string)alert["expr"], @"agentotel:threshold:\w+").Select(match => match.Value),
                name => Assert.Contains(name, recorded));
        });
        Assert.All(recorded.Where(name => name.StartsWith("agentotel:threshold:", StringComparison.Ordinal)), name =>
            Assert.Contains(RuleFiles.Alerts("prometheus"), alert => Regex.IsMatch((string)alert["expr"], $@"{name}\b")));
    }

    /// <summary>Each counter in the same way: what is seen is recorded first, then what it grew by since it was last seen.</summary>
    [Fact]
    public void Growth_OfEachCounter_IsRecordedAlike()
    {
        var rules = RuleFiles.All("prometheus")
            .Where(rule => rule.ContainsKey("record"))
            .Select(rule => (Name: (string)rule["record"], Expression: (string)rule["expr"]))
            .ToList();
        var seen = rules.Where(rule => rule.Name.EndsWith(":seen", StringComparison.Ordinal)).ToList();

        Assert.True(seen.Count > 30);
        Assert.All(seen, rule =>
        {
            var counter = rule.Name[..^":seen".Length];
            var next = rules[rules.IndexOf(rule) + 1];
            Assert.Equal($"{counter}:grown", next.Name);
            if (rule.Expression == counter)
            {
                var growth =
                    $"{counter}:seen - (last_over_time({counter}:seen[1h] offset 1ms) or min_over_time({counter}[1h])) >= 0 or "
                        + $"{counter}:seen";
                Assert.Contains(next.Expression, (string[])[growth, $"sum without (job, instance, host_name) ({growth})"]);
            }
        });
    }

    [Fact]
    public void Runbooks_All_BelongToAnAlert()
    {
        var used = RuleFiles.Alerts("prometheus")
            .Concat(RuleFiles.Alerts("loki"))
            .Select(alert => $"{((Dictionary<object, object>)alert["annotations"])["runbook"]}.md")
            .Distinct();

        Assert.Equal(
            used.Order(StringComparer.Ordinal),
            Directory.GetFiles(Repository.Path("docs", "runbooks")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Needs", "LogQL")]
    public async Task Queries_OfLoki_Parse()
    {
        var page = File.ReadAllText(Repository.Path("deploy", "grafana", "provisioning", "datasources", "agentotel.yml"));
        var queries = RuleFiles.Alerts("loki").Select(alert => (string)alert["expr"])
            .Append(
                Regex.Match(page, "query: '([{]service_name.*)'").Groups[1].Value.Replace(
                    "$${__trace.traceId}", "0af7", StringComparison.Ordinal))
            .ToList();

        foreach (var query in queries)
        {
            var (exitCode, _, error) = await Tools.TryAsync("node", [ServerCache.LogQl], ("", query));
            Assert.True(exitCode == 0, $"{query}: {error}");
        }

        Assert.Equal(2, queries.Count);
        Assert.Equal(1, (await Tools.TryAsync("node", [ServerCache.LogQl], ("", "{a=\"b\" | x="))).ExitCode);
    }
}
