namespace AgentOtel;

/// <summary>A choice between routes: which agent, team or path takes the work.</summary>
/// <param name="Point">Where the choice is made, of low cardinality (<c>agentotel.routing.point</c>).</param>
/// <param name="Choice">What was chosen (<c>agentotel.routing.choice</c>).</param>
public readonly record struct RoutingDecision(string Point, string Choice)
{
    /// <summary>What could have been chosen. A choice outside of it is counted as <c>other</c>, since it may be made up.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>Why; kept to the log event.</summary>
    public string? Reason { get; init; }

    /// <summary>How sure the choice is, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    internal string MetricChoice => Options is null || Options.Contains(Choice) ? Choice : "other";
}
