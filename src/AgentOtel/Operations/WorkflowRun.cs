using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>A workflow's run, or one segment of a run that pauses. It ends as completed unless told otherwise.</summary>
public sealed class WorkflowRun : AgentOperation
{
    internal static readonly WorkflowRun None = new();

    private string _status = Statuses.Completed;
    private string? _pauseReason;
    private decimal? _computeUsd;

    private WorkflowRun()
    {
    }

    private WorkflowRun(TelemetryCore core, in OperationStart operation, in StartOptions options)
        : base(core, operation, options)
    {
    }

    /// <summary>The id of the run; empty where nobody listens.</summary>
    public string RunId => RecordedContext.RunId ?? "";

    /// <summary>Ends this segment as paused. Give the result to <c>ResumeWorkflow</c>, in this process or another.</summary>
    /// <param name="reason">Why it waits, in a word of low cardinality.</param>
    public PausedRun Pause(string? reason = null)
    {
        EndAs(Statuses.Paused, reason);
        return new PausedRun
        {
            Workflow = RecordedContext.Workflow ?? "",
            RunId = RunId,
            TraceParent = Activity?.Id,
            ConversationId = RecordedContext.ConversationId,
            SessionId = RecordedContext.SessionId,
            UserId = RecordedContext.UserId,
            Tenant = RecordedContext.Tenant,
            CorrelationId = RecordedContext.CorrelationId,
            Pairs = RecordedContext.Pairs,
        };
    }

    /// <summary>Ends the run as cancelled.</summary>
    public void Cancel() => EndAs(Statuses.Cancelled, null);

    internal static WorkflowRun Start(TelemetryCore core, in WorkflowStart start, in StartOptions options, bool isResumed)
    {
        var context = start.Over(options.Surroundings, core.NewId);
        var run = new WorkflowRun(
            core,
            new OperationStart
            {
                SpanName = SpanNames.Of("invoke_workflow", start.Workflow),
                Kind = ActivityKind.Internal,
                Tags =
                [
                    new(SemanticConventions.GenAi.OperationName, "invoke_workflow"),
                    new(SemanticConventions.GenAi.WorkflowName, start.Workflow),
                    new(SemanticConventions.AgentOtel.WorkflowRunId, context.RunId),
                ],
                Context = context,
                HasContext = true,
                HasTotals = true,
            },
            options);
        run.Say(isResumed ? EventNames.WorkflowResumed : EventNames.WorkflowStarted, LogLevel.Information);
        return run;
    }

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Messages;

    private protected override string SpanName => SpanNames.Of("invoke_workflow", RecordedContext.Workflow);

    private protected override CallFigures Figures => new() { CostUsd = _computeUsd };

    private protected override void OnEnding(TelemetryCore core, double seconds)
    {
        if (Failure is { } failure)
        {
            _status = failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed;
        }

        if (core.ComputeUsdPerSecond > 0 && Node is { Outer.Workflow: null, Totals: { } totals }
            && CostBounds.Accept(core, core.ComputeUsdPerSecond * (decimal)seconds) is { } cost)
        {
            _computeUsd = cost;
            totals.Add(new CallFigures { CostUsd = cost }, isOwn: true);
            core.AddCost(
                cost,
                [
                    new(SemanticConventions.GenAi.WorkflowName, RecordedContext.Workflow),
                    new(SemanticConventions.AgentOtel.Cost.Category, CostTags.Compute),
                ],
                RecordedContext);
        }
    }

    private protected override void AddTags(Activity span)
    {
        span.SetTag(SemanticConventions.AgentOtel.Status, _status);
        span.SetTag(SemanticConventions.AgentOtel.WorkflowPauseReason, _pauseReason);
        Totals.AddTo(span);
    }

    private protected override void RecordMetrics(TelemetryCore core, double seconds)
    {
        var tags = new TagList
        {
            { SemanticConventions.GenAi.OperationName, "invoke_workflow" },
            { SemanticConventions.GenAi.WorkflowName, RecordedContext.Workflow },
            { SemanticConventions.AgentOtel.Status, _status },
        };
        var totals = Totals;
        core.Metrics.WorkflowAgentCalls.Record(totals.Sums.AgentCalls, tags);
        core.Metrics.WorkflowModelCalls.Record(totals.Sums.ModelCalls, tags);
        core.Metrics.WorkflowToolCalls.Record(totals.Sums.ToolCalls, tags);
        MetricTags.AddError(ref tags, Failure?.Type);
        core.Metrics.WorkflowDuration.Record(seconds, tags);
    }

    private protected override void WriteEvent(EventLog log, double seconds)
    {
        var (name, level) = _status switch
        {
            Statuses.Failed => (EventNames.WorkflowFailed, LogLevel.Error),
            Statuses.Cancelled => (EventNames.WorkflowCancelled, LogLevel.Information),
            Statuses.Paused => (EventNames.WorkflowPaused, LogLevel.Information),
            _ => (EventNames.WorkflowCompleted, LogLevel.Information),
        };
        if (log.IsEnabled(level))
        {
            log.Write(level, name, Ended($"Workflow {RecordedContext.Workflow} {_status}", _status, seconds)
                .Add(SemanticConventions.AgentOtel.WorkflowPauseReason, _pauseReason)
                .Add(Totals), RecordedContext);
        }
    }

    private void EndAs(string status, string? pauseReason)
    {
        // The handle that does nothing is shared: it keeps nothing.
        if (Core is not null)
        {
            _status = status;
            _pauseReason = pauseReason;
            Dispose();
        }
    }
}
