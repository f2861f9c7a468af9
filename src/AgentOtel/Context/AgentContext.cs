namespace AgentOtel;

/// <summary>
/// What is known about the work under way: it flows through <c>await</c>, <c>Task.Run</c> and parallel branches to every
/// span and log below. It never leaves the process by itself.
/// </summary>
/// <remarks>
/// Immutable, so safe to read from any thread. Change it with <c>with</c> and put it in force with
/// <see cref="Push()"/>. No value of it is ever a metric label, save a tenant from a configured list.
/// </remarks>
public sealed record AgentContext
{
    /// <summary>The most pairs of the user's own that a context carries; <see cref="Push()"/> drops those past it.</summary>
    public const int MaxPairs = 16;

    private static readonly AsyncLocal<AgentContext?> Flow = new();

    /// <summary>A context in which nothing is known.</summary>
    public static AgentContext Empty { get; } = new();

    /// <summary>
    /// The context in force here; <see cref="Empty"/> outside of any. That of an operation that has ended, wherever it
    /// was ended, is never in force.
    /// </summary>
    public static AgentContext Current
    {
        get
        {
            var context = Flow.Value;
            while (context?.Operation is { HasEnded: true } ended)
            {
                context = ended.Outer;
            }

            return context ?? Empty;
        }
    }

    /// <summary>The workflow's name (<c>gen_ai.workflow.name</c>).</summary>
    public string? Workflow { get; init; }

    /// <summary>The id of the workflow's run (<c>agentotel.workflow.run.id</c>).</summary>
    public string? RunId { get; init; }

    /// <summary>The task's name (<c>agentotel.task.name</c>).</summary>
    public string? Task { get; init; }

    /// <summary>The task's id, the same in each attempt (<c>agentotel.task.id</c>).</summary>
    public string? TaskId { get; init; }

    /// <summary>Which attempt at the task this is, from 1; on logs (<c>agentotel.task.attempt</c>).</summary>
    public int? Attempt { get; init; }

    /// <summary>The tool that is being executed; on logs (<c>gen_ai.tool.name</c>).</summary>
    public string? Tool { get; init; }

    /// <summary>The agent's name (<c>gen_ai.agent.name</c>).</summary>
    public string? Agent { get; init; }

    /// <summary>The conversation's id as the provider or the app knows it; never made up (<c>gen_ai.conversation.id</c>).</summary>
    public string? ConversationId { get; init; }

    /// <summary>The session's id (<c>session.id</c>).</summary>
    public string? SessionId { get; init; }

    /// <summary>The user's id. It stays out of telemetry unless switched on; logs carry a keyed hash of it.</summary>
    public string? UserId { get; init; }

    /// <summary>The tenant (<c>agentotel.tenant</c>).</summary>
    public string? Tenant { get; init; }

    /// <summary>The id that a request and all it sets in motion share (<c>agentotel.correlation.id</c>).</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Pairs of the user's own, recorded as <c>agentotel.context.&lt;name&gt;</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; init; } = [];

    internal OperationNode? Operation { get; init; }

    /// <summary>A copy that carries one more pair; a pair of the same name is replaced.</summary>
    public AgentContext With(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        return this with
        {
            Pairs = [.. Pairs.Where(pair => pair.Key != name), KeyValuePair.Create(name, value)],
        };
    }

    /// <summary>Puts this context in force until the scope is disposed.</summary>
    public ContextScope Push()
    {
        var previous = Current;
        Restore(Pairs.Count <= MaxPairs ? this : this with { Pairs = [.. Pairs.Take(MaxPairs)] });
        return new ContextScope(previous);
    }

    /// <summary>The context in this flow, whether or not its operation has ended; absent outside of any.</summary>
    internal static AgentContext? Flowing => Flow.Value;

    /// <summary>Nothing known is nothing kept: an empty context would make every flow from here on dearer.</summary>
    internal static void Restore(AgentContext? context)
    {
        var value = ReferenceEquals(context, Empty) ? null : context;
        if (!ReferenceEquals(Flow.Value, value))
        {
            Flow.Value = value;
        }
    }
}
