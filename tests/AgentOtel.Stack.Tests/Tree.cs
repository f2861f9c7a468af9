using AgentOtel.Tests.Otlp;

namespace AgentOtel.Stack.Tests;

/// <summary>One trace as it arrived.</summary>
internal sealed class Tree(IReadOnlyList<ReceivedSpan> spans)
{
    public IReadOnlyList<ReceivedSpan> Spans { get; } = spans;

    public static Tree Of(OtlpReceiver receiver, string traceId) => new([.. receiver.Spans.Where(span => span.TraceId == traceId)]);

    public ReceivedSpan Single(string name) => Spans.Single(span => span.Name == name);

    public IEnumerable<ReceivedSpan> Below(ReceivedSpan parent) => Spans.Where(span => span.ParentId == parent.SpanId);

    public ReceivedSpan Parent(ReceivedSpan span) => Spans.Single(other => other.SpanId == span.ParentId);

    public IEnumerable<ReceivedSpan> Named(string start) => Spans.Where(span => span.Name.StartsWith(start, StringComparison.Ordinal));
}
