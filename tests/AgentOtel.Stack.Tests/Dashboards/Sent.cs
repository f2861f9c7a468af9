using System.Globalization;
using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests.Dashboards;

/// <summary>What runs did, added up from their spans and log events: none of it went through a metric.</summary>
internal sealed class Sent(IReadOnlyList<ReceivedSpan> spans, IReadOnlyList<ReceivedLog> logs)
{
    // The bounds of docs/telemetry.md's histograms, of which a quantile can be no finer.
    public static readonly double[] ClientSeconds =
    [
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
    ];
    public static readonly double[] AgentSeconds = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6];
    public static readonly double[] TaskSeconds =
    [
        0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6, 1200, 3600,
    ];
    public static readonly double[] WorkflowSeconds = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200];
    public static readonly double[] ApprovalSeconds = [1, 10, 60, 300, 900, 3600, 14400, 43200, 86400, 259200, 604800];

    public IReadOnlyList<ReceivedSpan> Spans => spans;

    public IEnumerable<ReceivedSpan> Runs => spans.Where(span => span.Name.StartsWith("invoke_workflow ", StringComparison.Ordinal));

    public IEnumerable<ReceivedSpan> Tasks => spans.Where(span => span.Name.StartsWith("execute_task ", StringComparison.Ordinal));

    public IEnumerable<ReceivedSpan> Agents => spans.Where(span => span.Name.StartsWith("invoke_agent ", StringComparison.Ordinal));

    public IEnumerable<ReceivedSpan> Tools => spans.Where(span => span.Name.StartsWith("execute_tool ", StringComparison.Ordinal));

    public IEnumerable<ReceivedSpan> Models => spans.Where(span => Text(span, "gen_ai.operation.name") is "chat" or "embeddings");

    public IEnumerable<ReceivedLog> Events(string name) => logs.Where(log => log.EventName == name);

    public static string Text(ReceivedSpan span, string attribute) => span.Attributes.GetValueOrDefault(attribute) as string ?? "";

    public static double Number(ReceivedSpan span, string attribute) =>
        span.Attributes.GetValueOrDefault(attribute) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : 0;

    public static double Seconds(ReceivedSpan span) => (span.End - span.Start) / 1e9;

    public static bool Failed(ReceivedSpan span) => Text(span, "error.type") != "";

    public static bool Was(ReceivedSpan span, string status) => Text(span, "agentotel.status") == status;

    /// <summary>
    /// A quantile as Prometheus reads it from buckets, two samples below and two above. A metric's duration ends a moment before its
    /// span's, on a busy machine some milliseconds, so it may fall into the bucket below.
    /// </summary>
    public static (double Low, double High) Quantile(double q, IEnumerable<double> values, double[] bounds)
    {
        var sorted = values.Order().ToList();
        return (
            Of(Math.Max(0, q - (2.01 / sorted.Count)), [.. sorted.Select(value => Math.Max(0, (value * 0.95) - 0.05))]),
            Of(Math.Min(1, q + (2.01 / sorted.Count)), sorted));

        double Of(double part, List<double> sorted)
        {
            var rank = part * sorted.Count;
            var below = 0;
            for (var i = 0; i < bounds.Length; i++)
            {
                var upTo = sorted.Count(value => value <= bounds[i]);
                if (upTo >= rank && upTo > below)
                {
                    var start = i == 0 ? 0 : bounds[i - 1];
                    return start + ((bounds[i] - start) * Math.Max(0, rank - below) / (upTo - below));
                }

                below = upTo;
            }

            return bounds[^1];
        }
    }

    public static string Attribute(string label) => label switch
    {
        "gen_ai_workflow_name" => "gen_ai.workflow.name",
        "gen_ai_agent_name" => "gen_ai.agent.name",
        "gen_ai_tool_name" => "gen_ai.tool.name",
        "gen_ai_provider_name" => "gen_ai.provider.name",
        "gen_ai_request_model" => "gen_ai.request.model",
        "gen_ai_operation_name" => "gen_ai.operation.name",
        "agentotel_task_name" => "agentotel.task.name",
        "agentotel_tenant" => "agentotel.tenant",
        "agentotel_status" => "agentotel.status",
        "error_type" => "error.type",
        _ => throw new ArgumentOutOfRangeException(nameof(label), label, "is no attribute that is known here"),
    };
}
