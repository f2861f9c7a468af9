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
    private readonly Activity? _outerSpan;
    private readonly bool _hasContext;
    private readonly bool _isAdopted;
    private readonly long _startedAt;
    private int _ended;
    private OperationNotes? _notes;

    /// <summary>The handle that does nothing.</summary>
    private protected AgentOperation() => RecordedContext = AgentContext.Empty;

    private protected AgentOperation(TelemetryCore core, in OperationStart start, in StartOptions options)
    {
        var place = new OperationPlace(core, start, options);
        _core = core;
        _hasContext = place.Node is not null;
        _isAdopted = place.IsAdopted;
        Activity = place.Span;
        RecordedContext = place.Context;
        _outerSpan = place.OuterSpan;
        if (_hasContext && !options.Detached)
        {
            AgentContext.Restore(place.Context);
        }

        TotalsChain.ChildStarted(OuterNode);
        _open = place.Node is null ? core.Active.StartInGroup() : core.Active.StartAlone(place.Node);
        _startedAt = core.Clock.Now;
    }

    /// <summary>The span; absent where it is not recorded. Add tags to it freely.</summary>
    public Activity? Activity { get; }

    /// <summary>The context that flows to what happens inside.</summary>
    public AgentContext Context
    {
        get
        {
            if (_core is null || _hasContext)
            {
                return RecordedContext;
            }

            // Made when it is asked for: most calls of models contain nothing of the kit's.
            lock (Notes)
            {
                if (Notes.Inner is null)
                {
                    var node = new OperationNode(RecordedContext, RecordedContext.Operation) { Activity = Activity };
                    Notes.Inner = RecordedContext with { Operation = node };
                    if (_ended != 0)
                    {
                        node.MarkEnded();
                    }
                }

                return Notes.Inner;
            }
        }
    }

    /// <summary>The context that it is recorded with.</summary>
    private protected AgentContext RecordedContext { get; }

    private protected TelemetryCore? Core => _core;

    private protected TotalsSnapshot Totals => Node?.Totals?.Snapshot() ?? default;

    private protected OperationNode? Node => _hasContext ? RecordedContext.Operation : null;

    /// <summary>The span's name, whether or not there is one.</summary>
    private protected abstract string SpanName { get; }

    private OperationNotes Notes => _notes ?? Interlocked.CompareExchange(ref _notes, new(), null) ?? _notes;

    private OperationFlow Flow => new(Activity, _outerSpan, _hasContext ? RecordedContext : null);

    private OperationNode? OuterNode => _hasContext ? RecordedContext.Operation!.Parent : RecordedContext.Operation;

    /// <summary>Ends the operation.</summary>
    public void Dispose()
    {
        if (_core is not { } core || Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        var seconds = core.Clock.SecondsBetween(_startedAt, core.Clock.Now);
        if (Activity is null && !_hasContext)
        {
            // It has changed nothing in this flow.
            End(core, seconds);
            return;
        }

        var outside = Flow.Outside();
        if (Activity is { IsStopped: false })
        {
            CurrentSpan.Set(Activity);
        }

        End(core, seconds);
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

    private protected DateTimeOffset StartedAt(TelemetryCore core) => core.Clock.UtcAt(_startedAt);

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

    private void End(TelemetryCore core, double seconds)
    {
        Record(core, seconds);
        Node?.MarkEnded();
        _notes?.Inner?.Operation!.MarkEnded();
        if (OuterNode is { } outer)
        {
            TotalsChain.ChildEnded(outer, Figures);
        }

        _open!.End();
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
