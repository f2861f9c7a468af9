using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>What is summed up over a window.</summary>
internal static class InsightEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/overview", ReadOverview).WithTags("Insights");
        api.MapGet("/map", ReadMap).WithTags("Insights");
        api.MapGet("/routing", ReadRouting).WithTags("Insights");
        api.MapGet("/evaluations", ReadEvaluations).WithTags("Insights");
        api.MapGet("/facets/{facet}", ReadFacet).WithTags("Insights");
    }

    /// <summary>Reads the first page: runs, latency, tokens, cost, errors. The window is widened to whole minutes.</summary>
    /// <response code="200">The overview.</response>
    internal static async Task<Overview> ReadOverview([AsParameters] WindowParameters window, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new OverviewReader(session).Read(asked);
    }

    /// <summary>Reads which workflow uses which agents, tools and models.</summary>
    /// <param name="window">The window.</param>
    /// <param name="workflow">One workflow alone.</param>
    /// <param name="reads">The store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">Nodes, and edges with calls, errors, time and cost.</response>
    internal static async Task<UsageMap> ReadMap(
        [AsParameters] WindowParameters window, string? workflow, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        var name = Parameter.Text("workflow", workflow);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new MapReader(session).Read(asked, name);
    }

    /// <summary>Counts routing decisions by decision point and choice.</summary>
    /// <response code="200">Decision points with their choices.</response>
    internal static async Task<RoutingList> ReadRouting([AsParameters] WindowParameters window, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new RoutingReader(session).Read(asked);
    }

    /// <summary>Reads evaluations' scores over time.</summary>
    /// <response code="200">One series an evaluation.</response>
    internal static async Task<EvaluationList> ReadEvaluations([AsParameters] WindowParameters window, ReadSessions reads, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new EvaluationReader(session).Read(asked);
    }

    /// <summary>Lists the values that searches can be narrowed by, the most used first, at most 200.</summary>
    /// <param name="facet">One of service, workflow, agent, tool, model, provider, task, kind, error, tenant, user, session, conversation, logger and event.</param>
    /// <param name="reads">The store.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">The values.</response>
    internal static async Task<FacetValues> ReadFacet(string facet, ReadSessions reads, CancellationToken cancellationToken)
    {
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new FacetReader(session).Read(facet);
    }
}
