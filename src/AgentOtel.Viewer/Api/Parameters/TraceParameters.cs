using AgentOtel.Viewer.Queries;
using AgentOtel.Viewer.Telemetry;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A search of traces.</summary>
internal sealed class TraceParameters
{
    private static readonly string[] Statuses = ["completed", "failed", "cancelled", "paused", "running"];
    private static readonly string[] Kinds = ["workflow", "task", "agent", "plan", "tool", "model", "retrieval"];

    /// <summary>Where the window of starts begins: an ISO 8601 time, or one before now such as -15m, -6h or -7d. Default: an hour ago.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Where the window ends, as from. Default: now.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Words that must all stand in the names and values of one span; word* finds what begins so. A trace id finds that trace.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>A service that sent spans of it.</summary>
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    /// <summary>A workflow in it.</summary>
    [FromQuery(Name = "workflow")]
    public string? Workflow { get; init; }

    /// <summary>An agent in it.</summary>
    [FromQuery(Name = "agent")]
    public string? Agent { get; init; }

    /// <summary>A tool called in it.</summary>
    [FromQuery(Name = "tool")]
    public string? Tool { get; init; }

    /// <summary>A model called in it.</summary>
    [FromQuery(Name = "model")]
    public string? Model { get; init; }

    /// <summary>A provider called in it.</summary>
    [FromQuery(Name = "provider")]
    public string? Provider { get; init; }

    /// <summary>A task in it.</summary>
    [FromQuery(Name = "task")]
    public string? Task { get; init; }

    /// <summary>The id of a user.</summary>
    [FromQuery(Name = "user")]
    public string? User { get; init; }

    /// <summary>The id of a session.</summary>
    [FromQuery(Name = "session")]
    public string? Session { get; init; }

    /// <summary>The id of a conversation.</summary>
    [FromQuery(Name = "conversation")]
    public string? Conversation { get; init; }

    /// <summary>A tenant.</summary>
    [FromQuery(Name = "tenant")]
    public string? Tenant { get; init; }

    /// <summary>The id of a workflow's run.</summary>
    [FromQuery(Name = "run")]
    public string? Run { get; init; }

    /// <summary>A kind of operation in it: workflow, task, agent, plan, tool, model or retrieval.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>How it ended: completed, failed, cancelled, paused, or running where it has not.</summary>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>A type of error in it, such as timeout or 429.</summary>
    [FromQuery(Name = "error")]
    public string? Error { get; init; }

    /// <summary>The least duration, in seconds.</summary>
    [FromQuery(Name = "minDuration")]
    public string? MinDuration { get; init; }

    /// <summary>The greatest duration, in seconds.</summary>
    [FromQuery(Name = "maxDuration")]
    public string? MaxDuration { get; init; }

    /// <summary>The least cost, in US dollars, sent and estimated together.</summary>
    [FromQuery(Name = "minCost")]
    public string? MinCost { get; init; }

    /// <summary>The greatest cost, in US dollars.</summary>
    [FromQuery(Name = "maxCost")]
    public string? MaxCost { get; init; }

    /// <summary>The fewest tokens, input and output together.</summary>
    [FromQuery(Name = "minTokens")]
    public string? MinTokens { get; init; }

    /// <summary>The most tokens.</summary>
    [FromQuery(Name = "maxTokens")]
    public string? MaxTokens { get; init; }

    /// <summary>An attribute of a span or of its resource: key=value (the whole value), key~text (contains, in any case) or key (is there). Repeatable, at most ten; all must hold.</summary>
    [FromQuery(Name = "attribute")]
    public string[]? Attribute { get; init; }

    /// <summary>What to sort by: start, duration, cost, tokens, spans, errors, name, service or status; with a - before it the greatest first. Default: -start.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>How many at most, from 1 to 500. Default: 50.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>Where to go on: nextCursor of the answer before, to the same search.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    public TraceFilter Filter(TimeProvider time) => new()
    {
        Window = TimeWindow.Parse(From, To, time.GetUtcNow()),
        TraceId = TraceId,
        Words = TraceId is null ? Parameter.Words("q", Q) : null,
        Facets = [.. Facets()],
        Status = Parameter.OneOf("status", Status, Statuses),
        Attributes = AttributeFilter.ParseAll(Attribute),
        MinDuration = Nanoseconds("minDuration", MinDuration),
        MaxDuration = Nanoseconds("maxDuration", MaxDuration),
        MinCost = Parameter.Real("minCost", MinCost),
        MaxCost = Parameter.Real("maxCost", MaxCost),
        MinTokens = Parameter.Whole("minTokens", MinTokens, 0, long.MaxValue),
        MaxTokens = Parameter.Whole("maxTokens", MaxTokens, 0, long.MaxValue),
    };

    private string? TraceId => Ids.TryTraceId(Q, out var id) ? Ids.Hex(id) : null;

    private static long? Nanoseconds(string name, string? text) => Parameter.Real(name, text) is { } seconds ? Nanos.OfSeconds(seconds) : null;

    private IEnumerable<(string Facet, string Value)> Facets()
    {
        (string Facet, string? Value)[] all =
        [
            ("service", Service), ("workflow", Workflow), ("agent", Agent), ("tool", Tool), ("model", Model), ("provider", Provider),
            ("task", Task), ("user", User), ("session", Session), ("conversation", Conversation), ("tenant", Tenant), ("run", Run),
            ("kind", Parameter.OneOf("kind", Kind, Kinds)), ("error", Error),
        ];
        foreach (var (facet, value) in all)
        {
            if (Parameter.Text(facet, value) is { } given)
            {
                yield return (facet, given);
            }
        }
    }
}
