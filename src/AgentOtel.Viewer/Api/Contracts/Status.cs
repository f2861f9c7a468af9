namespace AgentOtel.Viewer.Api;

/// <summary>What the viewer holds, and how it is.</summary>
internal sealed record ViewerStatus
{
    public required string Version { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required bool IsPaused { get; init; }

    /// <summary>Whether it keeps a file over its end.</summary>
    public required bool IsTemporary { get; init; }

    public string? File { get; init; }

    /// <summary>Bytes on disk, the write-ahead log included.</summary>
    public required long Bytes { get; init; }

    public required long MaxBytes { get; init; }

    public required HeldItems Held { get; init; }

    public required EvictedItems Evicted { get; init; }

    /// <summary>Addresses that take OTLP.</summary>
    public required IReadOnlyList<ReceiverView> Receivers { get; init; }

    /// <summary>What a person should know: a store that takes nothing, a file set aside.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Whether groups of errors come with a link that opens an issue.</summary>
    public required bool HasIssueLink { get; init; }
}

internal sealed record HeldItems(long Traces, long Spans, long Logs, long Points, DateTimeOffset? Oldest, DateTimeOffset? Newest);

internal sealed record EvictedItems(long Traces, long Spans, long Logs, long Points);

/// <summary><c>grpc</c> or <c>http</c>.</summary>
internal sealed record ReceiverView(string Protocol, string Address);

internal sealed record PauseRequest(bool? IsPaused);

/// <summary>What a file brought.</summary>
internal sealed record FileResult(long Spans, long Logs, long Points, long RejectedLines, string? FirstRejection, long RejectedItems);

/// <summary>The distinct values of a facet, most used first, at most 200.</summary>
internal sealed record FacetValues(string Facet, IReadOnlyList<string> Values);

/// <summary>A message that live updates carry: how often each signal has changed since the viewer began.</summary>
internal sealed record ChangeView(long Traces, long Logs, long Metrics, long Errors, bool IsPaused);
