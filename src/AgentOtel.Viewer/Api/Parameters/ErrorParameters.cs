using System.ComponentModel;
using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A search of groups of errors.</summary>
internal sealed class ErrorParameters
{
    [Description(ParameterText.From)]
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [Description(ParameterText.To)]
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [Description("What was said of it: open, resolved or ignored.")]
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    [Description("critical, major or minor.")]
    [FromQuery(Name = "severity")]
    public string? Severity { get; init; }

    [Description("A category, such as timeout or rate_limit.")]
    [FromQuery(Name = "category")]
    public string? Category { get; init; }

    [Description("An agent that it happened in.")]
    [FromQuery(Name = "agent")]
    public string? Agent { get; init; }

    [Description("A workflow that it happened in.")]
    [FromQuery(Name = "workflow")]
    public string? Workflow { get; init; }

    [Description("A service that it happened in.")]
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    [Description(ParameterText.Limit)]
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
