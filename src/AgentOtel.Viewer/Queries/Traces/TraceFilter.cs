namespace AgentOtel.Viewer.Queries;

/// <summary>What is searched for among traces.</summary>
internal sealed record TraceFilter
{
    public required TimeWindow Window { get; init; }

    /// <summary>One trace, whenever it was: 32 hex digits.</summary>
    public string? TraceId { get; init; }

    /// <summary>A query of the full-text index.</summary>
    public string? Words { get; init; }

    /// <summary>A facet and the value that it must have somewhere in the trace.</summary>
    public IReadOnlyList<(string Facet, string Value)> Facets { get; init; } = [];

    public string? Status { get; init; }

    public IReadOnlyList<AttributeFilter> Attributes { get; init; } = [];

    /// <summary>Nanoseconds.</summary>
    public long? MinDuration { get; init; }

    public long? MaxDuration { get; init; }

    /// <summary>US dollars, as sent and estimated together.</summary>
    public double? MinCost { get; init; }

    public double? MaxCost { get; init; }

    /// <summary>Input and output together.</summary>
    public long? MinTokens { get; init; }

    public long? MaxTokens { get; init; }
}
