namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>A decision that was logged.</summary>
internal sealed record DecisionRow(string? Workflow, string Point, string Choice, string? Reason, double? Confidence, byte[]? Options);

/// <summary>A score that was logged.</summary>
internal sealed record EvaluationRow(string? Workflow, string? Agent, string Name, double? Score, string? Label, string? Explanation);
