using System.ComponentModel;
using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A window of time.</summary>
internal sealed class WindowParameters
{
    [Description(ParameterText.From)]
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [Description(ParameterText.To)]
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    public TimeWindow Window(TimeProvider time) => TimeWindow.Parse(From, To, time.GetUtcNow());
}
