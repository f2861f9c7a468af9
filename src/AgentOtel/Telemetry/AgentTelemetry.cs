using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel;

/// <summary>
/// Starts what is to be seen: workflows, tasks, agents, plans, tools, model calls and operations of the app's own. Owns
/// the <c>AgentOtel</c> source and meter. Thread-safe; one for a process is enough.
/// </summary>
/// <remarks>
/// Each start gives a handle: dispose it when the work ends, or let its <c>RunAsync</c> do so. Starts never throw
/// because of telemetry, and with nobody listening they allocate nothing.
/// </remarks>
public sealed class AgentTelemetry : IDisposable
{
    private static AgentTelemetry? _default;

    /// <summary>Makes the source and the instruments.</summary>
    /// <param name="options">The settings; the defaults where absent.</param>
    /// <param name="logger">Takes the log events; without one there are none.</param>
    public AgentTelemetry(AgentTelemetryOptions? options = null, ILogger<AgentTelemetry>? logger = null) =>
        Core = new TelemetryCore(options ?? new(), logger ?? NullLogger<AgentTelemetry>.Instance);

    /// <summary>The name of the source and of the meter.</summary>
    public const string SourceName = TelemetryCore.Name;

    /// <summary>The instance for code without dependency injection. Hosting sets it to that of the app.</summary>
    public static AgentTelemetry Default
    {
        get
        {
            if (_default is { } telemetry)
            {
                return telemetry;
            }

            var made = new AgentTelemetry();
            if (Interlocked.CompareExchange(ref _default, made, null) is not { } earlier)
            {
                return made;
            }

            made.Dispose();
            return earlier;
        }

        set => _default = value;
    }

    internal TelemetryCore Core { get; }

    /// <summary>Starts a workflow's run.</summary>
    public WorkflowRun StartWorkflow(in WorkflowStart start) =>
        Core.IsOn ? Core.Guard(start, static (core, s) => WorkflowRun.Start(core, s, isResumed: false), WorkflowRun.None) : WorkflowRun.None;

    /// <summary>Starts a workflow's run.</summary>
    public WorkflowRun StartWorkflow(string workflow) => StartWorkflow(new WorkflowStart(workflow));

    /// <summary>Carries on a run that paused, here or in another process: a new span of the same run, linked to the first.</summary>
    public WorkflowRun ResumeWorkflow(PausedRun paused, StartOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        return Core.IsOn
            ? Core.Guard(paused.ToStart(options), static (core, s) => WorkflowRun.Start(core, s, isResumed: true), WorkflowRun.None)
            : WorkflowRun.None;
    }

    /// <summary>Starts an attempt at a task.</summary>
    public TaskAttempt StartTask(in TaskStart start) =>
        Core.IsOn ? Core.Guard(start, static (core, s) => TaskAttempt.Start(core, s), TaskAttempt.None) : TaskAttempt.None;

    /// <summary>Starts the first attempt at a task.</summary>
    public TaskAttempt StartTask(string task) => StartTask(new TaskStart(task));

    /// <summary>Starts an agent's invocation.</summary>
    public AgentInvocation StartAgent(in AgentStart start) =>
        Core.IsOn ? Core.Guard(start, static (core, s) => AgentInvocation.Start(core, s), AgentInvocation.None) : AgentInvocation.None;

    /// <summary>Starts the invocation of an agent of this process.</summary>
    public AgentInvocation StartAgent(string agent) => StartAgent(new AgentStart(agent));

    /// <summary>Starts the current agent's planning.</summary>
    public Plan StartPlan(in StartOptions options = default) =>
        Core.IsOn ? Core.Guard(options, static (core, s) => Plan.Start(core, s), Plan.None) : Plan.None;

    /// <summary>Starts a tool's execution.</summary>
    public ToolCall StartTool(in ToolStart start) =>
        Core.IsOn ? Core.Guard(start, static (core, s) => ToolCall.Start(core, s), ToolCall.None) : ToolCall.None;

    /// <summary>Starts a tool's execution.</summary>
    public ToolCall StartTool(string tool) => StartTool(new ToolStart(tool));

    /// <summary>Starts a chat with a model.</summary>
    public ModelCall StartChat(in ModelRequest request) =>
        Core.IsOn ? Core.Guard(request, static (core, r) => ModelCall.Start(core, ModelOperations.Chat, r), ModelCall.None) : ModelCall.None;

    /// <summary>Starts a text completion.</summary>
    public ModelCall StartTextCompletion(in ModelRequest request) =>
        Core.IsOn ? Core.Guard(request, static (core, r) => ModelCall.Start(core, ModelOperations.TextCompletion, r), ModelCall.None) : ModelCall.None;

    /// <summary>Starts a call for embeddings.</summary>
    public ModelCall StartEmbeddings(in ModelRequest request) =>
        Core.IsOn ? Core.Guard(request, static (core, r) => ModelCall.Start(core, ModelOperations.Embeddings, r), ModelCall.None) : ModelCall.None;

    /// <summary>Starts a retrieval from a store of documents.</summary>
    public ModelCall StartRetrieval(in RetrievalStart start) =>
        Core.IsOn ? Core.Guard(start, static (core, s) => ModelCall.Start(core, s), ModelCall.None) : ModelCall.None;

    /// <summary>Times an operation of the app's own: a metric and a log event and, if asked for, a span.</summary>
    /// <param name="name">Its name, of low cardinality (<c>agentotel.operation.name</c>).</param>
    /// <param name="withSpan">Whether it has a span too.</param>
    /// <param name="options">Where it starts.</param>
    public TrackedOperation Track(string name, bool withSpan = false, in StartOptions options = default) =>
        Core.IsOn
            ? Core.Guard((name, withSpan, options), static (core, s) => TrackedOperation.Start(core, s.name, s.withSpan, s.options), TrackedOperation.None)
            : TrackedOperation.None;

    /// <summary>Says that a person's approval is waited for.</summary>
    /// <param name="subject">What for.</param>
    public Approval RequestApproval(string subject) =>
        Core.IsOn ? Core.Guard(subject, static (core, s) => new Approval(core, s), Approval.None) : Approval.None;

    /// <summary>Records a choice between routes.</summary>
    public void RecordRouting(in RoutingDecision decision)
    {
        if (Core.IsOn)
        {
            Core.Guard(decision, static (core, d) => Decisions.Record(core, d), false);
        }
    }

    /// <summary>Records the result of an evaluation. Call it inside what was evaluated, so that it stands below it.</summary>
    public void RecordEvaluation(in EvaluationResult result)
    {
        if (Core.IsOn)
        {
            Core.Guard(result, static (core, r) => Decisions.Record(core, r), false);
        }
    }

    /// <summary>
    /// Writes an event of the app's own, as the kit's own are written: with its name as the event's name and the context in
    /// force. <c>agentotel.</c> and <c>gen_ai.</c> are taken.
    /// </summary>
    /// <param name="name">Its name, of low cardinality: <c>campaign.approved</c>.</param>
    /// <param name="level">How much it matters.</param>
    /// <param name="message">What a person reads.</param>
    /// <param name="fields">What is known; absent values are left out.</param>
    public void LogEvent(string name, LogLevel level, string message, params (string Name, object? Value)[] fields)
    {
        if (Core.Log.IsEnabled(level))
        {
            Core.Guard((name, level, message, fields), static (core, e) => core.Log.WriteOwn(e.name, e.level, e.message, e.fields), false);
        }
    }

    /// <summary>
    /// Counts a failure that happened outside of any operation, or was handled inside one, and writes its event. An exception
    /// that was recorded before is not recorded again.
    /// </summary>
    public void RecordError(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (Core.IsOn)
        {
            Core.Guard(exception, static (core, e) => core.RecordError(e), false);
        }
    }

    /// <summary>
    /// Records an exception that nobody handles, as critical: once, and even where an operation has recorded it as less. Hosts
    /// call it; an app calls <see cref="RecordError"/>.
    /// </summary>
    /// <param name="exception">The exception.</param>
    /// <param name="where"><c>process</c>, <c>task</c> or <c>request</c> (<c>agentotel.error.unhandled</c>).</param>
    public void RecordUnhandled(Exception exception, string where)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (Core.IsOn)
        {
            Core.RecordUnhandled(exception, where);
        }
    }

    /// <summary>Counts what computing cost that no model or tool reports: a machine, a container, a query.</summary>
    /// <param name="usd">US dollars.</param>
    public void RecordComputeCost(decimal usd)
    {
        if (Core.IsOn)
        {
            Core.Guard(usd, static (core, cost) => core.AddComputeCost(cost), false);
        }
    }

    /// <summary>Starts the counters of names that the app knows at zero. Call it once metrics are listened to.</summary>
    public void Register(KnownNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (Core.IsOn)
        {
            Core.Guard(names, static (core, known) => CounterStart.Record(core, known), false);
        }
    }

    /// <summary>
    /// Refuses what would be spent next, where a budget that counts here is used up: call it before a model call, so that a
    /// loop that runs away ends. What can still be overspent is what the calls in flight cost.
    /// </summary>
    /// <exception cref="BudgetExceededException">The budget is used up for this period.</exception>
    public void EnsureWithinBudget() => Core.Budgets.Ensure(AgentContext.Current);

    /// <summary>Sets the context in force on a span of another library.</summary>
    public void AddContext(Activity span)
    {
        ArgumentNullException.ThrowIfNull(span);
        ContextTags.AddTo(span, AgentContext.Current, Core.User);
    }

    /// <summary>Adds the context in force to the fields of a log record, as the kit's own events carry it.</summary>
    public void AddContext(ICollection<KeyValuePair<string, object?>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ContextTags.AddTo(fields, AgentContext.Current, Core.User);
    }

    /// <summary>Counts telemetry that was cut or lost on its way (<c>agentotel.telemetry.dropped</c>).</summary>
    /// <param name="signal"><c>traces</c>, <c>metrics</c> or <c>logs</c>.</param>
    /// <param name="reason">Why, in a word of low cardinality.</param>
    /// <param name="count">How many items.</param>
    public void CountDropped(string signal, string reason, long count = 1) => Core.CountDropped(signal, reason, count);

    /// <summary>Takes the source and the meter away from their listeners.</summary>
    public void Dispose() => Core.Dispose();
}
