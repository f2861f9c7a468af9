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

    private WorkflowRun(TelemetryCore core, in OperationStart start)
        : base(core, start)
    {
    }

    /// <summary>The id of the run; empty where nobody listens.</summary>
    public string RunId => Context.RunId ?? "";

    /// <summary>Ends this segment as paused. Give the result to <see cref="AgentTelemetry.ResumeWorkflow"/>, in this process or another.</summary>
    /// <param name="reason">Why it waits, in a word of low cardinality.</param>
    public PausedRun Pause(string? reason = null)
    {
        _status = Statuses.Paused;
        _pauseReason = reason;
        Dispose();
        return new PausedRun
        {
            Workflow = Context.Workflow ?? "",
            RunId = RunId,
            TraceParent = Activity?.Id,
            ConversationId = Context.ConversationId,
            SessionId = Context.SessionId,
            UserId = Context.UserId,
            Tenant = Context.Tenant,
            CorrelationId = Context.CorrelationId,
            Pairs = Context.Pairs,
        };
    }

    /// <summary>Ends the run as cancelled.</summary>
    public void Cancel()
    {
        _status = Statuses.Cancelled;
        Dispose();
    }

    internal static WorkflowRun Start(TelemetryCore core, in WorkflowStart start, bool isResumed)
    {
        var context = start.Over(start.Options.Parent ?? AgentContext.Current, core.NewId);
        var run = new WorkflowRun(core, new OperationStart
        {
            SpanName = SpanNames.Of("invoke_workflow", start.Workflow),
            Kind = ActivityKind.Internal,
            Tags = new TagList
            {
                { SemanticConventions.GenAi.OperationName, "invoke_workflow" },
                { SemanticConventions.GenAi.WorkflowName, start.Workflow },
                { SemanticConventions.AgentOtel.WorkflowRunId, context.RunId },
            },
            Context = context,
            Options = start.Options,
            HasTotals = true,
        });
        core.Log.Started(isResumed ? EventNames.WorkflowResumed : EventNames.WorkflowStarted, LogLevel.Information, run.Activity, run.Context);
        return run;
    }

    private protected override ContentNames? ContentNames => AgentOtel.ContentNames.Messages;

    private protected override CallFigures Figures => new() { CostUsd = _computeUsd };

    private protected override void OnEnding(TelemetryCore core, double seconds)
    {
        if (core.Options.ComputeUsdPerSecond > 0 && Context.Operation is { Outer.Workflow: null, Totals: { } totals })
        {
            var cost = core.Options.ComputeUsdPerSecond * (decimal)seconds;
            _computeUsd = cost;
            totals.Add(new CallFigures { CostUsd = cost }, isOwn: true);
            core.AddCost("compute", cost, new TagList { { SemanticConventions.GenAi.WorkflowName, Context.Workflow } }, Context);
        }

        if (Failure is { } failure)
        {
            _status = failure.IsCancellation ? Statuses.Cancelled : Statuses.Failed;
        }
    }

    private protected override void AddTags(Activity span)
    {
        span.SetTag(SemanticConventions.AgentOtel.Status, _status);
        span.SetTag(SemanticConventions.AgentOtel.WorkflowPauseReason, _pauseReason);
        Totals.AddTo(span);
    }

    private protected override void RecordMetrics(Instruments metrics, double seconds)
    {
        var tags = new TagList
        {
            { SemanticConventions.GenAi.OperationName, "invoke_workflow" },
            { SemanticConventions.GenAi.WorkflowName, Context.Workflow },
            { SemanticConventions.AgentOtel.Status, _status },
        };
        var totals = Totals;
        metrics.WorkflowAgentCalls.Record(totals.AgentCalls, tags);
        metrics.WorkflowModelCalls.Record(totals.ModelCalls, tags);
        metrics.WorkflowToolCalls.Record(totals.ToolCalls, tags);
        MetricTags.AddError(ref tags, Failure);
        metrics.WorkflowDuration.Record(seconds, tags);
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
            log.Write(level, name, Ended($"Workflow {Context.Workflow} {_status}", _status, seconds)
                .Add(SemanticConventions.AgentOtel.WorkflowPauseReason, _pauseReason)
                .Add(Totals), Context);
        }
    }
}
