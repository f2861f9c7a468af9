namespace AgentOtel.Cli.View;

/// <summary>What was asked of <c>agentotel view</c>, as it was written.</summary>
internal sealed record ViewSettings
{
    public required IReadOnlyList<string> Files { get; init; }

    public required string Address { get; init; }

    public required int Port { get; init; }

    public required int GrpcPort { get; init; }

    public required int HttpPort { get; init; }

    public required string? Token { get; init; }

    public required IReadOnlyList<string> AllowedHosts { get; init; }

    public required string? File { get; init; }

    public required bool IsTemporary { get; init; }

    /// <summary>As written, or by default <c>7d</c>; for files that are opened, by default without an end.</summary>
    public required string? MaxAge { get; init; }

    public required string MaxSize { get; init; }

    public required string? SaveFile { get; init; }

    public required string? IssueLink { get; init; }
}
