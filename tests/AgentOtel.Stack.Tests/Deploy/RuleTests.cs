using System.Text.RegularExpressions;
using AgentOtel.Tests;
using YamlDotNet.Serialization;

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
    public async Task Rules_OnKnownSeries_FireAndStayQuiet(string file) => await Tools.PromtoolAsync("test", "rules", Path.Combine(Tests, file));

    [Fact]
    public void Alerts_OnMetrics_EachFireInATestAndStayQuietInAnother()
    {
        var tests = string.Concat(Directory.GetFiles(Tests).Select(File.ReadAllText));

        Assert.All(Alerts("prometheus").Select(alert => (string)alert["alert"]).Where(name => name != "Watchdog"), name =>
        {
            Assert.Contains($"- name: {name} fires\n", tests, StringComparison.Ordinal);
            Assert.Contains($"- name: {name} stays quiet\n", tests, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Alerts_All_SayWhoWhatSinceWhatValueAndWhereToRead()
    {
        var all = Alerts("prometheus").Concat(Alerts("loki")).ToList();
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
            Assert.All((string[])["**What it means.**", "**How to look.**", "**What to do.**", "**How to quiet it.**"], part => Assert.Contains(part, page, StringComparison.Ordinal));
        });
        Assert.Equal(all.Count, all.Select(alert => alert["alert"]).Distinct().Count());
    }

    [Fact]
    public void Runbooks_All_BelongToAnAlert()
    {
        var used = Alerts("prometheus").Concat(Alerts("loki")).Select(alert => $"{((Dictionary<object, object>)alert["annotations"])["runbook"]}.md").Distinct();

        Assert.Equal(used.Order(StringComparer.Ordinal), Directory.GetFiles(Repository.Path("docs", "runbooks")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    [Trait("Needs", "LogQL")]
    public async Task Queries_OfLoki_Parse()
    {
        var page = File.ReadAllText(Repository.Path("deploy", "grafana", "provisioning", "datasources", "agentotel.yml"));
        var queries = Alerts("loki").Select(alert => (string)alert["expr"])
            .Append(Regex.Match(page, "query: '([{]service_name.*)'").Groups[1].Value.Replace("$${__trace.traceId}", "0af7", StringComparison.Ordinal))
            .ToList();

        foreach (var query in queries)
        {
            var (exitCode, _, error) = await Tools.TryAsync("node", [ServerCache.LogQl], ("", query));
            Assert.True(exitCode == 0, $"{query}: {error}");
        }

        Assert.Equal(2, queries.Count);
        Assert.Equal(1, (await Tools.TryAsync("node", [ServerCache.LogQl], ("", "{a=\"b\" | x="))).ExitCode);
    }

    /// <summary>A name that neither the contract nor a known server has would never fire.</summary>
    [Fact]
    public void Metrics_ThatRulesRead_AreKnown()
    {
        var page = File.ReadAllText(Repository.Path("docs", "telemetry.md"));
        var files = Directory.GetFiles(Repository.Path("deploy", "prometheus", "rules"), "*.yml").Select(File.ReadAllText).ToList();
        var recorded = files.SelectMany(file => Regex.Matches(file, @"record: (\S+)").Select(match => match.Groups[1].Value)).ToHashSet();
        var names = files.SelectMany(file => Regex.Matches(file, @"\b(agentotel:[a-z0-9_:]+|(?:agentotel|gen_ai)_[a-z0-9_]+(?:_total|_count|_sum|_bucket))\b").Select(match => match.Value)).Distinct();

        Assert.All(names, name =>
        {
            if (name.StartsWith("agentotel:", StringComparison.Ordinal))
            {
                Assert.Contains(name, recorded);
                return;
            }

            var stem = Regex.Replace(name, "(_seconds)?(_total|_count|_sum|_bucket)$", "").Replace('_', '.');
            var known = Regex.Matches(page, @"`((?:gen_ai|agentotel)\.[a-z_.]+)`").Select(match => match.Groups[1].Value.Replace('_', '.'));

            // Agent Framework's unit makes it a part of the name.
            Assert.True(known.Contains(stem) || name == "gen_ai_client_token_usage_tokens_sum", name);
        });
    }

    private static IEnumerable<Dictionary<object, object>> Alerts(string server)
    {
        var yaml = new DeserializerBuilder().Build();
        return Directory.GetFiles(Repository.Path("deploy", server, "rules"), "*.yml")
            .Select(file => yaml.Deserialize<Dictionary<object, object>>(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(File.OpenText(file)))))
            .SelectMany(file => ((List<object>)file["groups"]).Cast<Dictionary<object, object>>())
            .SelectMany(group => ((List<object>)group["rules"]).Cast<Dictionary<object, object>>())
            .Where(rule => rule.ContainsKey("alert"));
    }
}
