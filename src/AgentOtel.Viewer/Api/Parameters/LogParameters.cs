using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A search of logs.</summary>
internal sealed class LogParameters
{
    /// <summary>Where the window begins: an ISO 8601 time, or one before now such as -15m, -6h or -7d. Default: an hour ago.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Where the window ends, as from. Default: now.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Words that must all stand in the message, the event's name, the logger or the attributes' values; word* finds what begins so.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>The least level: trace, debug, information, warning, error or critical.</summary>
    [FromQuery(Name = "level")]
    public string? Level { get; init; }

    /// <summary>The logger (OTLP's scope), whole.</summary>
    [FromQuery(Name = "logger")]
    public string? Logger { get; init; }

    /// <summary>The event's name, whole.</summary>
    [FromQuery(Name = "event")]
    public string? Event { get; init; }

    /// <summary>The service that sent it.</summary>
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    /// <summary>The trace that it belongs to; the window then begins with the earliest log unless from is given.</summary>
    [FromQuery(Name = "traceId")]
    public string? TraceId { get; init; }

    /// <summary>The span that it belongs to.</summary>
    [FromQuery(Name = "spanId")]
    public string? SpanId { get; init; }

    /// <summary>An attribute of the log or of its resource: key=value (the whole value), key~text (contains, in any case) or key (is there). Repeatable, at most ten; all must hold.</summary>
    [FromQuery(Name = "attribute")]
    public string[]? Attribute { get; init; }

    /// <summary>-time for the newest first, time for the oldest. Default: -time.</summary>
    [FromQuery(Name = "order")]
    public string? Order { get; init; }

    /// <summary>Only what came after the log of this id: for following live.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary>How many at most, from 1 to 500. Default: 50. A download has no limit unless one is given.</summary>
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    /// <summary>Where to go on: nextCursor of the answer before, to the same search.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    public bool IsNewestFirst => Parameter.OneOf("order", Order, ["time", "-time"]) is not "time";

    public LogFilter Filter(TimeProvider time)
    {
        var traceId = Parameter.Text("traceId", TraceId) is { } trace ? Parameter.TraceId("traceId", trace) : null;
        return new LogFilter
        {
            Window = TimeWindow.Parse(traceId is not null && string.IsNullOrEmpty(From) ? "1970-01-01T00:00:00Z" : From, To, time.GetUtcNow()),
            Words = Parameter.Words("q", Q),
            MinSeverity = Parameter.OneOf("level", Level, Names.Levels) is { } level ? Names.Severity(level) : null,
            Logger = Parameter.Text("logger", Logger),
            Event = Parameter.Text("event", Event),
            Service = Parameter.Text("service", Service),
            TraceId = traceId,
            SpanId = Parameter.Text("spanId", SpanId) is { } span ? Parameter.SpanId("spanId", span) : null,
            Attributes = AttributeFilter.ParseAll(Attribute),
            AfterId = Parameter.Whole("after", After, 0, long.MaxValue),
        };
    }
}
