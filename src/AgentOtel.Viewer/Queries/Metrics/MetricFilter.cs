namespace AgentOtel.Viewer.Queries;

/// <summary>
/// What is asked of one instrument: <see cref="Labels"/> are what series must have, <see cref="By"/> those that tell series
/// apart, all others summed up; <see langword="null"/> keeps each series.
/// </summary>
internal sealed record MetricFilter(
    string Name,
    TimeWindow Window,
    StepLength Step,
    IReadOnlyList<(string Name, string Value)> Labels,
    IReadOnlyList<string>? By);
