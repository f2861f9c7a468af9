using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>Every instrument of the contract beside those of model calls, made once for a meter.</summary>
internal sealed class Instruments
{
    private readonly Instrument[] _all;
    private readonly Instrument[] _ofModelCalls;

    public Instruments(Meter meter, MetricNaming naming, ActiveOperations active, DropCounts drops)
    {
        var make = new InstrumentFactory(meter, drops);
        ModelCalls = new ModelCallInstruments(make, naming);

        AgentDuration = make.Histogram(MetricNames.AgentDuration, "s", "Duration of an agent's invocation.", Buckets.AgentSeconds);
        AgentInferenceCalls = make.Histogram(
            MetricNames.AgentInferenceCalls, "{inference_call}", "Model calls that an agent made itself.", Buckets.Calls);
        AgentToolCalls = make.Histogram(MetricNames.AgentToolCalls, "{tool_call}", "Tool calls that an agent made itself.", Buckets.Calls);
        ToolDuration = make.Histogram(MetricNames.ToolDuration, "s", "Duration of a tool's execution.", Buckets.ClientSeconds);
        WorkflowDuration = make.Histogram(MetricNames.WorkflowDuration, "s", "Duration of a workflow's run.", Buckets.WorkflowSeconds);
        WorkflowAgentCalls = make.Histogram(MetricNames.WorkflowAgentCalls, "{call}", "Agents that one run invoked.", Buckets.Calls);
        WorkflowModelCalls = make.Histogram(MetricNames.WorkflowModelCalls, "{call}", "Model calls that one run made.", Buckets.Calls);
        WorkflowToolCalls = make.Histogram(MetricNames.WorkflowToolCalls, "{call}", "Tool calls that one run made.", Buckets.Calls);
        TaskDuration = make.Histogram(MetricNames.TaskDuration, "s", "Duration of a task's attempt.", Buckets.TaskSeconds);
        TaskRetries = make.Counter<long>(MetricNames.TaskRetries, "{retry}", "Attempts at a task after the first.");
        Cost = make.Counter<double>(MetricNames.Cost, "{USD}", "What model calls, tools and compute cost, in US dollars.");
        UnpricedCalls = make.Counter<long>(MetricNames.UnpricedCalls, "{call}", "Model calls that have no price.");
        Errors = make.Counter<long>(MetricNames.Errors, "{error}", "Failures, by category and severity.");
        RoutingDecisions = make.Counter<long>(MetricNames.RoutingDecisions, "{decision}", "Choices between routes.");
        EvaluationScore = make.Histogram(MetricNames.EvaluationScore, "{score}", "Scores of evaluations.", Buckets.Score);
        ApprovalsWaiting = make.UpDownCounter<long>(
            MetricNames.ApprovalsWaiting, "{approval}", "Approvals that a person has not answered.");
        ApprovalWait = make.Histogram(
            MetricNames.ApprovalWait, "s", "How long an approval waited for its answer.", Buckets.ApprovalSeconds);
        TrackedDuration = make.Histogram(
            MetricNames.TrackedDuration, "s", "Duration of an operation of the app's own.", Buckets.ClientSeconds);
        meter.CreateObservableUpDownCounter(MetricNames.Active, () => active.Count, "{operation}", "Operations that are under way.");
        meter.CreateObservableCounter(MetricNames.Dropped, drops.Measure, "{item}", "What the kit itself cut or lost.");

        _all =
        [
            .. ModelCalls.All, AgentDuration.Instrument!, AgentInferenceCalls.Instrument!, AgentToolCalls.Instrument!,
            ToolDuration.Instrument!, WorkflowDuration.Instrument!, WorkflowAgentCalls.Instrument!, WorkflowModelCalls.Instrument!,
            WorkflowToolCalls.Instrument!, TaskDuration.Instrument!, TaskRetries.Instrument, Cost.Instrument, UnpricedCalls.Instrument,
            Errors.Instrument, RoutingDecisions.Instrument, EvaluationScore.Instrument!, ApprovalsWaiting.Instrument,
            ApprovalWait.Instrument!, TrackedDuration.Instrument!,
        ];
        _ofModelCalls = [.. ModelCalls.All, Cost.Instrument, UnpricedCalls.Instrument, Errors.Instrument];
    }

    public ModelCallInstruments ModelCalls { get; }

    public SafeHistogram<double> AgentDuration { get; }

    public SafeHistogram<long> AgentInferenceCalls { get; }

    public SafeHistogram<long> AgentToolCalls { get; }

    public SafeHistogram<double> ToolDuration { get; }

    public SafeHistogram<double> WorkflowDuration { get; }

    public SafeHistogram<long> WorkflowAgentCalls { get; }

    public SafeHistogram<long> WorkflowModelCalls { get; }

    public SafeHistogram<long> WorkflowToolCalls { get; }

    public SafeHistogram<double> TaskDuration { get; }

    public SafeCounter<long> TaskRetries { get; }

    public SafeCounter<double> Cost { get; }

    public SafeCounter<long> UnpricedCalls { get; }

    public SafeCounter<long> Errors { get; }

    public SafeCounter<long> RoutingDecisions { get; }

    public SafeHistogram<double> EvaluationScore { get; }

    public SafeUpDownCounter<long> ApprovalsWaiting { get; }

    public SafeHistogram<double> ApprovalWait { get; }

    public SafeHistogram<double> TrackedDuration { get; }

    /// <summary>Whether anybody listens to any that operations measure.</summary>
    public bool Enabled => IsAnyEnabled(_all);

    /// <summary>Whether anybody listens to any that a model call measures by itself.</summary>
    public bool ModelCallsEnabled => IsAnyEnabled(_ofModelCalls);

    private static bool IsAnyEnabled(Instrument[] instruments)
    {
        foreach (var instrument in instruments)
        {
            if (instrument.Enabled)
            {
                return true;
            }
        }

        return false;
    }
}
