namespace AgentOtel;

/// <summary>A run of a workflow that starts.</summary>
/// <param name="Workflow">Its name, of low cardinality (<c>gen_ai.workflow.name</c>).</param>
public readonly record struct WorkflowStart(string Workflow)
{
    /// <summary>The id of this run; one is made if absent (<c>agentotel.workflow.run.id</c>).</summary>
    public string? RunId { get; init; }

    /// <summary>The conversation that the run belongs to, as the app or the provider knows it; never made up.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The session that the run belongs to.</summary>
    public string? SessionId { get; init; }

    /// <summary>The user that the run serves. It stays out of telemetry unless switched on.</summary>
    public string? UserId { get; init; }

    /// <summary>The tenant that the run serves.</summary>
    public string? Tenant { get; init; }

    /// <summary>The id that the request and all it sets in motion share; one is made if the context has none.</summary>
    public string? CorrelationId { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>>? Pairs { get; init; }

    /// <summary>The context below the run: what the run does not say stays as it was.</summary>
    internal AgentContext Over(AgentContext context, Func<string> newId) => context with
    {
        Workflow = Workflow,
        RunId = string.IsNullOrEmpty(RunId) ? newId() : RunId,
        Task = null,
        TaskId = null,
        Attempt = null,
        Tool = null,
        Agent = null,
        ConversationId = ConversationId ?? context.ConversationId,
        SessionId = SessionId ?? context.SessionId,
        UserId = UserId ?? context.UserId,
        Tenant = Tenant ?? context.Tenant,
        CorrelationId = CorrelationId ?? context.CorrelationId ?? newId(),
        Pairs = Pairs ?? context.Pairs,
    };
}
