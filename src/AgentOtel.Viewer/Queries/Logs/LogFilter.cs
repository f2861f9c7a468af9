namespace AgentOtel.Viewer.Queries;

/// <summary>What is searched for among logs.</summary>
internal sealed record LogFilter
{
    public required TimeWindow Window { get; init; }

    /// <summary>A query of the full-text index.</summary>
    public string? Words { get; init; }

    public int? MinSeverity { get; init; }

    public string? Logger { get; init; }

    public string? Event { get; init; }

    public string? Service { get; init; }

    public string? TraceId { get; init; }

    public ulong? SpanId { get; init; }

    public IReadOnlyList<AttributeFilter> Attributes { get; init; } = [];

    /// <summary>Only those that came after the log of this id.</summary>
    public long? AfterId { get; init; }
}
