namespace AgentOtel.Viewer.Api;

/// <summary>A group of the same fault.</summary>
internal sealed record ErrorGroup
{
    public required string Fingerprint { get; init; }

    public required string Type { get; init; }

    public required string Category { get; init; }

    /// <summary><c>critical</c>, <c>major</c> or <c>minor</c>.</summary>
    public required string Severity { get; init; }

    public required string Title { get; init; }

    /// <summary>In the window asked for.</summary>
    public required long Count { get; init; }

    /// <summary>Over all that is held.</summary>
    public required long Total { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Counts over the window, in 24 equal steps.</summary>
    public required IReadOnlyList<long> Trend { get; init; }

    public required IReadOnlyList<string> Agents { get; init; }

    public required IReadOnlyList<string> Workflows { get; init; }

    public required IReadOnlyList<string> Services { get; init; }

    /// <summary><c>open</c>, <c>resolved</c> or <c>ignored</c>.</summary>
    public required string State { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? StateChanged { get; init; }

    /// <summary>Whether it was seen again after it had been marked resolved.</summary>
    public required bool CameBack { get; init; }

    /// <summary>Opens a new issue with its text filled in; absent where no template is configured.</summary>
    public string? IssueLink { get; init; }
}

internal sealed record ErrorList(IReadOnlyList<ErrorGroup> Errors);

/// <summary>A group with an example and its newest occurrences.</summary>
internal sealed record ErrorDetail(ErrorGroup Group, ErrorOccurrence? Example, IReadOnlyList<ErrorOccurrence> Newest);

internal sealed record ErrorOccurrence
{
    public required DateTimeOffset Time { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public string? Service { get; init; }

    public string? Workflow { get; init; }

    public string? Agent { get; init; }

    public string? Operation { get; init; }

    public string? Message { get; init; }

    public string? Stack { get; init; }
}

/// <summary>What is said of a group: <c>open</c>, <c>resolved</c> or <c>ignored</c>, and a note of at most 2,000 characters.</summary>
internal sealed record ErrorMark(string State, string? Note);
