using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>A timed operation of the app's own: a metric and a log event and, by choice, a span.</summary>
public sealed class TrackedOperation : AgentOperation
{
    internal static readonly TrackedOperation None = new();

    private readonly string _name = "";
    private List<KeyValuePair<string, object?>>? _tags;

    private TrackedOperation()
    {
    }

    private TrackedOperation(TelemetryCore core, in OperationStart operation, in StartOptions options, string name)
        : base(core, operation, options) => _name = name;

    private protected override string SpanName => _name;

    private protected override CallFigures Figures => default;

    /// <summary>Adds a fact to the span and to the log event; never to the metric.</summary>
    public void SetTag(string name, object? value)
    {
        if (Core is not null)
        {
            (_tags ??= []).Add(new(name, value));
        }
    }

    internal static TrackedOperation Start(TelemetryCore core, string name, bool hasSpan, in StartOptions options) => new(
        core,
        new OperationStart
        {
            SpanName = name,
            Kind = ActivityKind.Internal,
            Tags = hasSpan ? [new(SemanticConventions.AgentOtel.OperationName, name)] : [],
            Context = options.Surroundings,
            HasNoSpan = !hasSpan,
        },
        options,
        name);

    private protected override void AddTags(Activity span)
    {
        foreach (var (name, value) in _tags ?? [])
        {
            span.SetTag(name, value);
        }
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
        var tags = new TagList { { SemanticConventions.AgentOtel.OperationName, _name } };
        MetricTags.AddError(ref tags, Failure?.Type);
        core.Metrics.TrackedDuration.Record(seconds, tags);
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level, status) = Failure is null
            ? (EventNames.OperationCompleted, LogLevel.Debug, Statuses.Completed)
            : (EventNames.OperationFailed, LogLevel.Error, Failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed);
        if (log.IsEnabled(level))
        {
            var fields = Ended($"{_name} {status}", status, seconds).Add(SemanticConventions.AgentOtel.OperationName, _name);
            fields.AddRange(_tags ?? []);
            log.Write(level, name, fields, RecordedContext);
        }
    }
}
