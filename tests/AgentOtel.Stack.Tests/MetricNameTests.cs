using System.Text.RegularExpressions;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests;

/// <summary>What the metrics are called in Prometheus, by Prometheus's own naming library.</summary>
[Trait("Needs", "Collector")]
public sealed partial class MetricNameTests
{
    [Fact]
    public async Task Names_InPrometheus_AreThoseThatDashboardsQuery()
    {
        var names = await NameAsync(Rows());

        Assert.Equal("gen_ai_client_operation_duration_seconds", names["gen_ai.client.operation.duration"]);
        Assert.Equal("gen_ai_client_token_usage", names["gen_ai.client.token.usage"]);
        Assert.Equal(
            "gen_ai_client_inference_usage_cache_read_input_tokens_total", names["gen_ai.client.inference.usage.cache_read.input_tokens"]);
        Assert.Equal("gen_ai_invoke_agent_inference_calls", names["gen_ai.invoke_agent.inference_calls"]);
        Assert.Equal("gen_ai_invoke_workflow_duration_seconds", names["gen_ai.invoke_workflow.duration"]);
        Assert.Equal("agentotel_task_duration_seconds", names["agentotel.task.duration"]);
        Assert.Equal("agentotel_task_retries_total", names["agentotel.task.retries"]);
        Assert.Equal("agentotel_cost_usd_total", names["agentotel.cost.usd"]);
        Assert.Equal("agentotel_cost_unpriced_calls_total", names["agentotel.cost.unpriced_calls"]);
        Assert.Equal("agentotel_errors_total", names["agentotel.errors"]);
        Assert.Equal("agentotel_operation_duration_seconds", names["agentotel.operation.duration"]);
        Assert.Equal("agentotel_approvals_waiting", names["agentotel.approvals.waiting"]);
        Assert.Equal("agentotel_active", names["agentotel.active"]);
        Assert.Equal("agentotel_budget_spent_usd", names["agentotel.budget.spent.usd"]);
        Assert.Equal(names.Count, names.Values.Distinct().Count());
    }

    /// <summary>The rows of the contract's page, which a test of its own compares with the code.</summary>
    private static List<(string Name, string Kind, string Unit)> Rows() =>
        [
            .. MetricRow()
            .Matches(File.ReadAllText(Repository.Path("docs", "telemetry.md")))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value)),
        ];

    private static async Task<Dictionary<string, string>> NameAsync(List<(string Name, string Kind, string Unit)> metrics)
    {
        var names = await MetricNamer.NameAsync(
            metrics.Select(metric => metric with { Kind = metric.Kind == "up-down counter" ? "updown" : metric.Kind }));
        return metrics.Zip(names).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    [GeneratedRegex(
        @"^\| `([a-z_.]+)`(?: \(latest\))? \| (histogram|counter|up-down counter|gauge) \| ([^ |]+) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();
}
