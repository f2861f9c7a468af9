using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Tests;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>
/// What boards show, beside an independent sum over the spans of the same runs: within 2 % and one sample's worth, since
/// <c>increase()</c> extends to the edges of its window.
/// </summary>
[Trait("Needs", "Prometheus")]
public sealed class AccuracyTests
{
    [Fact]
    public async Task Panels_OfAKnownSetOfRuns_ShowItsFigures()
    {
        const int Runs = 12;
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var sample = await SampleProcess.StartAsync(receiver.Grpc, ["--rate", "0", "--faults", "off"]);
        await using var prometheus = await Prometheus.StartAsync(sample.Address, scrapeInterval: "100ms");
        for (var run = 0; run < Runs; run++)
        {
            await sample.PostAsync("/campaigns", new { brief = $"Launch a green tea, variant {run}" });
        }

        await Tree.WaitForAsync(receiver, Runs);
        await prometheus.WaitForAsync(
            $"/api/v1/query?query={Uri.EscapeDataString("sum(gen_ai_invoke_workflow_duration_seconds_count)")}",
            data => Value(data) == Runs);

        // The more samples, the less the edges count.
        await prometheus.WaitForAsync(
            $"/api/v1/query?query={Uri.EscapeDataString("max(count_over_time(gen_ai_invoke_workflow_duration_seconds_count[10m]))")}",
            data => Value(data) > 150);

        var spans = receiver.Spans;
        double Count(string operation) => spans.Count(span => span.Attributes.GetValueOrDefault("gen_ai.operation.name") is string name && operation.Split('|').Contains(name));

        // The publisher answers a request of its own: a run's totals are those of its own process's handles.
        double InRuns(string operation) => Count(operation) - spans.Count(span => (string?)span.Attributes.GetValueOrDefault("gen_ai.agent.name") == "publisher" && (string?)span.Attributes.GetValueOrDefault("gen_ai.operation.name") == operation);
        double Sum(string attribute) => spans.Sum(span => span.Attributes.GetValueOrDefault(attribute) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : 0);
        var cost = Sum("gen_ai.usage.cost");
        var tokens = Sum("gen_ai.usage.input_tokens") + Sum("gen_ai.usage.output_tokens");
        (string Board, string Panel, double Expected)[] all =
        [
            ("operations/overview", "Runs", Runs),
            ("operations/overview", "Success", 1),
            ("operations/overview", "Tokens", tokens),
            ("operations/overview", "Cost", cost),
            ("operations/overview", "Agents in a run", InRuns("invoke_agent") / Runs),
            ("operations/overview", "Model calls in a run", Count("chat|embeddings") / Runs),
            ("operations/overview", "Tool calls in a run", InRuns("execute_tool") / Runs),
            ("operations/overview", "Cost of a run", cost / Runs),
            ("operations/overview", "Active now", 0),
            ("developer/models", "Calls", Count("chat|embeddings")),
            ("developer/models", "Failed", 0),
            ("developer/models", "Read from the cache", Sum("gen_ai.usage.cache_read.input_tokens") / Sum("gen_ai.usage.input_tokens")),
            ("developer/workflows", "Task attempts", spans.Count(span => span.Name.StartsWith("execute_task ", StringComparison.Ordinal))),
            ("developer/workflows", "Retries", 0),
            ("finance/cost", "Unpriced calls", 0),
            ("management/value", "Completed", Runs),
            ("management/value", "Cost of a result", cost / Runs),
        ];
        foreach (var (board, panel, expected) in all)
        {
            var shown = Value(await prometheus.QueryAsync(Query(board, panel)));
            Assert.True(Math.Abs(shown - expected) <= (0.02 * expected) + (expected >= Runs ? 1 : 0.001), $"{panel} of {board} shows {shown}, and it was {expected}.");
        }

        foreach (var (label, attribute) in ((string, string)[])[("gen_ai_request_model", "gen_ai.request.model"), ("gen_ai_agent_name", "gen_ai.agent.name")])
        {
            var data = await prometheus.QueryAsync($"sum by ({label}) (last_over_time(agentotel_cost_usd_total{{{label}!=\"\"}}[5m]))");
            foreach (var series in data.GetProperty("result").EnumerateArray())
            {
                var name = series.GetProperty("metric").GetProperty(label).GetString();
                var expected = spans.Where(span => name!.Equals(span.Attributes.GetValueOrDefault(attribute))).Sum(span => span.Attributes.GetValueOrDefault("gen_ai.usage.cost") is double usd ? usd : 0);
                Assert.Equal(expected, double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture), 9);
            }
        }
    }

    private static double Value(JsonElement data) => data.GetProperty("result") is { ValueKind: JsonValueKind.Array } result && result.GetArrayLength() > 0
        ? double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
        : double.NaN;

    private static string Query(string board, string panel)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Path("deploy", "grafana", "dashboards", $"{board}.json")));
        var expression = json.RootElement.GetProperty("panels").EnumerateArray()
            .First(p => p.GetProperty("title").GetString() == panel && p.GetProperty("type").GetString() == "stat")
            .GetProperty("targets")[0].GetProperty("expr").GetString()!;
        return Regex.Replace(expression.Replace("$__range", "10m", StringComparison.Ordinal), @"\$(environment|service|workflow|agent|model)\b", ".*");
    }
}
