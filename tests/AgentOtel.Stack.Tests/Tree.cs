using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>One trace as it arrived.</summary>
internal sealed class Tree(IReadOnlyList<ReceivedSpan> spans)
{
    public IReadOnlyList<ReceivedSpan> Spans { get; } = spans;

    public static Tree Of(OtlpReceiver receiver, string traceId) => new([.. receiver.Spans.Where(span => span.TraceId == traceId)]);

    /// <summary>Waits for a run with all that it consists of: batches may overtake one another.</summary>
    public static Task WaitForAsync(OtlpReceiver receiver, int runs = 1) => receiver.WaitForAsync(
        r => r.Spans.Where(span => span.Name == "invoke_workflow campaign").ToList() is var roots
            && roots.Count == runs
            && roots.All(root => IsComplete(Of(r, root.TraceId), r)),
        runs == 1 ? "the whole run" : $"{runs} whole runs");

    public ReceivedSpan Single(string name) => Spans.Single(span => span.Name == name);

    public IEnumerable<ReceivedSpan> Below(ReceivedSpan parent) => Spans.Where(span => span.ParentId == parent.SpanId);

    public ReceivedSpan Parent(ReceivedSpan span) => Spans.Single(other => other.SpanId == span.ParentId);

    public IEnumerable<ReceivedSpan> Named(string start) => Spans.Where(span => span.Name.StartsWith(start, StringComparison.Ordinal));

    private static bool IsComplete(Tree tree, OtlpReceiver receiver)
    {
        var ids = tree.Spans.Select(span => span.SpanId).ToHashSet();
        var models = tree.Spans.Count(span => span.Attributes.GetValueOrDefault("gen_ai.operation.name") is "chat" or "embeddings");
        var announced = tree.Spans.Where(span => span.Name == "invoke_workflow campaign").Sum(run =>
            (long)run.Attributes["agentotel.total.model_calls"]!);
        return tree.Spans.All(span => span.ParentId == "" || ids.Contains(span.ParentId))
            && models == announced
            && receiver.Logs.Count(log =>
                log.EventName is "agentotel.model.completed" or "agentotel.model.failed" && ids.Contains(log.SpanId)) >= models
            && receiver.Logs.Any(log =>
                log.EventName is "agentotel.workflow.completed" or "agentotel.workflow.cancelled" or "agentotel.workflow.paused"
                    && ids.Contains(log.SpanId));
    }
}
