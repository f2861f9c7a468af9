using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Dashboards;

/// <summary>Each metric and label that a panel or a rule names is one of the contract's or of a server that is listed here.</summary>
public sealed partial class QueryNamesTests
{
    // By who sends it. Those of .NET are emitted by the runtime, ASP.NET Core and the kit's process metrics.
    private static readonly Dictionary<string, string[]> OfServers = new()
    {
        ["other libraries"] = ["gen_ai_client_token_usage_tokens_sum"],
        [".NET"] =
        [
            "http_server_request_duration_seconds_count", "http_server_request_duration_seconds_bucket", "http_server_active_requests",
            "http_client_request_duration_seconds_count", "http_client_request_duration_seconds_bucket",
            "dotnet_gc_collections_total", "dotnet_gc_pause_time_seconds_total", "dotnet_gc_last_collection_memory_committed_size_bytes",
            "dotnet_thread_pool_thread_count_total", "dotnet_thread_pool_queue_length_total",
            "process_cpu_time_seconds_total", "process_memory_usage_bytes", "process_thread_count", "system_filesystem_usage_bytes",
        ],
        ["Npgsql"] = ["db_client_operation_duration_seconds_count", "db_client_operation_duration_seconds_bucket"],
        ["the Collector"] =
        [
            .. from what in (string[])["receiver_accepted", "receiver_refused", "exporter_enqueue_failed", "exporter_send_failed"]
               from signal in (string[])["spans", "metric_points", "log_records"]
               select $"otelcol_{what}_{signal}_total",
            "otelcol_exporter_queue_size",
            "otelcol_exporter_queue_capacity",
            "otelcol_process_memory_rss_bytes",
            "otelcol_deltatocumulative_datapoints_total",

            // Of each app, by kept.yaml.
            "agentotel_telemetry_refused_total", "agentotel_telemetry_truncated_total",
        ],
        ["the Collector with the profile host"] =
        [
            "system_cpu_utilization_ratio",
            "system_memory_utilization_ratio",
            "system_filesystem_utilization_ratio",
            "system_disk_io_bytes_total",
            "system_network_io_bytes_total",
        ],
        ["Prometheus"] =
        [
            "up",
            "ALERTS",
            "target_info",
            "prometheus_tsdb_head_series",
            "prometheus_tsdb_storage_blocks_bytes",
            "prometheus_tsdb_wal_storage_size_bytes",
            "prometheus_tsdb_head_chunks_storage_size_bytes",
            "prometheus_rule_group_last_duration_seconds",
            "prometheus_rule_group_interval_seconds",
            "prometheus_rule_evaluation_failures_total",
            "prometheus_notifications_dropped_total",
            "prometheus_api_otlp_translation_warnings_total",
        ],
        ["Alertmanager"] = ["alertmanager_notifications_failed_total"],
    };

    // Labels that are no attribute of the contract.
    private static readonly HashSet<string> Labels =
    [
        "le",
        "job",
        "instance",
        "service_name",
        "service_namespace",
        "deployment_environment_name",
        "host_name",
        "__name__",
        "otel_metric_overflow",
        "gen_ai_system",
        "http_route",
        "http_response_status_code",
        "server_address",
        "db_system_name",
        "db_operation_name",
        "gc_heap_generation",
        "system_filesystem_state",
        "mountpoint",
        "device",
        "direction",
        "state",
        "exporter",
        "receiver",
        "signal",
        "what",
        "integration",
        "by",
        "rule_group",
        "alertname",
        "alertstate",
        "severity",
        "team",

        // Of the recording rules.
        "names", "figure", "part", "p", "m", "error",

        // Of Loki: the Collector makes one spelling of the level a label.
        "event_name", "severity_text", "seen",
    ];

    [Fact]
    public void Metrics_OfPanelsAndRules_AreKnown()
    {
        var known = Contract().Concat(Recorded()).Concat(OfServers.Values.SelectMany(names => names)).ToHashSet();

        var used = PromQl().SelectMany(query => Metrics(query.Query).Select(metric => (query.Where, metric))).Distinct().ToList();
        Assert.True(used.Count > 150);
        Assert.All(used, use => Assert.True(known.Contains(use.metric), $"{use.Where}: {use.metric}"));
    }

    [Fact]
    public void Names_ThatAreListed_AreUsed()
    {
        var used = PromQl().SelectMany(query => Metrics(query.Query)).ToHashSet();

        Assert.All(OfServers.Values.SelectMany(names => names), name => Assert.Contains(name, used));
        Assert.All(Recorded(), name => Assert.Contains(name, used));
    }

    [Fact]
    public void Labels_OfPanelsAndRules_AreKnown()
    {
        var page = File.ReadAllText(Repository.Path("docs", "telemetry.md"));
        var known = ContractName()
            .Matches(page)
            .Select(match => match.Groups[1].Value.Replace('.', '_'))
            .Append("error_type")
            .Concat(Labels)
            .ToHashSet();

        var used = PromQl().Concat(Boards.Queries("loki").Select(query => (query.Panel, query.Query)))
            .SelectMany(query => LabelsOf(query.Item2).Select(label => (query.Item1, label))).Distinct().ToList();
        Assert.True(used.Count > 150);
        Assert.All(used, use => Assert.True(known.Contains(use.label), $"{use.Item1}: {use.label}"));
    }

    [Theory]
    [InlineData(
        "sum by (agentotel_nothing) (rate(agentotel_nonsense_total{never=\"x\"}[5m]))",
        "agentotel_nonsense_total",
        "never,agentotel_nothing")]
    [InlineData("a_total / on (b) group_left () c:d:e", "a_total,c:d:e", "b")]
    [InlineData("{__name__=~\"a|b_total\",x!=\"\"}", "a,b_total", "__name__,x")]
    public void Parts_OfAQuery_AreFound(string query, string metrics, string labels)
    {
        Assert.Equal(metrics.Split(','), Metrics(query));
        Assert.Equal(labels.Split(','), LabelsOf(query));
    }

    private static IEnumerable<(string Where, string Query)> PromQl() =>
        Boards.Queries("prometheus").Select(query => ($"{query.Board} {query.Panel}", query.Query)).Concat(RuleFiles.Expressions());

    private static IEnumerable<string> Recorded() =>
        RuleFiles.All("prometheus").Where(rule => rule.ContainsKey("record")).Select(rule => (string)rule["record"]).Distinct();

    /// <summary>The contract's metrics, as Prometheus names them.</summary>
    private static IEnumerable<string> Contract()
    {
        var page = File.ReadAllText(Repository.Path("docs", "telemetry.md"));
        foreach (Match row in MetricRow().Matches(page))
        {
            var name = row.Groups[1].Value.Replace('.', '_') + (row.Groups[3].Value == "s" ? "_seconds" : "");
            if (row.Groups[2].Value == "histogram")
            {
                yield return $"{name}_bucket";
                yield return $"{name}_sum";
                yield return $"{name}_count";

                // As a native histogram it has no suffix.
                yield return name;
            }
            else
            {
                yield return row.Groups[2].Value == "counter" ? $"{name}_total" : name;
            }
        }
    }

    private static IEnumerable<string> Metrics(string query)
    {
        var named = NamePattern().Match(query) is { Success: true } match && !match.Value.Contains('!', StringComparison.Ordinal)
            ? Expand(match.Groups[1].Value) : [];
        var bare = Grouping().Replace(Braces().Replace(Quoted().Replace(query, "\"\""), " "), " ");
        return named.Concat(Identifier().Matches(Window().Replace(bare, " ")).Select(found => found.Value)
            .Where(name => name is not ("or" or "and" or "unless" or "offset" or "bool" or "e9"))).Distinct();
    }

    private static IEnumerable<string> LabelsOf(string query)
    {
        var bare = Quoted().Replace(query, "\"\"");
        return Matcher().Matches(bare).Select(match => match.Groups[1].Value)
            .Concat(
                Grouping().Matches(bare).SelectMany(match =>
                    match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))).Distinct();
    }

    /// <summary>Both of <c>a_(b|c)_d</c>; what ends in <c>.+</c> is a family and names none.</summary>
    private static IEnumerable<string> Expand(string pattern)
    {
        var group = Regex.Match(pattern, @"\(([^()]*)\)");
        return group.Success ? group.Groups[1].Value.Split('|').SelectMany(choice =>
            Expand(pattern.Replace(group.Value, choice, StringComparison.Ordinal)))
            : pattern.Split('|').Where(name =>
                !name.Contains('+', StringComparison.Ordinal) && !name.Contains('*', StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`((?:gen_ai|agentotel|error|session|user)\.[a-z_.]+)`")]
    private static partial Regex ContractName();

    [GeneratedRegex(@"^\| `([a-z_.]+)`(?: \(latest\))? \| (histogram|counter|up-down counter|gauge) \| (\S+) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("""__name__\s*=~\s*"([^"]*)"(?![^{}]*__name__\s*!)""")]
    private static partial Regex NamePattern();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\[[^\]]*\]|\boffset\s+\w+|@\s*\w+\(\)")]
    private static partial Regex Window();

    [GeneratedRegex(@"\b(?:by|on|without|ignoring|group_left|group_right)\s*\(([^()]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"(?<=[{,|]\s*)([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=(?!=))")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"(?<![\w:.])[a-zA-Z_][\w:]*(?![\w:]*\s*\()")]
    private static partial Regex Identifier();
}
