namespace AgentOtel;

/// <summary>The names of the log events; ours, save those under <c>gen_ai.</c>.</summary>
internal static class EventNames
{
    public const string WorkflowStarted = "agentotel.workflow.started";
    public const string WorkflowPaused = "agentotel.workflow.paused";
    public const string WorkflowResumed = "agentotel.workflow.resumed";
    public const string WorkflowCompleted = "agentotel.workflow.completed";
    public const string WorkflowFailed = "agentotel.workflow.failed";
    public const string WorkflowCancelled = "agentotel.workflow.cancelled";
    public const string TaskStarted = "agentotel.task.started";
    public const string TaskCompleted = "agentotel.task.completed";
    public const string TaskRetried = "agentotel.task.retried";
    public const string TaskFailed = "agentotel.task.failed";
    public const string AgentStarted = "agentotel.agent.started";
    public const string AgentCompleted = "agentotel.agent.completed";
    public const string AgentFailed = "agentotel.agent.failed";
    public const string ModelCompleted = "agentotel.model.completed";
    public const string ModelFailed = "agentotel.model.failed";
    public const string RetrievalCompleted = "agentotel.retrieval.completed";
    public const string RetrievalFailed = "agentotel.retrieval.failed";
    public const string ToolStarted = "agentotel.tool.started";
    public const string ToolCompleted = "agentotel.tool.completed";
    public const string ToolFailed = "agentotel.tool.failed";
    public const string RoutingDecided = "agentotel.routing.decided";
    public const string ApprovalRequested = "agentotel.approval.requested";
    public const string ApprovalAnswered = "agentotel.approval.answered";
    public const string OperationCompleted = "agentotel.operation.completed";
    public const string OperationFailed = "agentotel.operation.failed";
    public const string CostUnpriced = "agentotel.cost.unpriced";
    public const string BudgetExceeded = "agentotel.budget.exceeded";
    public const string BudgetInMemory = "agentotel.budget.in_memory";
    public const string HttpRequest = "agentotel.http.request";
    public const string Error = "agentotel.error";
    public const string TelemetryFault = "agentotel.telemetry.fault";
    public const string InferenceDetails = "gen_ai.client.inference.operation.details";
    public const string Evaluated = "gen_ai.evaluation.result";
}
