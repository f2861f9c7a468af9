namespace AgentOtel.Viewer.Queries;

/// <summary>What is searched for among groups of errors.</summary>
internal sealed record ErrorFilter(
    TimeWindow Window, string? State = null, string? Severity = null, string? Category = null, string? Agent = null, string? Workflow = null, string? Service = null)
{
    public static readonly IReadOnlyList<string> States = ["open", "resolved", "ignored"];

    public static readonly IReadOnlyList<string> Severities = ["critical", "major", "minor"];
}
