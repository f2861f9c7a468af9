using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>Every instrument of the contract beside those of model calls, made once for a meter.</summary>
internal sealed class Instruments
{
    private readonly Instrument[] _all;

    public Instruments(Meter meter, MetricNaming naming)
    {
        ModelCalls = new ModelCallInstruments(meter, naming);

        AgentDuration = meter.CreateHistogram(MetricNames.AgentDuration, "s", "Duration of an agent's invocation.", advice: Buckets.AgentSeconds);
        AgentInferenceCalls = meter.CreateHistogram(MetricNames.AgentInferenceCalls, "{inference_call}", "Model calls that an agent made itself.", advice: Buckets.Calls);
        AgentToolCalls = meter.CreateHistogram(MetricNames.AgentToolCalls, "{tool_call}", "Tool calls that an agent made itself.", advice: Buckets.Calls);
        ToolDuration = meter.CreateHistogram(MetricNames.ToolDuration, "s", "Duration of a tool's execution.", advice: Buckets.ClientSeconds);
        WorkflowDuration = meter.CreateHistogram(MetricNames.WorkflowDuration, "s", "Duration of a workflow's run.", advice: Buckets.WorkflowSeconds);
        WorkflowAgentCalls = meter.CreateHistogram(MetricNames.WorkflowAgentCalls, "{call}", "Agents that one run invoked.", advice: Buckets.Calls);
        WorkflowModelCalls = meter.CreateHistogram(MetricNames.WorkflowModelCalls, "{call}", "Model calls that one run made.", advice: Buckets.Calls);
        WorkflowToolCalls = meter.CreateHistogram(MetricNames.WorkflowToolCalls, "{call}", "Tool calls that one run made.", advice: Buckets.Calls);
        TaskDuration = meter.CreateHistogram(MetricNames.TaskDuration, "s", "Duration of a task's attempt.", advice: Buckets.TaskSeconds);
        TaskRetries = meter.CreateCounter<long>(MetricNames.TaskRetries, "{retry}", "Attempts at a task after the first.");
        Cost = meter.CreateCounter<double>(MetricNames.Cost, "{USD}", "What model calls, tools and compute cost, in US dollars.");
        UnpricedCalls = meter.CreateCounter<long>(MetricNames.UnpricedCalls, "{call}", "Model calls that have no price.");
        Errors = meter.CreateCounter<long>(MetricNames.Errors, "{error}", "Failures, by category and severity.");
        RoutingDecisions = meter.CreateCounter<long>(MetricNames.RoutingDecisions, "{decision}", "Choices between routes.");
        EvaluationScore = meter.CreateHistogram(MetricNames.EvaluationScore, "{score}", "Scores of evaluations.", advice: Buckets.Score);
        ApprovalsWaiting = meter.CreateUpDownCounter<long>(MetricNames.ApprovalsWaiting, "{approval}", "Approvals that a person has not answered.");
        ApprovalWait = meter.CreateHistogram(MetricNames.ApprovalWait, "s", "How long an approval waited for its answer.", advice: Buckets.ApprovalSeconds);
        TrackedDuration = meter.CreateHistogram(MetricNames.TrackedDuration, "s", "Duration of an operation of the app's own.", advice: Buckets.ClientSeconds);
        Active = meter.CreateUpDownCounter<long>(MetricNames.Active, "{operation}", "Operations that are under way.");
        Dropped = meter.CreateCounter<long>(MetricNames.Dropped, "{item}", "What the kit itself cut or lost.");

        _all =
        [
            .. ModelCalls.All, AgentDuration, AgentInferenceCalls, AgentToolCalls, ToolDuration, WorkflowDuration,
            WorkflowAgentCalls, WorkflowModelCalls, WorkflowToolCalls, TaskDuration, TaskRetries, Cost, UnpricedCalls,
            Errors, RoutingDecisions, EvaluationScore, ApprovalsWaiting, ApprovalWait, TrackedDuration, Active, Dropped,
        ];
    }

    public ModelCallInstruments ModelCalls { get; }

    public Histogram<double> AgentDuration { get; }

    public Histogram<long> AgentInferenceCalls { get; }

    public Histogram<long> AgentToolCalls { get; }

    public Histogram<double> ToolDuration { get; }

    public Histogram<double> WorkflowDuration { get; }

    public Histogram<long> WorkflowAgentCalls { get; }

    public Histogram<long> WorkflowModelCalls { get; }

    public Histogram<long> WorkflowToolCalls { get; }

    public Histogram<double> TaskDuration { get; }

    public Counter<long> TaskRetries { get; }

    public Counter<double> Cost { get; }

    public Counter<long> UnpricedCalls { get; }

    public Counter<long> Errors { get; }

    public Counter<long> RoutingDecisions { get; }

    public Histogram<double> EvaluationScore { get; }

    public UpDownCounter<long> ApprovalsWaiting { get; }

    public Histogram<double> ApprovalWait { get; }

    public Histogram<double> TrackedDuration { get; }

    public UpDownCounter<long> Active { get; }

    public Counter<long> Dropped { get; }

    /// <summary>Whether anybody listens to any of them.</summary>
    public bool Enabled
    {
        get
        {
            foreach (var instrument in _all)
            {
                if (instrument.Enabled)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
