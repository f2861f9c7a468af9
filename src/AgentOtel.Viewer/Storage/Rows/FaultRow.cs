namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>A failure that a span or a log tells of.</summary>
internal sealed record FaultRow
{
    public required long Time { get; init; }

    /// <summary>In one spelling; <c>_OTHER</c> where the sender says no type.</summary>
    public required string Type { get; init; }

    /// <summary>The sender's, else made of type, operation and message.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Type and message without what changes, to tell that a parent passes it on; <see langword="null"/> where the sender gave the fingerprint.</summary>
    public string? Cause { get; init; }

    public required string Category { get; init; }

    public required string Severity { get; init; }

    public required string Title { get; init; }

    public string? Message { get; init; }

    public string? Stack { get; init; }

    public string? Operation { get; init; }

    /// <summary>Names that a log itself carries.</summary>
    public string? Workflow { get; init; }

    public string? Agent { get; init; }

    public required string Service { get; init; }
}
