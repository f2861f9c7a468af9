using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>
/// A handle on something under way: dispose it when it ends, or let <see cref="RunAsync(Func{Task})"/> end it. Ending it
/// records the span, the metrics and the log event; ending it again does nothing.
/// </summary>
/// <remarks>
/// No member throws because of telemetry. A handle may be ended on any thread, in any order. With nobody listening every
/// start gives one shared handle that does nothing and keeps nothing. A handle that is never ended is collected, and counted in
/// <c>agentotel.telemetry.dropped</c> with the reason <c>never_ended</c>.
/// </remarks>
public abstract partial class AgentOperation : IDisposable
{
    private readonly TelemetryCore? _core;
    private readonly OpenOperations? _open;
    private readonly OperationFlow _flow;
    private readonly OperationNode? _node;
    private readonly string _name = "";
    private readonly bool _isAdopted;
    private readonly long _startedAt;
    private int _ended;
    private AgentContext? _inner;

    /// <summary>The handle that does nothing.</summary>
    private protected AgentOperation() => RecordedContext = AgentContext.Empty;

    private protected AgentOperation(TelemetryCore core, in OperationStart start, in StartOptions options)
    {
        var place = new OperationPlace(core, start, options);
        _core = core;
        _name = start.SpanName;
        _node = place.Node;
        _isAdopted = place.IsAdopted;
        Activity = place.Span;
        RecordedContext = place.Context;
        _flow = new OperationFlow(place.Span, place.OuterSpan, _node is null ? null : place.Context);
        if (_node is not null && !options.Detached)
        {
            AgentContext.Restore(place.Context);
        }

        TotalsChain.ChildStarted(OuterNode);
        _open = _node is null ? core.Active.StartInGroup() : core.Active.StartAlone(_node);
        _startedAt = core.Time.GetTimestamp();
    }

    /// <summary>The span; absent where it is not recorded. Add tags to it freely.</summary>
    public Activity? Activity { get; }

    /// <summary>The context that flows to what happens inside.</summary>
    public AgentContext Context
    {
        get
        {
            if (_core is null || _node is not null)
            {
                return RecordedContext;
            }

            // Made when it is asked for: most calls of models and tools contain nothing of the kit's.
            var node = new OperationNode(RecordedContext, RecordedContext.Operation) { Activity = Activity };
            var made = Interlocked.CompareExchange(ref _inner, RecordedContext with { Operation = node }, null);
            if (made is null && _ended != 0)
            {
                node.MarkEnded();
            }

            return _inner;
        }
    }

    /// <summary>The context that it is recorded with.</summary>
    private protected AgentContext RecordedContext { get; }

    private protected TelemetryCore? Core => _core;

    private protected TotalsSnapshot Totals => _node?.Totals?.Snapshot() ?? default;

    private protected OperationNode? Node => _node;

    private OperationNode? OuterNode => _node is null ? RecordedContext.Operation : _node.Parent;

    /// <summary>Ends the operation.</summary>
    public void Dispose()
    {
        if (_core is not { } core || Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        var seconds = core.Time.GetElapsedTime(_startedAt).TotalSeconds;
        var outside = _flow.Outside();
        if (Activity is { IsStopped: false })
        {
            CurrentSpan.Set(Activity);
        }

        Record(core, seconds);
        _node?.MarkEnded();
        _inner?.Operation!.MarkEnded();
        TotalsChain.ChildEnded(OuterNode, Figures);
        core.Active.End(_open!);
        Stop(core);
        outside.Restore();
    }

    /// <summary>What the operation adds to the totals of those that it ran in.</summary>
    private protected abstract CallFigures Figures { get; }

    /// <summary>Sets what is known at the end on the span.</summary>
    private protected abstract void AddTags(Activity span);

    private protected abstract void RecordMetrics(TelemetryCore core, double seconds);

    private protected abstract void WriteEvent(EventLog log, double seconds);

    /// <summary>Called before anything is recorded, so that a kind can make up its mind about how it ended.</summary>
    private protected virtual void OnEnding(TelemetryCore core, double seconds)
    {
    }

    /// <summary>Says that it started, with its span current.</summary>
    private protected void Say(string eventName, LogLevel level)
    {
        if (_core is { } core && core.Log.IsEnabled(level))
        {
            using (CurrentSpan.Use(Activity))
            {
                core.Log.Write(level, eventName, new EventFields(eventName), RecordedContext);
            }
        }
    }

    /// <summary>When it started, as its span says.</summary>
    private protected DateTimeOffset StartedAt(TelemetryCore core, double seconds) =>
        Activity is { } span && core.Time == TimeProvider.System
            ? new DateTimeOffset(span.StartTimeUtc)
            : core.Time.GetUtcNow() - TimeSpan.FromSeconds(seconds);

    /// <summary>Each part is recorded, whatever the one before it meets.</summary>
    private void Record(TelemetryCore core, double seconds)
    {
        try
        {
            OnEnding(core, seconds);
            CompleteContent(core);
            if (Activity is { IsAllDataRequested: true } span)
            {
                AddTags(span);
                AddContent(span);
                Failure?.AddTo(span);
            }
        }
        catch (Exception exception)
        {
            // The boundary to the host, which gave callbacks and values.
            core.Report(exception, "the end of an operation");
        }

        try
        {
            RecordMetrics(core, seconds);
        }
        catch (Exception exception)
        {
            core.Report(exception, "the metrics of an operation");
        }

        try
        {
            WriteEvent(core.Log, seconds);
        }
        catch (Exception exception)
        {
            core.Report(exception, "the event of an operation");
        }
    }

    private void Stop(TelemetryCore core)
    {
        if (_isAdopted || Activity is not { } span)
        {
            return;
        }

        try
        {
            span.Stop();
        }
        catch (Exception exception)
        {
            // The boundary to listeners.
            core.Report(exception, "the end of a span");
        }
    }
}
