using System.Text.Json;
using AgentOtel.Stack.Tests.Deploy;

namespace AgentOtel.Stack.Tests;

/// <summary>The sample's <c>/metrics</c>, in the real Prometheus and by its own checker.</summary>
[Trait("Needs", "Prometheus")]
public sealed class ScrapeTests
{
    [Fact]
    public async Task Sample_ScrapedByPrometheus_HasTheNamesLabelsAndExemplars()
    {
        await using var sample = await SampleProcess.StartAsync(null, ["--rate", "0", "--faults", "off"]);
        await using var prometheus = await Prometheus.StartAsync(sample.Address);
        await sample.PostAsync("/campaigns", new { brief = "Launch a green tea" });

        var cost = await prometheus.WaitForAsync(
            Query(
                "sum by (service_name, service_namespace, gen_ai_request_model, agentotel_cost_category) "
                    + "(agentotel_cost_usd_total{gen_ai_request_model!=\"\"}) > 0"),
            data => data.GetProperty("result").GetArrayLength() > 0);
        Assert.All(cost.GetProperty("result").EnumerateArray(), series =>
        {
            Assert.Equal("MarketingAgents", series.GetProperty("metric").GetProperty("service_name").GetString());
            Assert.Equal("agents", series.GetProperty("metric").GetProperty("service_namespace").GetString());
        });
        foreach (var metric in (string[])[
            "gen_ai_client_operation_duration_seconds_bucket", "gen_ai_client_token_usage_sum",
            "gen_ai_invoke_workflow_duration_seconds_count", "agentotel_task_duration_seconds_bucket",
            "gen_ai_invoke_agent_inference_calls_count", "target_info", "http_client_request_duration_seconds_count",
            "dotnet_gc_collections_total", "process_cpu_time_seconds_total"])
        {
            await prometheus.WaitForAsync(
                Query($$"""{{metric}}{job="app"}"""), data => data.GetProperty("result").GetArrayLength() > 0, seconds: 20);
        }

        var scopes = await prometheus.QueryAsync("count({__name__=~\".+\", job=\"app\", otel_scope_name!=\"\"})");
        Assert.Equal(0, scopes.GetProperty("result").GetArrayLength());
        var targets = await prometheus.QueryAsync("count(target_info{job=\"app\"})");
        Assert.Equal("1", targets.GetProperty("result")[0].GetProperty("value")[1].GetString());
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var exemplars = await prometheus.WaitForAsync(
            $"/api/v1/query_exemplars?query=gen_ai_client_operation_duration_seconds_bucket&start={now - 600}&end={now + 600}",
            data => data.GetArrayLength() > 0);
        Assert.Matches(
            "^[0-9a-f]{32}$", exemplars[0].GetProperty("exemplars")[0].GetProperty("labels").GetProperty("trace_id").GetString());
    }

    [Fact]
    public async Task Sample_InText_IsCleanForThoseWhoCheckIt()
    {
        await using var sample = await SampleProcess.StartAsync(null, ["--rate", "0", "--faults", "off"]);
        await sample.PostAsync("/campaigns", new { brief = "Launch a green tea" });
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(sample.Address, "/metrics"));
        var ours = string.Join('\n', text.Split('\n').Where(line => line.Replace(
            "# HELP ", "", StringComparison.Ordinal).Replace("# TYPE ", "", StringComparison.Ordinal) is var name
            && (name.StartsWith("agentotel_", StringComparison.Ordinal) || name.StartsWith("gen_ai_", StringComparison.Ordinal)))) + "\n";

        var (exitCode, output, error) = await Tools.TryAsync(ServerCache.Prometheus("promtool"), ["check", "metrics"], ("", ours));

        Assert.True(exitCode == 0, output + error);
        Assert.Equal("", (output + error).Trim());
        Assert.Contains("agentotel_cost_usd_total{", ours, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_Scraped_CarriesWhatPrometheusPromotes()
    {
        await using var sample = await SampleProcess.StartAsync(
            null,
            ["--rate", "0"],
            ("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.2.3,deployment.environment.name=prod,host.name=h1,region=north"));
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(sample.Address, "/metrics"));

        var promoted = Yaml.Read("deploy", "prometheus", "prometheus.yml")
            .List("otlp", "promote_resource_attributes")
            .Select(name => name.Value.Replace('.', '_'))
            .ToList();
        Assert.NotEmpty(promoted);
        var series = text.Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("target_info", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(series);
        Assert.All(series, line =>
        {
            Assert.All(promoted, label => Assert.Contains($"{label}=\"", line, StringComparison.Ordinal));
            Assert.DoesNotContain("region=", line, StringComparison.Ordinal);
        });
    }

    private static string Query(string query) => $"/api/v1/query?query={Uri.EscapeDataString(query)}";
}
