using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>Metrics.</summary>
internal static class MetricEndpoints
{
    private const int DefaultSteps = 120;
    private const int MaxSteps = 1_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/metrics", List).WithTags("Metrics");
        api.MapGet("/metrics/query", Query).WithTags("Metrics").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Lists the instruments that have points in the window, with their units and labels.</summary>
    /// <response code="200">The instruments.</response>
    internal static async Task<InstrumentList> List([AsParameters] WindowParameters window, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new InstrumentReader(session).Read(asked);
    }

    /// <summary>
    /// Reads an instrument: each series, or series summed up by labels, with statistics over the window and values step by step.
    /// </summary>
    /// <param name="window">The window.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="label">What series must have, as name=value; service.name is the sender. Repeatable, at most ten; all must hold.</param>
    /// <param name="by">The labels that tell series apart, all others summed up; repeatable. Empty, all series are one. Absent, each stands alone.</param>
    /// <param name="step">The length of a step in seconds, at least a thousandth of the window. Default: what makes at most 120 steps of whole minutes.</param>
    /// <param name="reads">The store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">The series.</response>
    internal static async Task<MetricQueryResult> Query(
        [AsParameters] WindowParameters window,
        [FromQuery] string? name,
        [FromQuery] string[]? label,
        [FromQuery] string[]? by,
        [FromQuery] string? step,
        ReadSessions reads,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        var instrument = Parameter.Text("name", name) ?? throw new ParameterException("name", "is needed: it takes the name of an instrument");
        var filter = new MetricFilter(instrument, asked, Step(step, asked), Parameter.Pairs("label", label), by is { Length: > 0 } ? by : null);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new MetricReader(session).Read(filter) ?? throw new NotFoundException("No instrument of this name is held.");
    }

    private static StepLength Step(string? text, TimeWindow window)
    {
        if (Parameter.Real("step", text) is not { } seconds)
        {
            return StepLength.Of(window, DefaultSteps);
        }

        var step = Nanos.OfSeconds(seconds);
        return step >= Nanos.PerSecond && window.Length / step <= MaxSteps
            ? new StepLength(step)
            : throw new ParameterException("step", "takes a number of seconds from 1, and from a thousandth of the window");
    }
}
