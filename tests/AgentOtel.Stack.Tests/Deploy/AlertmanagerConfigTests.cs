namespace AgentOtel.Stack.Tests.Deploy;

[Trait("Needs", "Prometheus")]
public sealed class AlertmanagerConfigTests
{
    private static readonly (string, string)[] Settings =
    [
        ("ALERT_EMAIL_TO", "ops@example.com"), ("ALERT_EMAIL_FROM", "alerts@example.com"), ("ALERT_SMTP_SERVER", "mail.example.com:587"),
        ("ALERT_SMTP_USER", "alerts|&x"),
        ("JIRA_URL", "https://example.atlassian.net"),
        ("JIRA_USER", "ops@example.com"),
        ("JIRA_PROJECT", "OPS"),
    ];

    [Fact]
    public async Task Init_AtFirst_HasSlackAloneAtTheSinkAndIsValid()
    {
        using var init = new InitRun();
        Assert.Equal("", await init.RunAsync());

        await Tools.AmtoolAsync("check-config", init.Alertmanager);
        Assert.Equal("http://alert-sink:8080/cgi-bin/slack", init.Secret("slack_url"));
        Assert.Matches("^[0-9a-f]{48}$", init.Secret("grafana_admin"));
        var file = File.ReadAllText(init.Alertmanager);
        Assert.Equal(3, Count(file, "slack_configs:"));
        Assert.All(
            (string[])[
                "email_configs", "pagerduty_configs", "msteamsv2_configs", "jira_configs", "webhook_configs", "\n    #@", "\n  #@",
                "@ALERT"],
            kind => Assert.DoesNotContain(kind, file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Init_RunAgain_KeepsSecrets()
    {
        using var init = new InitRun();
        await init.RunAsync();
        await init.SetAsync("slack_url", "https://hooks.slack.com/services/x\n");
        var password = init.Secret("grafana_admin");

        await init.RunAsync();

        Assert.Equal("https://hooks.slack.com/services/x", init.Secret("slack_url"));
        Assert.Equal(password, init.Secret("grafana_admin"));
    }

    [Fact]
    public async Task Init_WithEverySecret_HasEveryReceiverAndIsValid()
    {
        using var init = new InitRun();
        foreach (var secret in (string[])[
            "email_password", "pagerduty_key", "teams_url", "jira_token", "webhook_url", "deadman_url", "slack_url_finance"])
        {
            await init.SetAsync(secret, "https://example.com/secret");
        }

        await init.RunAsync(Settings);

        await Tools.AmtoolAsync("check-config", init.Alertmanager);
        var file = File.ReadAllText(init.Alertmanager);
        Assert.Equal(4, Count(file, "slack_configs:"));
        Assert.Equal(2, Count(file, "email_configs:"));
        Assert.Equal(1, Count(file, "pagerduty_configs:"));
        Assert.Equal(3, Count(file, "msteamsv2_configs:"));
        Assert.Equal(2, Count(file, "jira_configs:"));
        Assert.Equal(4, Count(file, "webhook_configs:"));
        Assert.Contains("auth_username: 'alerts|&x'", file, StringComparison.Ordinal);
        Assert.Contains("api_url_file: /config/secrets/slack_url_finance", file, StringComparison.Ordinal);
        Assert.DoesNotContain("https://example.com/secret", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_ThatIsEmptied_SwitchesItsReceiverOffAndSlackBackToTheSink()
    {
        using var init = new InitRun();
        await init.SetAsync("slack_url", "https://hooks.slack.com/services/x");
        await init.SetAsync("webhook_url", "https://example.com/hook");
        Assert.Contains("webhook_configs", File.ReadAllText(init.Alertmanager), StringComparison.Ordinal);

        await init.SetAsync("webhook_url", "");
        await init.SetAsync("slack_url", "");

        Assert.Equal("http://alert-sink:8080/cgi-bin/slack", init.Secret("slack_url"));
        var file = File.ReadAllText(init.Alertmanager);
        Assert.DoesNotContain("webhook_configs", file, StringComparison.Ordinal);
        Assert.Equal(3, Count(file, "slack_configs:"));
        await Tools.AmtoolAsync("check-config", init.Alertmanager);
    }

    [Fact]
    public async Task Init_WithRulesOnLogsOfTheUsers_PutsThemBesideOursAndForgetsThemAgain()
    {
        using var init = new InitRun();
        var rules = Path.Combine(init.Custom, "loki", "mine.yml");
        Directory.CreateDirectory(Path.GetDirectoryName(rules)!);
        await File.WriteAllTextAsync(rules, "groups: []\n");
        var folder = Path.Combine(init.Config, "loki-rules", "fake");

        await init.RunAsync();
        Assert.Equal(
            ["agentotel-errors.yml", "custom-mine.yml"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        File.Delete(rules);
        await init.RunAsync();
        Assert.Equal(["agentotel-errors.yml"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Init_WithHalfAReceiver_LeavesItOutAndSaysWhatToSet()
    {
        using var init = new InitRun();
        await init.SetAsync("email_password", "secret");

        var said = await init.RunAsync();

        Assert.Contains("email_password is set and ALERT_EMAIL_TO is not: set it in .env", said, StringComparison.Ordinal);
        Assert.DoesNotContain("email_configs", File.ReadAllText(init.Alertmanager), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_WithRoutesAndReceiversOfTheUsers_PutsThemIn()
    {
        using var init = new InitRun();
        Directory.CreateDirectory(Path.Combine(init.Custom, "alertmanager"));
        await File.WriteAllTextAsync(
            Path.Combine(init.Custom, "alertmanager", "routes.yml"), "- matchers: ['service_name=\"shop\"']\n  receiver: shop\n");
        await File.WriteAllTextAsync(
            Path.Combine(init.Custom, "alertmanager", "receivers.yml"),
            "- name: shop\n  webhook_configs:\n    - {url: 'http://127.0.0.1:1/shop'}\n");
        await init.RunAsync();

        await Tools.AmtoolAsync("check-config", init.Alertmanager);
        await RouteAsync(init, "shop", "severity=critical", "service_name=shop");
        await RouteAsync(init, "critical", "severity=critical", "service_name=other");
    }

    [Theory]
    [InlineData("watchdog", "alertname=Watchdog", "severity=none")]
    [InlineData("critical", "severity=critical", "service_name=x")]
    [InlineData("major", "severity=major", "service_name=x")]
    [InlineData("minor", "severity=minor", "service_name=x")]
    [InlineData("major", "alertname=NoSeverity")]
    public async Task Route_OfAnAlert_GoesTo(string receivers, params string[] labels)
    {
        using var init = new InitRun();
        await init.RunAsync();

        await RouteAsync(init, receivers, labels);
    }

    [Fact]
    public async Task Route_OfATeamWithAChannel_GoesThereToo()
    {
        using var init = new InitRun();
        await init.SetAsync("slack_url_finance", "https://example.com/x");

        await RouteAsync(init, "team-finance,critical", "severity=critical", "team=finance");
        await RouteAsync(init, "critical", "severity=critical", "team=operations");
    }

    [Fact]
    public async Task Routes_OfSeverities_RepeatAndKeepQuietAsTheDocsSay()
    {
        using var init = new InitRun();
        await init.RunAsync();
        var file = new YamlDotNet.Serialization.DeserializerBuilder()
            .Build()
            .Deserialize<Dictionary<string, object>>(await File.ReadAllTextAsync(init.Alertmanager));
        var route = (Dictionary<object, object>)file["route"];
        var routes = ((List<object>)route["routes"])
            .Cast<Dictionary<object, object>>()
            .ToDictionary(r => (string)((List<object>)r["matchers"])[0]);

        Assert.Equal(["alertname", "service_name", "deployment_environment_name"], (List<object>)route["group_by"]);
        Assert.Equal(("30s", "5m"), (route["group_wait"], route["group_interval"]));
        Assert.Equal(
            ("10s", "2m", "1h"),
            (
                routes["severity=\"critical\""]["group_wait"],
                routes["severity=\"critical\""]["group_interval"],
                routes["severity=\"critical\""]["repeat_interval"]));
        Assert.Equal("4h", routes["severity=\"major\""]["repeat_interval"]);
        Assert.Equal("24h", routes["severity=\"minor\""]["repeat_interval"]);
        Assert.Equal(["quiet-hours"], (List<object>)routes["severity=\"minor\""]["mute_time_intervals"]);
        Assert.All(
            routes.Where(r => !r.Key.Contains("minor", StringComparison.Ordinal)),
            r => Assert.DoesNotContain("mute_time_intervals", r.Value.Keys));
        var quiet = (Dictionary<object, object>)((List<object>)file["time_intervals"]).Single();
        var intervals = ((List<object>)quiet["time_intervals"]).Cast<Dictionary<object, object>>().ToList();
        Assert.Equal("quiet-hours", quiet["name"]);
        Assert.Equal(["saturday", "sunday"], (List<object>)intervals[0]["weekdays"]);
        Assert.Equal(
            ["00:00-07:00", "19:00-24:00"],
            ((List<object>)intervals[1]["times"])
                .Cast<Dictionary<object, object>>()
                .Select(time => $"{time["start_time"]}-{time["end_time"]}"));
    }

    [Fact]
    public async Task Secret_OfNoName_IsRefused()
    {
        using var init = new InitRun();
        var (exitCode, _, error) = await Tools.TryAsync(
            "sh",
            [AgentOtel.Tests.Repository.Path("deploy", "init", "init.sh"), "set", "slak_url"],
            ("CONFIG", init.Config),
            ("CUSTOM", init.Custom),
            ("DEPLOY", AgentOtel.Tests.Repository.Path("deploy")));

        Assert.Equal(2, exitCode);
        Assert.Contains("There is no secret slak_url.", error, StringComparison.Ordinal);
    }

    private static Task<string> RouteAsync(InitRun init, string receivers, params string[] labels) =>
        Tools.AmtoolAsync(["config", "routes", "test", $"--config.file={init.Alertmanager}", $"--verify.receivers={receivers}", .. labels]);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
