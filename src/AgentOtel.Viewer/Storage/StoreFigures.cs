namespace AgentOtel.Viewer.Storage;

/// <summary>A number of each kind of item.</summary>
internal readonly record struct ItemCounts(long Traces, long Spans, long Logs, long Points)
{
    public static ItemCounts operator +(ItemCounts left, ItemCounts right) =>
        new(left.Traces + right.Traces, left.Spans + right.Spans, left.Logs + right.Logs, left.Points + right.Points);

    public static ItemCounts operator -(ItemCounts left, ItemCounts right) =>
        new(left.Traces - right.Traces, left.Spans - right.Spans, left.Logs - right.Logs, left.Points - right.Points);
}

/// <summary>How much the store holds and has let go.</summary>
/// <param name="Held">What is held.</param>
/// <param name="Evicted">What was removed to keep the bounds, since the file was begun.</param>
/// <param name="Bytes">On disk, the write-ahead log included.</param>
/// <param name="Warnings">What a person should know.</param>
internal sealed record StoreFigures(ItemCounts Held, ItemCounts Evicted, long Bytes, IReadOnlyList<string> Warnings);
