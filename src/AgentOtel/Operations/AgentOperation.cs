using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>
/// A handle on something under way: dispose it when it ends, or let <see cref="RunAsync(Func{Task})"/> end it. Ending it
/// records the span, the metrics and the log event; ending it again does nothing.
/// </summary>
/// <remarks>
/// No member throws because of telemetry. A handle may be ended on any thread, in any order. With nobody listening every
/// start gives one shared handle that does nothing. A handle that is never ended is collected, and counted in
/// <c>agentotel.telemetry.dropped</c> with the reason <c>never_ended</c>.
/// </remarks>
public abstract class AgentOperation : IDisposable
{
    private readonly TelemetryCore? _core;
    private readonly Activity? _outerActivity;
    private readonly OperationNode? _node;
    private readonly string _name = "";
    private readonly bool _isAdopted;
    private readonly long _startedAt;
    private int _ended;
    private OperationContent? _content;

    /// <summary>The handle that does nothing.</summary>
    private protected AgentOperation() => Context = AgentContext.Empty;

    private protected AgentOperation(TelemetryCore core, in OperationStart start)
    {
        var outer = AgentContext.Current;
        var parent = (start.Options.Parent ?? outer).Operation;
        if (core.IsTooDeep(parent))
        {
            parent = parent!.Root;
            outer = parent!.Outer ?? AgentContext.Empty;
            Activity.Current = parent.NearestSpan;
        }

        var adopted = SpanStart.Adopt(core, start);
        _isAdopted = adopted is not null;
        _outerActivity = Activity.Current;
        Activity = adopted ?? SpanStart.Start(core, start, parent);
        _node = new OperationNode(parent, start.IsAgent, start.HasTotals ? new Totals() : null, outer) { Activity = Activity };
        Context = start.Context with { Operation = _node };
        if (!start.Options.Detached)
        {
            Context.Push();
        }

        if (Activity is { IsAllDataRequested: true } span)
        {
            if (_isAdopted)
            {
                SetTags(span, start.Tags);
            }

            ContextTags.AddTo(span, Context, core.User);
        }

        _name = start.SpanName;
        _startedAt = core.Time.GetTimestamp();
        StartedAt = core.Time.GetUtcNow();
        _node.MarkStarted();
        core.Metrics.Active.Add(1);
        _core = core;
    }

    /// <summary>Counts a handle that nobody ended.</summary>
    ~AgentOperation()
    {
        if (_core is { } core && Interlocked.Exchange(ref _ended, 1) == 0)
        {
            _node!.Abandon();
            core.Metrics.Active.Add(-1);
            core.CountDropped("traces", "never_ended");
        }
    }

    /// <summary>The span; absent where it is not recorded. Add tags to it freely.</summary>
    public Activity? Activity { get; }

    /// <summary>The context that flows to what happens inside.</summary>
    public AgentContext Context { get; }

    internal DateTimeOffset StartedAt { get; }

    private protected TelemetryCore? Core => _core;

    private protected ErrorFacts? Failure { get; private set; }

    private protected string Name => _name;

    private protected string? InputSummary { get; private set; }

    private protected string? OutputSummary { get; private set; }

    /// <summary>What is captured of the content; absent where none is, or where this kind has none.</summary>
    private protected OperationContent? Content =>
        _content ??= ContentNames is { } names && _core is { Content: { IsOn: true } policy } ? new OperationContent(policy, names) : null;

    /// <summary>The attributes that the content stands under.</summary>
    private protected virtual ContentNames? ContentNames => null;

    private protected TotalsSnapshot Totals => _node?.Totals?.Snapshot() ?? default;

    /// <summary>The category of a failure that the exception does not tell by itself.</summary>
    private protected virtual string UnknownErrorCategory => ErrorCategories.Internal;

    /// <summary>
    /// Marks the operation as failed. The failure is counted once, however many operations the exception passes through.
    /// A cancellation is told apart from a fault.
    /// </summary>
    public void Fail(Exception exception)
    {
        if (_core is null || _ended != 0)
        {
            return;
        }

        try
        {
            SetFailure(_core, _core.ErrorClassifier.Classify(exception, UnknownErrorCategory, _name, this is ModelCall), exception);
        }
        catch (Exception fault)
        {
            // The boundary to the host: a logging provider or a listener may throw.
            _core.Report(fault, nameof(Fail));
        }
    }

    /// <summary>Marks the operation as failed without an exception.</summary>
    /// <param name="errorType">What failed, in a word of low cardinality (<c>error.type</c>).</param>
    public void Fail(string errorType)
    {
        if (_core is null || _ended != 0)
        {
            return;
        }

        try
        {
            SetFailure(_core, _core.ErrorClassifier.FromType(errorType, UnknownErrorCategory, _name), null);
        }
        catch (Exception fault)
        {
            // The boundary to the host: a logging provider or a listener may throw.
            _core.Report(fault, nameof(Fail));
        }
    }

    /// <summary>
    /// Records what went in: its shape and, where content is captured, the content itself. A model call takes
    /// <see cref="ModelMessage"/>s, a tool its arguments.
    /// </summary>
    public void SetInput(object? value) => Record(value, static (operation, core, v) =>
    {
        operation.InputSummary = core.Content.Summarize(v);
        operation.Content?.SetInput(v);
    });

    /// <summary>
    /// Records what came out: its shape and, where content is captured, the content itself. A model call takes
    /// <see cref="ModelMessage"/>s, a tool its result.
    /// </summary>
    public void SetOutput(object? value) => Record(value, static (operation, core, v) =>
    {
        operation.OutputSummary = core.Content.Summarize(v);
        operation.Content?.SetOutput(v);
    });

    /// <summary>Runs the body inside the operation, and ends it: as failed, with the exception passed on, if the body throws.</summary>
    public void Run(Action body) => Run(() =>
    {
        body();
        return true;
    });

    /// <inheritdoc cref="Run(Action)"/>
    public T Run<T>(Func<T> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var flow = Leave();
        Enter();
        try
        {
            return body();
        }
        catch (Exception exception)
        {
            // An exception that ends the process runs no finally.
            Fail(exception);
            Dispose();
            throw;
        }
        finally
        {
            Dispose();
            flow.Restore();
        }
    }

    /// <summary>
    /// Runs the body inside the operation, and ends it: as failed, with the exception passed on, if the body throws. The
    /// caller's own flow is as it was before the operation started.
    /// </summary>
    public Task RunAsync(Func<Task> body) => RunAsync(async () =>
    {
        await body().ConfigureAwait(false);
        return true;
    });

    /// <inheritdoc cref="RunAsync(Func{Task})"/>
    public Task<T> RunAsync<T>(Func<Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var flow = Leave();
        var running = RunInsideAsync(body);
        flow.Restore();
        return running;
    }

    /// <summary>Ends the operation.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        if (_core is not { } core || Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        var current = Activity.Current;
        try
        {
            Activity.Current = Activity ?? current;
            End(core, core.Time.GetElapsedTime(_startedAt).TotalSeconds);
        }
        catch (Exception exception)
        {
            // The boundary to the host: whatever a listener or a callback throws stays here.
            core.Report(exception, "the end of an operation");
        }
        finally
        {
            _node!.MarkEnded(Figures);
            core.Metrics.Active.Add(-1);
            if (!_isAdopted)
            {
                Activity?.Stop();
            }

            var isInside = Activity is not null && !_isAdopted && SpanStart.IsSelfOrBelow(current, Activity);
            Activity.Current = SpanStart.Running(isInside ? _outerActivity : current);
            AgentContext.Leave(_node);
        }
    }

    /// <summary>What the operation adds to the totals of those that it ran in.</summary>
    private protected abstract CallFigures Figures { get; }

    /// <summary>Sets what is known at the end on the span.</summary>
    private protected abstract void AddTags(Activity span);

    private protected abstract void RecordMetrics(Instruments metrics, double seconds);

    private protected abstract void WriteEvent(EventLog log, double seconds);

    /// <summary>Called before anything is recorded, so that a kind can make up its mind about how it ended.</summary>
    private protected virtual void OnEnding(TelemetryCore core, double seconds)
    {
    }

    private protected void SetFailure(TelemetryCore core, ErrorFacts failure, Exception? exception)
    {
        Failure = failure;
        var current = Activity.Current;
        Activity.Current = Activity ?? current;
        try
        {
            core.Errors.Record(failure, exception, Context);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>The fields that every end has.</summary>
    private protected EventFields Ended(string message, string status, double seconds) => WithContent(new EventFields(message)
        .Add(SemanticConventions.AgentOtel.Status, status)
        .Add(SemanticConventions.AgentOtel.Duration, seconds)
        .Add(SemanticConventions.Error.Type, Failure?.Type)
        .Add(SemanticConventions.AgentOtel.Errors.Category, Failure?.Category)
        .Add(SemanticConventions.AgentOtel.InputSummary, InputSummary)
        .Add(SemanticConventions.AgentOtel.OutputSummary, OutputSummary));

    /// <summary>The content on the event of the end; model calls have an event for it.</summary>
    private protected virtual EventFields WithContent(EventFields fields)
    {
        _content?.AddTo(fields);
        return fields;
    }

    /// <summary>Reads what the app gives, which may throw: a collection that changes, a property that fails.</summary>
    private protected void Record(object? value, Action<AgentOperation, TelemetryCore, object?> record)
    {
        if (_core is not { } core || _ended != 0)
        {
            return;
        }

        try
        {
            record(this, core, value);
        }
        catch (Exception exception)
        {
            // The boundary to the host.
            core.Report(exception, "the recording of content");
        }
    }

    private static void SetTags(Activity span, in TagList tags)
    {
        foreach (var (name, value) in tags)
        {
            span.SetTag(name, value);
        }
    }

    private async Task<T> RunInsideAsync<T>(Func<Task<T>> body)
    {
        Enter();
        try
        {
            return await body().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // An exception that ends the process runs no finally.
            Fail(exception);
            Dispose();
            throw;
        }
        finally
        {
            Dispose();
        }
    }

    private void End(TelemetryCore core, double seconds)
    {
        OnEnding(core, seconds);
        _content?.Complete(core, _name, Activity, Context);
        if (Activity is { IsAllDataRequested: true } span)
        {
            AddTags(span);
            _content?.AddTo(span);
            if (Failure is { } failure)
            {
                failure.AddTo(span);
            }
        }

        RecordMetrics(core.Metrics, seconds);
        WriteEvent(core.Log, seconds);
    }

    /// <summary>Makes the operation current in this flow.</summary>
    internal void Enter()
    {
        if (_core is not null)
        {
            Context.Push();
            Activity.Current = Activity ?? Activity.Current;
        }
    }

    /// <summary>Takes the operation out of this flow, if it is there, and keeps what the flow then is.</summary>
    private protected FlowState Leave()
    {
        if (_core is not null)
        {
            if (Activity is not null && SpanStart.IsSelfOrBelow(Activity.Current, Activity))
            {
                Activity.Current = SpanStart.Running(_outerActivity);
            }

            AgentContext.Leave(_node!);
        }

        return FlowState.Capture();
    }
}
