using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>What Loki, Jaeger and Grafana are told, and that it fits what the others send and say.</summary>
public sealed partial class StoreFilesTests
{
    [Fact]
    public void Loki_ByItsFile_KeepsEachStreamAsLongAsItShould()
    {
        var loki = Yaml.Read("deploy", "loki", "loki.yaml");

        Assert.Equal("720h", loki.Text("limits_config", "retention_period"));
        Assert.Equal(
            [("""{severity_text=~"ERROR|FATAL"}""", "2160h"), ("""{service_namespace="audit"}""", "9600h")],
            loki.List("limits_config", "retention_stream").Select(stream => (stream.Text("selector"), stream.Text("period"))));

        // Without both nothing is ever deleted.
        Assert.Equal("true", loki.Text("compactor", "retention_enabled"));
        Assert.Equal("filesystem", loki.Text("compactor", "delete_request_store"));
        var docs = File.ReadAllText(Repository.Path("docs", "stack.md"));
        Assert.All(
            (string[])[
                "| logs | Loki | 30 days |", "| error logs | Loki | 90 days |",
                "| audit log (`service.namespace` = `audit`) | Loki | 400 days |", "| traces | Jaeger | 14 days |"],
            row => Assert.Contains(row, docs, StringComparison.Ordinal));
    }

    [Fact]
    public void Loki_ByItsFile_HasFewLabelsAndTheSeverityThatTheCollectorWrites()
    {
        var loki = Yaml.Read("deploy", "loki", "loki.yaml");

        var attributes = loki.At("limits_config", "otlp_config", "resource_attributes");
        Assert.Equal("true", attributes.Text("ignore_defaults"));
        Assert.Equal(
            ["service.name", "service.namespace", "deployment.environment.name"],
            Assert.Single(attributes.List("attributes_config")).List("attributes").Select(name => name.Value));
        Assert.Equal("true", loki.Text("limits_config", "otlp_config", "severity_text_as_label"));
        Assert.Equal("true", loki.Text("limits_config", "allow_structured_metadata"));
        var schema = Assert.Single(loki.List("schema_config", "configs"));
        Assert.Equal(("tsdb", "v13", "24h"), (schema.Text("store"), schema.Text("schema"), schema.Text("index", "period")));
        Assert.Equal("http://alertmanager:9093", loki.Text("ruler", "alertmanager_url"));
        Assert.Equal("/config/loki-rules", loki.Text("ruler", "storage", "local", "directory"));
        var written = Severity()
            .Matches(File.ReadAllText(Repository.Path("deploy", "otel-collector", "contrib.yaml")))
            .Select(match => match.Groups[1].Value);
        Assert.Equal(["FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"], written);
    }

    /// <summary>Loki drops an event's native name, and refuses more than 128 attributes or 64 KB of them.</summary>
    [Fact]
    public void Logs_ByTheCollector_ArePutInOrderForLoki()
    {
        var statements = Assert.Single(
            Yaml.Read("deploy", "otel-collector", "contrib.yaml")
                .List("processors", "transform/logs", "log_statements"))
                .List("statements")
                .Select(statement => statement.Value)
                .ToList();

        Assert.Equal(
            """set(log.attributes["log.template"], log.attributes["{OriginalFormat}"]) where log.attributes["{OriginalFormat}"] != nil""",
            statements[0]);
        Assert.Equal("""delete_key(log.attributes, "{OriginalFormat}")""", statements[1]);
        Assert.Contains("""set(log.attributes["event.name"], log.event_name) where log.event_name != "" """.Trim(), statements);
        Assert.Contains("truncate_all(log.attributes, 8192)", statements);
        var limit = Regex.Match(
            Assert.Single(statements, statement => statement.StartsWith("limit(", StringComparison.Ordinal)),
            """^limit\(log\.attributes, (\d+), \[(.+)\]\)$""");
        Assert.InRange(int.Parse(limit.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 50, 128);
        var contract = File.ReadAllText(Repository.Path("docs", "telemetry.md"));
        Assert.All(
            limit.Groups[2].Value.Split(", ")
                .Select(name => name.Trim('"'))
                .Where(name => name is not ("log.template" or "agentotel.truncated")),
            name => Assert.Contains($"`{name}`", contract, StringComparison.Ordinal));
    }

    [Fact]
    public void Sampling_WhereItIsOn_KeepsErrorsSlowAndExpensiveRuns()
    {
        var policies = Yaml.Read("deploy", "otel-collector", "sampling.yaml")
            .List("processors", "tail_sampling", "policies")
            .ToDictionary(policy => policy.Text("name"));

        Assert.Equal(["errors", "expensive", "slow", "some"], policies.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("ERROR", Assert.Single(policies["errors"].List("status_code", "status_codes")).Value);
        Assert.Equal("30000", policies["slow"].Text("latency", "threshold_ms"));
        var cost = Assert.Single(policies["expensive"].List("ottl_condition", "span")).Value;
        Assert.StartsWith("""attributes["agentotel.total.cost_usd"] != nil and """, cost, StringComparison.Ordinal);
        Assert.Contains("`agentotel.total.cost_usd`", File.ReadAllText(Repository.Path("docs", "telemetry.md")), StringComparison.Ordinal);
    }

    /// <summary>Older points it refuses for good.</summary>
    [Fact]
    public void Prometheus_ByItsFile_TakesWhatTheCollectorStillTries()
    {
        var window = Yaml.Read("deploy", "prometheus", "prometheus.yml").Text("storage", "tsdb", "out_of_order_time_window");
        var tries = Yaml.Read("deploy", "otel-collector", "base.yaml").Text(
            "exporters", "otlp_http/prometheus", "retry_on_failure", "max_elapsed_time");

        Assert.Equal(("30m", "25m"), (window, tries));
        Assert.Equal(
            "UnderscoreEscapingWithSuffixes", Yaml.Read("deploy", "prometheus", "prometheus.yml").Text("otlp", "translation_strategy"));
    }

    [Fact]
    public void Jaeger_ByItsFile_KeepsTracesOnDiskForTwoWeeksAndShowsMonitorAndDependencies()
    {
        var jaeger = Yaml.Read("deploy", "jaeger", "jaeger.yaml");

        var badger = jaeger.At("extensions", "jaeger_storage", "backends", "main", "badger");
        Assert.Equal("false", badger.Text("ephemeral"));
        Assert.Equal("336h", badger.Text("ttl", "spans"));
        Assert.StartsWith("/badger/", badger.Text("directories", "keys"), StringComparison.Ordinal);
        Assert.StartsWith("/badger/", badger.Text("directories", "values"), StringComparison.Ordinal);
        Assert.Equal("main", jaeger.Text("extensions", "jaeger_query", "storage", "traces"));
        Assert.Equal("main", jaeger.Text("exporters", "jaeger_storage_exporter", "trace_storage"));

        // Where the Collector's span metrics are, under the names they have there.
        var metrics = jaeger.At(
            "extensions",
            "jaeger_storage",
            "metric_backends",
            jaeger.Text("extensions", "jaeger_query", "storage", "metrics"),
            "prometheus");
        Assert.Equal(
            ("http://prometheus:9090", "true", "true"),
            (metrics.Text("endpoint"), metrics.Text("normalize_calls"), metrics.Text("normalize_duration")));
        Assert.Equal("ms", Yaml.Read("deploy", "otel-collector", "contrib.yaml").Text("connectors", "span_metrics", "histogram", "unit"));
        Assert.Equal("/etc/jaeger/ui.json", jaeger.Text("extensions", "jaeger_query", "ui", "config_file"));
        using var ui = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Repository.Path("deploy", "jaeger", "ui.json")));
        Assert.True(ui.RootElement.GetProperty("monitor").GetProperty("menuEnabled").GetBoolean());
        Assert.True(ui.RootElement.GetProperty("dependencies").GetProperty("menuEnabled").GetBoolean());
    }

    [Fact]
    public void DataSources_OfGrafana_AreLinkedAllWays()
    {
        var sources = Yaml.Read("deploy", "grafana", "provisioning", "datasources", "agentotel.yml")
            .List("datasources")
            .ToDictionary(source => source.Text("uid"));

        Assert.Equal(["alertmanager", "jaeger", "loki", "prometheus"], sources.Keys.Order(StringComparer.Ordinal));
        Assert.All(sources.Values, source => Assert.Equal("false", source.Text("editable")));
        var exemplar = Assert.Single(sources["prometheus"].List("jsonData", "exemplarTraceIdDestinations"));
        Assert.Equal(("trace_id", "jaeger"), (exemplar.Text("name"), exemplar.Text("datasourceUid")));
        var field = Assert.Single(sources["loki"].List("jsonData", "derivedFields"));
        Assert.Equal(("label", "trace_id", "jaeger"), (field.Text("matcherType"), field.Text("matcherRegex"), field.Text("datasourceUid")));

        // Every app has a name, and not every app a namespace; a query with the trace's tags would be empty.
        var logs = sources["jaeger"].At("jsonData", "tracesToLogsV2");
        Assert.Equal("loki", logs.Text("datasourceUid"));
        Assert.Equal("true", logs.Text("customQuery"));
        Assert.Equal("""{service_name=~".+"} | trace_id="$${__trace.traceId}" """.Trim(), logs.Text("query"));
        var metrics = sources["jaeger"].At("jsonData", "tracesToMetrics");
        Assert.Equal("prometheus", metrics.Text("datasourceUid"));
        Assert.NotEmpty(metrics.List("queries"));
    }

    [Fact]
    public void Folders_OfGrafana_AreOneForEachRoleWithATeam()
    {
        var providers = Yaml.Read("deploy", "grafana", "provisioning", "dashboards", "agentotel.yml")
            .List("providers")
            .ToDictionary(provider => provider.Text("folderUid"));
        var script = File.ReadAllText(Repository.Path("deploy", "grafana", "teams.sh"));

        Assert.Equal(
            ["agentotel-custom", "agentotel-developer", "agentotel-finance", "agentotel-management", "agentotel-operations"],
            providers.Keys.Order(StringComparer.Ordinal));
        foreach (var (uid, provider) in providers.Where(provider => provider.Key != "agentotel-custom"))
        {
            Assert.Contains($"folder {uid} {provider.Text("folder")} ", script, StringComparison.Ordinal);
            Assert.Equal($"/etc/agentotel/dashboards/{uid["agentotel-".Length..]}", provider.Text("options", "path"));
            Assert.NotEmpty(Directory.GetFiles(Repository.Path("deploy", "grafana", "dashboards", uid["agentotel-".Length..]), "*.json"));
        }
    }

    [GeneratedRegex(@"set\(log\.severity_text, ""([A-Z]+)""\)")]
    private static partial Regex Severity();
}
