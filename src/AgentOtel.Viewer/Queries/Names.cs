using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>What the store's numbers are called in the API.</summary>
internal static class Names
{
    public static readonly IReadOnlyList<string> Levels = ["trace", "debug", "information", "warning", "error", "critical"];

    public static string Of(OperationKind kind) => kind switch
    {
        OperationKind.Workflow => "workflow",
        OperationKind.Task => "task",
        OperationKind.Agent => "agent",
        OperationKind.Plan => "plan",
        OperationKind.Tool => "tool",
        OperationKind.Model => "model",
        OperationKind.Retrieval => "retrieval",
        _ => "span",
    };

    public static string Of(SpanKind kind) => kind switch
    {
        SpanKind.Internal => "internal",
        SpanKind.Server => "server",
        SpanKind.Client => "client",
        SpanKind.Producer => "producer",
        SpanKind.Consumer => "consumer",
        _ => "unspecified",
    };

    public static string Of(MetricType type) => type switch
    {
        MetricType.Gauge => "gauge",
        MetricType.Sum => "sum",
        MetricType.Histogram => "histogram",
        MetricType.ExponentialHistogram => "exponential_histogram",
        _ => "summary",
    };

    /// <summary>A level of OTLP's severity numbers, which has four to each.</summary>
    public static string Level(int severity) => severity is < 1 or > 24 ? "none" : Levels[(severity - 1) / 4];

    /// <summary>The least severity number of a level; <see langword="null"/> where there is no such level.</summary>
    public static int? Severity(string level)
    {
        for (var i = 0; i < Levels.Count; i++)
        {
            if (Levels[i] == level)
            {
                return (i * 4) + 1;
            }
        }

        return null;
    }
}
