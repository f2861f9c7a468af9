using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>One attempt at a task. It ends as completed unless it failed.</summary>
public sealed class TaskAttempt : AgentOperation
{
    internal static readonly TaskAttempt None = new();

    private readonly string? _retryReason;

    private TaskAttempt()
    {
    }

    private TaskAttempt(TelemetryCore core, in OperationStart operation, in StartOptions options, int attempt, string? retryReason)
        : base(core, operation, options)
    {
        Attempt = attempt;
        _retryReason = retryReason;
    }

    /// <summary>The task's id: give it to the next attempt. Empty where nobody listens.</summary>
    public string TaskId => RecordedContext.TaskId ?? "";

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; } = 1;

    private string Status => Failure switch
    {
        null => Statuses.Completed,
        { IsCancellation: true } => Statuses.Cancelled,
        _ => Statuses.Failed,
    };

    internal static TaskAttempt Start(TelemetryCore core, in TaskStart start, in StartOptions options)
    {
        var attempt = Math.Max(1, start.Attempt);
        var id = string.IsNullOrEmpty(start.Id) ? core.NewId() : start.Id;
        var task = new TaskAttempt(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of("execute_task", start.Task),
                Kind = ActivityKind.Internal,
                Tags =
                [
                    new(SemanticConventions.GenAi.OperationName, "execute_task"),
                    new(SemanticConventions.AgentOtel.Task.Name, start.Task),
                    new(SemanticConventions.AgentOtel.Task.Id, id),
                    new(SemanticConventions.AgentOtel.Task.Attempt, attempt),
                ],
                Context = options.Surroundings with { Task = start.Task, TaskId = id, Attempt = attempt, Tool = null },
                HasContext = true,
                HasTotals = true,
            },
            options,
            attempt,
            start.RetryReason);
        task.SayStarted(core);
        return task;
    }

    private protected override string SpanName => SpanNames.Of("execute_task", RecordedContext.Task);

    private protected override CallFigures Figures => default;

    private protected override void AddTags(Activity span)
    {
        span.SetTag(SemanticConventions.AgentOtel.Status, Status);
        span.SetTag(SemanticConventions.AgentOtel.Task.RetryReason, _retryReason);
        Totals.AddTo(span);
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
        var tags = TaskTags();
        tags.Add(SemanticConventions.AgentOtel.Status, Status);
        MetricTags.AddError(ref tags, Failure?.Type);
        core.Metrics.TaskDuration.Record(seconds, tags);
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level) = Failure is { IsCancellation: false }
            ? (EventNames.TaskFailed, LogLevel.Error)
            : (EventNames.TaskCompleted, LogLevel.Information);
        if (log.IsEnabled(level))
        {
            log.Write(level, name, WithReason(Ended($"Task {RecordedContext.Task} {Status}", Status, seconds)), RecordedContext);
        }
    }

    private void SayStarted(TelemetryCore core)
    {
        if (Attempt == 1)
        {
            Say(EventNames.TaskStarted, LogLevel.Information);
            return;
        }

        using (CurrentSpan.Use(Activity))
        {
            core.Metrics.TaskRetries.Add(1, TaskTags());
            if (core.Log.IsEnabled(LogLevel.Warning))
            {
                var fields = WithReason(new EventFields($"Task {RecordedContext.Task} retried, attempt {Attempt}"));
                core.Log.Write(LogLevel.Warning, EventNames.TaskRetried, fields, RecordedContext);
            }
        }
    }

    private EventFields WithReason(EventFields fields) => fields
        .Add(SemanticConventions.AgentOtel.Task.RetryReason, _retryReason);

    private TagList TaskTags()
    {
        var tags = new TagList { { SemanticConventions.AgentOtel.Task.Name, RecordedContext.Task } };
        MetricTags.AddIfKnown(ref tags, SemanticConventions.GenAi.WorkflowName, RecordedContext.Workflow);
        return tags;
    }
}
