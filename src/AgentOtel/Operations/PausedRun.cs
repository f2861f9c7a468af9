using System.Diagnostics;

namespace AgentOtel;

/// <summary>
/// What another process needs to resume a run: keep it with the app's own state, as JSON or as you like. It names the
/// user, if one was set.
/// </summary>
public sealed record PausedRun
{
    /// <summary>The workflow's name.</summary>
    public required string Workflow { get; init; }

    /// <summary>The id of the run, the same before and after.</summary>
    public required string RunId { get; init; }

    /// <summary>The span that paused, as a W3C <c>traceparent</c>; absent where it was not recorded.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The user.</summary>
    public string? UserId { get; init; }

    /// <summary>The tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>The correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The pairs of the user's own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; init; } = [];

    internal WorkflowStart Start => new(Workflow)
    {
        RunId = RunId,
        ConversationId = ConversationId,
        SessionId = SessionId,
        UserId = UserId,
        Tenant = Tenant,
        CorrelationId = CorrelationId,
        Pairs = Pairs,
    };

    /// <summary>The options with a link to the span that paused.</summary>
    internal StartOptions LinkedTo(in StartOptions options) => ActivityContext.TryParse(TraceParent, null, isRemote: true, out var paused)
        ? options with { Links = [.. options.Links ?? [], new ActivityLink(paused)] }
        : options;
}
