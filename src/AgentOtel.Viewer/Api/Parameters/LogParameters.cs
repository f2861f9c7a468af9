using System.ComponentModel;
using AgentOtel.Viewer.Queries;
using Microsoft.AspNetCore.Mvc;

namespace AgentOtel.Viewer.Api;

/// <summary>A search of logs.</summary>
internal sealed class LogParameters
{
    [Description(ParameterText.From)]
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [Description(ParameterText.To)]
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [Description("Words that must all stand in the message, the event's name, the logger or the attributes' values; word* finds what begins so.")]
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    [Description("The least level: trace, debug, information, warning, error or critical.")]
    [FromQuery(Name = "level")]
    public string? Level { get; init; }

    [Description("The logger (OTLP's scope), whole.")]
    [FromQuery(Name = "logger")]
    public string? Logger { get; init; }

    [Description("The event's name, whole.")]
    [FromQuery(Name = "event")]
    public string? Event { get; init; }

    [Description("The service that sent it.")]
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    [Description("The trace that it belongs to; the window then begins with the earliest log unless from is given.")]
    [FromQuery(Name = "traceId")]
    public string? TraceId { get; init; }

    [Description("The span that it belongs to.")]
    [FromQuery(Name = "spanId")]
    public string? SpanId { get; init; }

    [Description("An attribute of the log or of its resource: " + ParameterText.Attribute)]
    [FromQuery(Name = "attribute")]
    public string[]? Attribute { get; init; }

    [Description("-time for the newest first, time for the oldest. Default: -time.")]
    [FromQuery(Name = "order")]
    public string? Order { get; init; }

    [Description("Only what came after the log of this id: for following live.")]
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    [Description(ParameterText.Limit + " A download has no limit unless one is given.")]
    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    [Description(ParameterText.Cursor)]
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
