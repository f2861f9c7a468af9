using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel;

/// <summary>
/// Starts what is to be seen: workflows, tasks, agents, plans, tools, model calls and operations of the app's own. Owns
/// the <c>AgentOtel</c> source and meter. Thread-safe; one for a process is enough.
/// </summary>
/// <remarks>
/// Each start gives a handle: dispose it when the work ends, or let its <c>RunAsync</c> do so. Starts never throw
/// because of telemetry, and with nobody listening they allocate nothing. Each takes, last, where it starts.
/// </remarks>
public sealed partial class AgentTelemetry : IDisposable
{
    private static AgentTelemetry? _default;

    /// <summary>Makes the source and the instruments.</summary>
    /// <param name="options">The settings; the defaults where absent.</param>
    /// <param name="logger">Takes the log events; without one there are none.</param>
    public AgentTelemetry(AgentTelemetryOptions? options = null, ILogger<AgentTelemetry>? logger = null) =>
        Core = new TelemetryCore(options ?? new(), (ILogger?)logger ?? NullLogger.Instance);

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
    public WorkflowRun StartWorkflow(in WorkflowStart start, in StartOptions options = default) =>
        Core.IsOn ? WorkflowRun.Start(Core, start, options, isResumed: false) : WorkflowRun.None;

    /// <summary>Starts a workflow's run.</summary>
    public WorkflowRun StartWorkflow(string workflow, in StartOptions options = default) =>
        StartWorkflow(new WorkflowStart(workflow), options);

    /// <summary>Carries on a run that paused, here or in another process: a new span of the same run, linked to the first.</summary>
    public WorkflowRun ResumeWorkflow(PausedRun paused, in StartOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(paused);
        return Core.IsOn ? WorkflowRun.Start(Core, paused.Start, paused.LinkedTo(options), isResumed: true) : WorkflowRun.None;
    }

    /// <summary>Starts an attempt at a task.</summary>
    public TaskAttempt StartTask(in TaskStart start, in StartOptions options = default) =>
        Core.IsOn ? TaskAttempt.Start(Core, start, options) : TaskAttempt.None;

    /// <summary>Starts the first attempt at a task.</summary>
    public TaskAttempt StartTask(string task, in StartOptions options = default) => StartTask(new TaskStart(task), options);

    /// <summary>Starts an agent's invocation.</summary>
    public AgentInvocation StartAgent(in AgentStart start, in StartOptions options = default) =>
        Core.IsOn ? AgentInvocation.Start(Core, start, options) : AgentInvocation.None;

    /// <summary>Starts the invocation of an agent of this process.</summary>
    public AgentInvocation StartAgent(string agent, in StartOptions options = default) => StartAgent(new AgentStart(agent), options);

    /// <summary>Starts the current agent's planning.</summary>
    public AgentPlan StartPlan(in StartOptions options = default) => Core.IsOn ? AgentPlan.Start(Core, options) : AgentPlan.None;

    /// <summary>Starts a tool's execution.</summary>
    public ToolExecution StartTool(in ToolStart start, in StartOptions options = default) =>
        Core.IsOn ? ToolExecution.Start(Core, start, options) : ToolExecution.None;

    /// <summary>Starts a tool's execution.</summary>
    public ToolExecution StartTool(string tool, in StartOptions options = default) => StartTool(new ToolStart(tool), options);

    /// <summary>Starts a chat with a model.</summary>
    public ModelCall StartChat(ModelRequest request, in StartOptions options = default) =>
        StartModelCall(ModelOperations.Chat, request, options);

    /// <summary>Starts a chat with a model.</summary>
    /// <param name="provider">Who serves the model, by the convention's name if it has one.</param>
    /// <param name="model">The model's name, exactly as sent.</param>
    /// <param name="options">Where it starts.</param>
    public ModelCall StartChat(string provider, string model, in StartOptions options = default) =>
        Core.IsOnForModelCalls
            ? ModelCall.Start(Core, ModelOperations.Chat, Core.Requests.Of(provider, model), options)
            : ModelCall.None;

    /// <summary>Starts a text completion.</summary>
    public ModelCall StartTextCompletion(ModelRequest request, in StartOptions options = default) =>
        StartModelCall(ModelOperations.TextCompletion, request, options);

    /// <summary>Starts a call for embeddings.</summary>
    public ModelCall StartEmbeddings(ModelRequest request, in StartOptions options = default) =>
        StartModelCall(ModelOperations.Embeddings, request, options);

    /// <summary>Starts a retrieval from a store of documents.</summary>
    public RetrievalCall StartRetrieval(in RetrievalStart start, in StartOptions options = default) =>
        Core.IsOn ? RetrievalCall.Start(Core, start, options) : RetrievalCall.None;

    /// <summary>Starts a retrieval from a store of documents.</summary>
    public RetrievalCall StartRetrieval(string dataSource, in StartOptions options = default) =>
        StartRetrieval(new RetrievalStart(dataSource), options);

    /// <summary>Times an operation of the app's own: a metric and a log event.</summary>
    /// <param name="name">Its name, of low cardinality (<c>agentotel.operation.name</c>).</param>
    /// <param name="options">Where it starts.</param>
    public TrackedOperation Track(string name, in StartOptions options = default) =>
        Core.IsOn ? TrackedOperation.Start(Core, name, hasSpan: false, options) : TrackedOperation.None;

    /// <summary>As <see cref="Track"/>, with a span.</summary>
    public TrackedOperation TrackWithSpan(string name, in StartOptions options = default) =>
        Core.IsOn ? TrackedOperation.Start(Core, name, hasSpan: true, options) : TrackedOperation.None;

    /// <summary>Says that a person's approval is waited for.</summary>
    /// <param name="subject">What for.</param>
    public Approval RequestApproval(string subject) => Core.IsOn ? new Approval(Core, subject) : Approval.None;

    /// <summary>Takes the source and the meter away from their listeners.</summary>
    public void Dispose() => Core.Dispose();

    private ModelCall StartModelCall(string operation, ModelRequest request, in StartOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Core.IsOnForModelCalls ? ModelCall.Start(Core, operation, request, options) : ModelCall.None;
    }
}
