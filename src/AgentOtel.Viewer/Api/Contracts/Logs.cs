using System.Text.Json;

namespace AgentOtel.Viewer.Api;

/// <summary>A log record.</summary>
internal sealed record LogView
{
    public required long Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary><c>trace</c>, <c>debug</c>, <c>information</c>, <c>warning</c>, <c>error</c>, <c>critical</c> or <c>none</c>.</summary>
    public required string Level { get; init; }

    public required string Logger { get; init; }

    public string? Event { get; init; }

    public required string Body { get; init; }

    public required string Service { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public required JsonElement Attributes { get; init; }
}

/// <summary>A page of logs, newest first.</summary>
internal sealed record LogList(IReadOnlyList<LogView> Logs, string? NextCursor);
