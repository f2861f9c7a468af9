namespace AgentOtel.Viewer.Api;

/// <summary>The first page, over a window of time. Windows are rounded to whole minutes.</summary>
internal sealed record Overview
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required OverviewFigures Figures { get; init; }

    /// <summary>Of the window before, of the same length.</summary>
    public required OverviewFigures Before { get; init; }

    /// <summary>Steps over the window, at most 120.</summary>
    public required IReadOnlyList<OverviewStep> Steps { get; init; }

    public required IReadOnlyList<NamedUse> Models { get; init; }

    public required IReadOnlyList<NamedUse> Agents { get; init; }

    public required IReadOnlyList<NamedUse> Tools { get; init; }

    public required IReadOnlyList<NamedUse> Workflows { get; init; }

    public required IReadOnlyList<TraceSummary> Slowest { get; init; }

    public required IReadOnlyList<TraceSummary> MostExpensive { get; init; }
}

/// <summary>A trace with workflows counts each of them as a run; one without counts as one run if it has an agent or a model call.</summary>
internal sealed record OverviewFigures
{
    public required long Runs { get; init; }

    public required long Completed { get; init; }

    public required long Failed { get; init; }

    /// <summary>Completed among completed and failed, 0 to 1; absent where there is neither.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Seconds, of runs that have ended.</summary>
    public double? LatencyP50 { get; init; }

    public double? LatencyP95 { get; init; }

    public required long ModelCalls { get; init; }

    public required long ToolCalls { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required double Cost { get; init; }

    public required double EstimatedCost { get; init; }

    public required long UnpricedCalls { get; init; }

    public required long Errors { get; init; }
}

internal sealed record OverviewStep(DateTimeOffset Start, long Runs, long Failed, long Tokens, double Cost, long Errors, double EstimatedCost);

/// <summary>What a model, agent, tool or workflow did in the window. Durations in seconds.</summary>
internal sealed record NamedUse
{
    public required string Name { get; init; }

    /// <summary>Of a model.</summary>
    public string? Provider { get; init; }

    public required long Calls { get; init; }

    public required long Errors { get; init; }

    public required double MeanDuration { get; init; }

    public required double MaxDuration { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required double Cost { get; init; }

    public required double EstimatedCost { get; init; }

    public required long Unpriced { get; init; }
}
