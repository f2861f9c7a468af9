using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A window of time.</summary>
internal sealed class WindowParameters
{
    /// <summary>Where the window begins: an ISO 8601 time, or one before now such as -15m, -6h or -7d. Default: an hour ago.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Where the window ends, as from. Default: now.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    public TimeWindow Window(TimeProvider time) => TimeWindow.Parse(From, To, time.GetUtcNow());
}
