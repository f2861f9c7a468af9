using System.ComponentModel;
using AgentOtel.Viewer.Queries;
using AgentOtel.Viewer.Telemetry;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A search of traces.</summary>
internal sealed class TraceParameters
{
    private static readonly string[] Statuses = ["completed", "failed", "cancelled", "paused", "running"];
    private static readonly string[] Kinds = ["workflow", "task", "agent", "plan", "tool", "model", "retrieval"];

    [Description(ParameterText.From)]
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [Description(ParameterText.To)]
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [Description("Words that must all stand in the names and values of one span; word* finds what begins so. A trace id finds that trace.")]
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    [Description("A service that sent spans of it.")]
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    [Description("A workflow in it.")]
    [FromQuery(Name = "workflow")]
    public string? Workflow { get; init; }

    [Description("An agent in it.")]
    [FromQuery(Name = "agent")]
    public string? Agent { get; init; }

    [Description("A tool called in it.")]
    [FromQuery(Name = "tool")]
    public string? Tool { get; init; }

    [Description("A model called in it.")]
    [FromQuery(Name = "model")]
    public string? Model { get; init; }

    [Description("A provider called in it.")]
    [FromQuery(Name = "provider")]
    public string? Provider { get; init; }

    [Description("A task in it.")]
    [FromQuery(Name = "task")]
    public string? Task { get; init; }

    [Description("The id of a user.")]
    [FromQuery(Name = "user")]
    public string? User { get; init; }

    [Description("The id of a session.")]
    [FromQuery(Name = "session")]
    public string? Session { get; init; }

    [Description("The id of a conversation.")]
    [FromQuery(Name = "conversation")]
    public string? Conversation { get; init; }

    [Description("A tenant.")]
    [FromQuery(Name = "tenant")]
    public string? Tenant { get; init; }

    [Description("The id of a workflow's run.")]
    [FromQuery(Name = "run")]
    public string? Run { get; init; }

    [Description("A kind of operation in it: workflow, task, agent, plan, tool, model or retrieval.")]
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    [Description("How it ended: completed, failed, cancelled, paused, or running where it has not.")]
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    [Description("A type of error in it, such as timeout or 429.")]
    [FromQuery(Name = "error")]
    public string? Error { get; init; }

    [Description("The least duration, in seconds.")]
    [FromQuery(Name = "minDuration")]
    public string? MinDuration { get; init; }

    [Description("The greatest duration, in seconds.")]
    [FromQuery(Name = "maxDuration")]
    public string? MaxDuration { get; init; }

    [Description("The least cost, in US dollars, sent and estimated together.")]
    [FromQuery(Name = "minCost")]
    public string? MinCost { get; init; }

    [Description("The greatest cost, in US dollars.")]
    [FromQuery(Name = "maxCost")]
    public string? MaxCost { get; init; }

    [Description("The fewest tokens, input and output together.")]
    [FromQuery(Name = "minTokens")]
    public string? MinTokens { get; init; }

    [Description("The most tokens.")]
    [FromQuery(Name = "maxTokens")]
    public string? MaxTokens { get; init; }

    [Description("An attribute of a span or of its resource: " + ParameterText.Attribute)]
    [FromQuery(Name = "attribute")]
    public string[]? Attribute { get; init; }

    [Description("What to sort by: start, duration, cost, tokens, spans, errors, name, service or status; with a - before it the greatest first. Default: -start.")]
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    [Description(ParameterText.Limit)]
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    [Description(ParameterText.Cursor)]
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
