namespace AgentOtel;

/// <summary>The names of the metrics. Those under <c>gen_ai.</c> are the convention's, the rest are ours.</summary>
internal static class MetricNames
{
    public const string OperationDuration = "gen_ai.client.operation.duration";
    public const string TokenUsage = "gen_ai.client.token.usage";
    public const string TimeToFirstChunk = "gen_ai.client.operation.time_to_first_chunk";
    public const string TimePerOutputChunk = "gen_ai.client.operation.time_per_output_chunk";

    public const string InferenceDuration = "gen_ai.client.inference.duration";
    public const string InferenceTimeToFirstChunk = "gen_ai.client.inference.time_to_first_chunk";
    public const string InferenceTimePerOutputChunk = "gen_ai.client.inference.time_per_output_chunk";
    public const string InferenceInputTokens = "gen_ai.client.inference.usage.input_tokens";
    public const string InferenceOutputTokens = "gen_ai.client.inference.usage.output_tokens";
    public const string InferenceCacheReadTokens = "gen_ai.client.inference.usage.cache_read.input_tokens";
    public const string InferenceCacheWriteTokens = "gen_ai.client.inference.usage.cache_write.input_tokens";
    public const string InferenceReasoningTokens = "gen_ai.client.inference.usage.reasoning.output_tokens";
    public const string InferenceOperationInputTokens = "gen_ai.client.inference.operation.input_tokens";
    public const string InferenceOperationOutputTokens = "gen_ai.client.inference.operation.output_tokens";

    public const string AgentDuration = "gen_ai.invoke_agent.duration";
    public const string AgentInferenceCalls = "gen_ai.invoke_agent.inference_calls";
    public const string AgentToolCalls = "gen_ai.invoke_agent.tool_calls";
    public const string ToolDuration = "gen_ai.execute_tool.duration";
    public const string WorkflowDuration = "gen_ai.invoke_workflow.duration";

    public const string WorkflowAgentCalls = "agentotel.workflow.agent_calls";
    public const string WorkflowModelCalls = "agentotel.workflow.model_calls";
    public const string WorkflowToolCalls = "agentotel.workflow.tool_calls";
    public const string TaskDuration = "agentotel.task.duration";
    public const string TaskRetries = "agentotel.task.retries";
    public const string Cost = "agentotel.cost.usd";
    public const string UnpricedCalls = "agentotel.cost.unpriced_calls";
    public const string Errors = "agentotel.errors";
    public const string RoutingDecisions = "agentotel.routing.decisions";
    public const string EvaluationScore = "agentotel.evaluation.score";
    public const string ApprovalsWaiting = "agentotel.approvals.waiting";
    public const string ApprovalWait = "agentotel.approval.wait";
    public const string TrackedDuration = "agentotel.operation.duration";
    public const string Active = "agentotel.active";
    public const string BudgetLimitUsd = "agentotel.budget.limit.usd";
    public const string BudgetSpentUsd = "agentotel.budget.spent.usd";
    public const string BudgetLimitTokens = "agentotel.budget.limit.tokens";
    public const string BudgetSpentTokens = "agentotel.budget.spent.tokens";
    public const string Dropped = "agentotel.telemetry.dropped";
}
