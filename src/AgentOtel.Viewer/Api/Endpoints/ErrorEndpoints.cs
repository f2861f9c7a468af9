using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AgentOtel.Viewer.Api;

/// <summary>Groups of errors.</summary>
internal static class ErrorEndpoints
{
    private const int LongestNote = 2_000;
    private const string NoGroup = "No group of errors with this fingerprint is held.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/errors", Find).WithTags("Errors");
        api.MapGet("/errors/{fingerprint}", Read).WithTags("Errors").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/errors/{fingerprint}", Mark).WithTags("Errors").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Lists groups of errors seen in the window, the most frequent first.</summary>
    /// <response code="200">The groups.</response>
    internal static async Task<ErrorList> Find(
        [AsParameters] ErrorParameters search, ReadSessions reads, IssueLink links, TimeProvider time, CancellationToken cancellationToken)
    {
        var filter = search.Filter(time);
        var limit = Parameter.Limit(search.Limit);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new ErrorGroupReader(session, links).Find(filter, limit);
    }

    /// <summary>Reads a group of errors with an example and its newest occurrences; counts and trend are of the window.</summary>
    /// <param name="fingerprint">The group's.</param>
    /// <param name="window">The window.</param>
    /// <param name="reads">The store.</param>
    /// <param name="links">Addresses of trackers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <response code="200">The group.</response>
    internal static async Task<ErrorDetail> Read(
        string fingerprint, [AsParameters] WindowParameters window, ReadSessions reads, IssueLink links, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = window.Window(time);
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new ErrorGroupReader(session, links).Read(fingerprint, asked) ?? throw new NotFoundException(NoGroup);
    }

    /// <summary>Marks a group as open, resolved or ignored, with a note. One that is seen again after it was resolved says so.</summary>
    /// <param name="fingerprint">The group's.</param>
    /// <param name="marks">Where marks are written.</param>
    /// <param name="reads">The store's readers.</param>
    /// <param name="links">Addresses of trackers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <param name="mark">What is said of it; the note takes the place of the one before.</param>
    /// <response code="200">The group as it is now, over the last hour.</response>
    internal static async Task<ErrorDetail> Mark(
        string fingerprint, ErrorMark mark, ErrorMarks marks, ReadSessions reads, IssueLink links, TimeProvider time, CancellationToken cancellationToken)
    {
        var state = Parameter.OneOf("state", mark.State, ErrorFilter.States) ?? throw new ParameterException("state", "takes one of open, resolved, ignored");
        if (mark.Note?.Length > LongestNote)
        {
            throw new ParameterException("note", "takes at most 2,000 characters");
        }

        await marks.WriteAsync(fingerprint, state, string.IsNullOrWhiteSpace(mark.Note) ? null : mark.Note).ConfigureAwait(false);
        return await Read(fingerprint, new WindowParameters(), reads, links, time, cancellationToken).ConfigureAwait(false);
    }
}
