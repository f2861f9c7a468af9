using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A search of groups of errors.</summary>
internal sealed class ErrorParameters
{
    /// <summary>Where the window begins: an ISO 8601 time, or one before now such as -15m, -6h or -7d. Default: an hour ago.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Where the window ends, as from. Default: now.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>What was said of it: open, resolved or ignored.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>critical, major or minor.</summary>
    [FromQuery(Name = "severity")]
    public string? Severity { get; init; }

    /// <summary>A category, such as timeout or rate_limit.</summary>
    [FromQuery(Name = "category")]
    public string? Category { get; init; }

    /// <summary>An agent that it happened in.</summary>
    [FromQuery(Name = "agent")]
    public string? Agent { get; init; }

    /// <summary>A workflow that it happened in.</summary>
    [FromQuery(Name = "workflow")]
    public string? Workflow { get; init; }

    /// <summary>A service that it happened in.</summary>
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    /// <summary>How many at most, from 1 to 500. Default: 50.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    public ErrorFilter Filter(TimeProvider time) => new(
        TimeWindow.Parse(From, To, time.GetUtcNow()),
        Parameter.OneOf("state", State, ErrorFilter.States),
        Parameter.OneOf("severity", Severity, ErrorFilter.Severities),
        Parameter.Text("category", Category),
        Parameter.Text("agent", Agent),
        Parameter.Text("workflow", Workflow),
        Parameter.Text("service", Service));
}
