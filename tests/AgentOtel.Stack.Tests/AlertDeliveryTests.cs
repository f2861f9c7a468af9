using System.Text.Json;

namespace AgentOtel.Stack.Tests;

/// <summary>An alert raised by hand, through the real Alertmanager, to servers in the place of Slack and a webhook.</summary>
[Trait("Needs", "Prometheus")]
public sealed class AlertDeliveryTests
{
    [Fact]
    public async Task Alert_Critical_ArrivesInSlackGroupedWithButtonsAndResolves()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address);
        var started = DateTimeOffset.UtcNow.AddMinutes(-3);
        object Alert(string task, DateTimeOffset? ended = null) => new
        {
            labels = new Dictionary<string, string>
            {
                ["alertname"] = "AgentTaskRetries",
                ["severity"] = "critical",
                ["team"] = "operations",
                ["service_name"] = "shop & co",
                ["agentotel_task_name"] = task,
            },
            annotations = new Dictionary<string, string>
            {
                ["summary"] = $"Task {task} is retried",
                ["value"] = "7",
                ["threshold"] = "3",
                ["runbook_url"] = "https://example.com/runbooks/retries",
                ["dashboard"] = "agents",
            },
            startsAt = started,
            endsAt = ended ?? DateTimeOffset.UtcNow.AddMinutes(10),
        };

        await alertmanager.RaiseAsync(Alert("draft"), Alert("route"));

        var message = (
            await slack.WaitForAsync(
                m => Attachment(m, "title").StartsWith("[FIRING 2]", StringComparison.Ordinal),
                "message of two alerts")).GetProperty("attachments")[0];
        Assert.Equal("[FIRING 2] AgentTaskRetries · shop & co · critical", message.GetProperty("title").GetString());
        Assert.Equal("danger", message.GetProperty("color").GetString());
        var text = message.GetProperty("text").GetString()!;
        Assert.Contains("Task draft is retried", text, StringComparison.Ordinal);
        Assert.Contains(
            $"service shop & co · task route · value 7 · threshold 3 · critical · since {started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
            text,
            StringComparison.Ordinal);
        var buttons = message.GetProperty("actions")
            .EnumerateArray()
            .ToDictionary(action => action.GetProperty("text").GetString()!, action => new Uri(action.GetProperty("url").GetString()!));
        Assert.Equal(["Runbook", "Dashboard", "Traces", "Logs", "Silence"], buttons.Keys);
        Assert.Equal("https://example.com/runbooks/retries", buttons["Runbook"].AbsoluteUri);
        Assert.StartsWith("http://127.0.0.1:3000/d/agents?", buttons["Dashboard"].AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("var-service=shop+%26+co", buttons["Dashboard"].AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("service=shop+%26+co&tags=%7B%22error%22%3A%22true%22%7D", buttons["Traces"].AbsoluteUri, StringComparison.Ordinal);
        Assert.StartsWith(
            "http://127.0.0.1:9093/#/silences/new?filter=%7Balertname%3D%22AgentTaskRetries%22%7D",
            buttons["Silence"].AbsoluteUri,
            StringComparison.Ordinal);
        var panes = Uri.UnescapeDataString(buttons["Logs"].Query.Split("panes=")[1].Replace("+", " ", StringComparison.Ordinal));
        using var explore = JsonDocument.Parse(panes);
        Assert.Equal(
            "{service_name=~\"shop & co\"} | severity_text=~\"WARN|ERROR|FATAL\"",
            explore.RootElement.GetProperty("logs").GetProperty("queries")[0].GetProperty("expr").GetString());

        await alertmanager.RaiseAsync(Alert("draft", DateTimeOffset.UtcNow), Alert("route", DateTimeOffset.UtcNow));
        var resolved = await slack.WaitForAsync(
            m => Attachment(m, "title").StartsWith("[RESOLVED]", StringComparison.Ordinal), "message that it is over");
        Assert.Equal("good", Attachment(resolved, "color"));
    }

    [Fact]
    public async Task Alert_Major_GoesToTheWebhookOfTheUsersToo()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var webhook = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address, ("webhook_url", webhook.Address.AbsoluteUri));

        await alertmanager.RaiseAsync(new
        {
            labels = new Dictionary<string, string> { ["alertname"] = "Other", ["severity"] = "major" },
            annotations = new Dictionary<string, string> { ["summary"] = "Something", ["runbook"] = "AgentTaskRetries" },
        });

        var body = await webhook.WaitForAsync(_ => true, "webhook");
        Assert.Equal("Something", body.GetProperty("alerts")[0].GetProperty("annotations").GetProperty("summary").GetString());
        var message = (await slack.WaitForAsync(_ => true, "message")).GetProperty("attachments")[0];
        Assert.Equal("warning", message.GetProperty("color").GetString());
        Assert.Equal("http://127.0.0.1:9090/user/AgentTaskRetries.md", message.GetProperty("actions")[0].GetProperty("url").GetString());
        Assert.All(
            message.GetProperty("actions").EnumerateArray(),
            action => Assert.True(Uri.IsWellFormedUriString(action.GetProperty("url").GetString(), UriKind.Absolute)));
    }

    [Fact]
    public async Task Alert_Critical_ArrivesInPagerDutysForm()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var pagerDuty = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(
            slack.Address, pagerDuty.Address, [], ("pagerduty_key", "a-routing-key"));

        await alertmanager.RaiseAsync(new
        {
            labels = new Dictionary<string, string>
            {
                ["alertname"] = "CollectorDown",
                ["severity"] = "critical",
                ["service_name"] = "otel-collector",
            },
            annotations = new Dictionary<string, string> { ["summary"] = "The Collector does not answer", ["runbook"] = "CollectorDown" },
        });

        var page = await pagerDuty.WaitForAsync(_ => true, "page");
        Assert.Equal("a-routing-key", page.GetProperty("routing_key").GetString());
        Assert.Equal("trigger", page.GetProperty("event_action").GetString());
        Assert.Equal("critical", page.GetProperty("payload").GetProperty("severity").GetString());
        Assert.Equal("[FIRING] CollectorDown · otel-collector · critical", page.GetProperty("payload").GetProperty("summary").GetString());
        Assert.Contains(
            "The Collector does not answer",
            page.GetProperty("payload").GetProperty("custom_details").GetProperty("text").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:9090/user/CollectorDown.md", page.GetProperty("links")[0].GetProperty("href").GetString());
    }

    [Fact]
    public async Task Alert_Major_ArrivesByMail()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var mail = new SmtpReceiver();
        (string, string)[] settings =
        [
            ("ALERT_EMAIL_TO", "ops@example.com"), ("ALERT_EMAIL_FROM", "alerts@example.com"), ("ALERT_SMTP_SERVER", mail.Address),
            ("ALERT_SMTP_USER", "alerts"), ("ALERT_SMTP_REQUIRE_TLS", "false"),
        ];
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address, null, settings, ("email_password", "a-password"));

        await alertmanager.RaiseAsync(new
        {
            labels = new Dictionary<string, string> { ["alertname"] = "StoreDown", ["severity"] = "major" },
            annotations = new Dictionary<string, string> { ["summary"] = "loki does not answer", ["value"] = "down", ["threshold"] = "up" },
        });

        var message = await mail.MessageAsync();
        Assert.Contains("To: ops@example.com", message, StringComparison.Ordinal);
        Assert.Contains("StoreDown", message, StringComparison.Ordinal);
        Assert.Contains("loki does not answer", message, StringComparison.Ordinal);
        Assert.Equal("\0alerts\0a-password", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(mail.Login)));
    }

    [Fact]
    public async Task Alert_Major_ArrivesInTeamsAsACard()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var teams = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address, ("teams_url", teams.Address.AbsoluteUri));

        await alertmanager.RaiseAsync(Alert("AgentCacheHitsLow", "major", "shop"));

        var card = (await teams.WaitForAsync(_ => true, "card")).GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.adaptive", card.GetProperty("contentType").GetString());
        var texts = card.GetProperty("content")
            .GetProperty("body")
            .EnumerateArray()
            .Select(block => block.GetProperty("text").GetString()!)
            .ToList();
        Assert.Contains("[FIRING] AgentCacheHitsLow · shop · major", texts);
        Assert.Contains(texts, text => text.Contains("AgentCacheHitsLow of shop", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("critical", "critical")]
    [InlineData("", "none")]
    public async Task Alert_OfAnySeverityButMinor_OpensAnIssueInJira(string severity, string label)
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var jira = await WebhookReceiver.StartAsync("""{"issues":[]}""");
        (string, string)[] settings = [("JIRA_URL", jira.Address.AbsoluteUri), ("JIRA_USER", "ops@example.com"), ("JIRA_PROJECT", "OPS")];
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address, null, settings, ("jira_token", "a-token"));

        await alertmanager.RaiseAsync(Alert("CollectorDown", severity, "shop"));

        var (_, authorization, issue) = await jira.WaitForRequestAsync(request => request.Path == "/rest/api/2/issue", "issue");
        Assert.Equal("/rest/api/2/search", jira.Requests[0].Path);
        Assert.Equal("Basic " + Convert.ToBase64String("ops@example.com:a-token"u8), authorization);
        var fields = issue.GetProperty("fields");
        Assert.Equal("OPS", fields.GetProperty("project").GetProperty("key").GetString());
        Assert.StartsWith("[FIRING] CollectorDown · shop", fields.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains("CollectorDown of shop", fields.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Contains(label, fields.GetProperty("labels").EnumerateArray().Select(other => other.GetString()));
    }

    [Fact]
    public async Task Slack_WithAnotherAddress_HoldsWithoutARestart()
    {
        await using var sink = await WebhookReceiver.StartAsync();
        await using var slack = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(sink.Address);
        await alertmanager.RaiseAsync(Alert("First", "critical", "shop"));
        await sink.WaitForAsync(m => Attachment(m, "title").Contains("First", StringComparison.Ordinal), "first message");

        await alertmanager.SetAsync("slack_url", slack.Address.AbsoluteUri);
        await alertmanager.RaiseAsync(Alert("Second", "critical", "shop"));

        await slack.WaitForAsync(m => Attachment(m, "title").Contains("Second", StringComparison.Ordinal), "second message");
        Assert.DoesNotContain(sink.Messages, m => Attachment(m, "title").Contains("Second", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alert_BesideAWorseOne_IsNotSent()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address);

        await alertmanager.RaiseAsync(
            Alert("AgentLatencyHigh", "critical", "shop"),
            Alert("AgentLatencyHigh", "major", "shop"),
            Alert("AgentLatencyHigh", "major", "other"),
            Alert("CollectorDown", "critical", ""), Alert("AgentTelemetryAbsent", "major", "shop"));
        foreach (var title in (string[])[
            "[FIRING] AgentLatencyHigh · shop · critical", "[FIRING] AgentLatencyHigh · other · major",
            "[FIRING] CollectorDown · critical"])
        {
            await slack.WaitForAsync(m => Attachment(m, "title") == title, title);
        }

        // Whatever was raised before it and is to be sent has been sent when this arrives.
        await alertmanager.RaiseAsync(Alert("Last", "major", "shop"));
        await slack.WaitForAsync(m => Attachment(m, "title").Contains("Last", StringComparison.Ordinal), "last message");
        Assert.DoesNotContain(
            slack.Messages,
            m => Attachment(m, "title") is "[FIRING] AgentLatencyHigh · shop · major" or "[FIRING] AgentTelemetryAbsent · shop · major");
    }

    [Fact]
    public async Task Alerts_ThatFollowFromAnother_AreInhibited()
    {
        await using var slack = await WebhookReceiver.StartAsync();
        await using var alertmanager = await Alertmanager.StartAsync(slack.Address);
        object Raised(string name, string severity, string service = "shop", params (string Name, string Value)[] more) => new
        {
            labels = new Dictionary<string, string>(more.Select(label => KeyValuePair.Create(label.Name, label.Value)))
            {
                ["alertname"] = name,
                ["severity"] = severity,
                ["service_name"] = service,
            },
            annotations = new Dictionary<string, string> { ["summary"] = name },
        };
        var campaign = ("gen_ai_workflow_name", "campaign");

        await alertmanager.RaiseAsync(
            Raised("AgentSloFastBurn", "critical", "shop", campaign),
            Raised("AgentSloSlowBurn", "major", "shop", campaign),
            Raised("AgentSloSlowBurn", "major", "shop", ("gen_ai_workflow_name", "other")),
            Raised("AgentUnhandledException", "critical", "shop", ("error_type", "x")),
            Raised("AgentCriticalError", "critical", "shop", ("error_type", "x")),
            Raised("AgentCriticalError", "critical", "shop", ("error_type", "y")),
            Raised("AgentAuthenticationFailing", "critical"),
            Raised("AgentCriticalError", "critical", "shop", ("agentotel_error_category", "authentication")),
            Raised("AgentCriticalError", "critical", "shop", ("agentotel_error_category", "rate_limit")),
            Raised("AgentTelemetryAbsent", "major"), Raised("AgentRunsLow", "minor"),
            Raised("CollectorDown", "critical", "otel-collector"),
            Raised("AgentTelemetryAbsent", "major", "other"),
            Raised("CollectorDropping", "critical", "otel-collector"),
            Raised("ProcessMemoryHigh", "major"));

        var inhibited = await alertmanager.InhibitedAsync(count: 6);
        Assert.Equal(
            [
                "AgentCriticalError authentication", "AgentCriticalError x", "AgentRunsLow shop", "AgentSloSlowBurn campaign",
                "AgentTelemetryAbsent other", "AgentTelemetryAbsent shop",
            ],
            inhibited.Select(labels => $"{labels["alertname"]} {About(labels)}").Order(StringComparer.Ordinal));

        static string About(Dictionary<string, string> labels) =>
            labels.GetValueOrDefault("error_type") ?? labels.GetValueOrDefault("gen_ai_workflow_name")
            ?? labels.GetValueOrDefault("agentotel_error_category") ?? labels["service_name"];
    }

    private static object Alert(string name, string severity, string service) => new
    {
        labels = new Dictionary<string, string> { ["alertname"] = name, ["severity"] = severity, ["service_name"] = service },
        annotations = new Dictionary<string, string> { ["summary"] = $"{name} of {service}" },
    };

    private static string Attachment(JsonElement message, string field) =>
        message.GetProperty("attachments")[0].GetProperty(field).GetString()!;
}
