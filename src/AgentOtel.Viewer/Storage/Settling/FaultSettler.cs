using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Storage.Tables;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>
/// Takes in the failures of a trace and tells which of them are one: a log and the span it was written in, a span that only passes on
/// what failed below it, a plain client's span below the operation that failed by it.
/// </summary>
internal sealed class FaultSettler(FaultTable faults)
{
    /// <summary>Levels above a fault that may pass it on.</summary>
    private const int MostLevels = 64;

    private readonly Dictionary<HeldSpan, List<HeldFault>> _below = [];

    public void Take(HeldTrace trace, SpanRow span)
    {
        if (span.Fault is not { } row)
        {
            return;
        }

        var fault = HeldFault.Of(row, faults.NextId(), span.SpanId, log: null);
        for (var i = trace.Faults.Count - 1; i >= 0; i--)
        {
            var told = trace.Faults[i];
            if (told.SpanId == span.SpanId && !told.IsOfSpan && AreOne(fault, told))
            {
                // The log came first.
                Merge(fault, told);
                trace.Faults.RemoveAt(i);
                if (told.Row is null)
                {
                    trace.RemovedFaults.Add((told, fault));
                }
            }
        }

        trace.Faults.Add(fault);
    }

    public void Take(HeldTrace trace, LogRow log)
    {
        if (log.Fault is not { } row)
        {
            return;
        }

        var fault = HeldFault.Of(row, faults.NextId(), log.SpanId, log);
        foreach (var known in trace.Faults)
        {
            if (known.SpanId == log.SpanId && AreOne(known, fault))
            {
                if (known.IsOfSpan && known.Log is null && known.LogId is null)
                {
                    Merge(known, fault);
                    trace.ChangedFaults.Add(known);
                }

                return;
            }
        }

        trace.Faults.Add(fault);
    }

    public void Settle(HeldTrace trace)
    {
        if (trace.Faults.Count == 0)
        {
            return;
        }

        Climb(trace);
        foreach (var fault in trace.Faults.OrderByDescending(fault => Span(trace, fault)?.Depth ?? 0).ThenByDescending(static fault => fault.IsOfSpan).ThenBy(static fault => fault.Time).ThenBy(static fault => fault.SpanId))
        {
            Settle(trace, fault, Span(trace, fault));
        }

        foreach (var fault in trace.Faults)
        {
            Absorb(trace, fault);
        }

        foreach (var fault in trace.Faults)
        {
            if (fault.IsOfSpan && Span(trace, fault) is { } span && span.Fingerprint != fault.State.Fingerprint)
            {
                span.Fingerprint = fault.State.Fingerprint;
                trace.Change(span);
            }
        }
    }

    private static HeldSpan? Span(HeldTrace trace, HeldFault fault) => trace.Spans.GetValueOrDefault(fault.SpanId);

    /// <summary>Whether a log's fault is the one of its span, or of another log there.</summary>
    private static bool AreOne(HeldFault known, HeldFault told) =>
        known.OwnFingerprint == told.OwnFingerprint
        || (known.IsOfSpan && (known.IsMade || told.IsMade) && (HaveSameType(known, told) || known.Type == Faults.Untyped || char.IsAsciiDigit(known.Type[0])));

    /// <summary>Some say RateLimitError where others say openai.RateLimitError.</summary>
    private static bool HaveSameType(HeldFault left, HeldFault right) =>
        left.Type == right.Type || left.Type.EndsWith($".{right.Type}", StringComparison.Ordinal) || right.Type.EndsWith($".{left.Type}", StringComparison.Ordinal);

    private static void Merge(HeldFault fault, HeldFault told)
    {
        fault.Log = told.Log;
        fault.LogId = told.LogId;
        if (fault.Row is { } row && told.Row is { } more)
        {
            fault.Row = row with { Message = row.Message ?? more.Message, Stack = row.Stack ?? more.Stack };
        }
    }

    /// <summary>Notes each fault at the spans above it.</summary>
    private void Climb(HeldTrace trace)
    {
        _below.Clear();
        foreach (var fault in trace.Faults)
        {
            var levels = 0;
            for (var span = Span(trace, fault); span is not null && levels < MostLevels; span = span.Parent, levels++)
            {
                if (!_below.TryGetValue(span, out var list))
                {
                    _below[span] = list = [];
                }

                list.Add(fault);
            }
        }
    }

    private void Settle(HeldTrace trace, HeldFault fault, HeldSpan? span)
    {
        if (fault.Row is null && (span is null || span.Pass == 0))
        {
            // Of a trace held in part: it stays as it was settled.
            return;
        }

        var workflow = fault.OwnWorkflow ?? span?.Names.Workflow;
        var agent = fault.OwnAgent ?? span?.Names.Agent;
        HeldFault? origin = null;
        if (span is not null)
        {
            foreach (var below in _below[span])
            {
                if (below != fault && (below.SpanId != fault.SpanId || (below.IsOfSpan && !fault.IsOfSpan)) && (PassesOn(fault, below) || IsThrownOn(trace, fault, span, below))
                    && (origin is null || below.Time < origin.Time || (below.Time == origin.Time && below.SpanId < origin.SpanId)))
                {
                    origin = below;
                }
            }
        }

        fault.State = origin is null
            ? new FaultState(fault.OwnFingerprint, false, workflow, agent)
            : new FaultState(origin.State.Fingerprint, true, workflow, agent);
    }

    private static bool PassesOn(HeldFault fault, HeldFault below) =>
        fault.OwnFingerprint == below.OwnFingerprint
        || (fault.IsMade && (fault.Cause == below.Cause || fault.IsSilent || (!fault.IsOfSpan && HaveSameType(fault, below))));

    /// <summary>
    /// The kit gives each span a fingerprint of its own, since each is another operation: an exception that goes up is told by its type,
    /// which every span between has failed with too.
    /// </summary>
    private static bool IsThrownOn(HeldTrace trace, HeldFault fault, HeldSpan span, HeldFault below)
    {
        if (fault.IsMade || !fault.IsOfSpan || !below.IsOfSpan || fault.Type != below.Type)
        {
            return false;
        }

        var between = Span(trace, below)?.Parent;
        while (between is not null && between != span)
        {
            if (!between.HasError)
            {
                return false;
            }

            between = between.Parent;
        }

        return between is not null;
    }

    /// <summary>What a plain client's span, or the second span of one call, says of a failure is said by the operation above.</summary>
    private static void Absorb(HeldTrace trace, HeldFault fault)
    {
        if (fault.State.IsPassedOn || !fault.IsOfSpan || Span(trace, fault) is not { } span)
        {
            return;
        }

        var above = span.DuplicateOf != 0 ? trace.Spans.GetValueOrDefault(span.DuplicateOf)
            : span is { SpanKind: SpanKind.Client, Operation.Kind: OperationKind.None } ? span.Above
            : null;
        if (above is not { HasError: true } || trace.Faults.Find(other => other.IsOfSpan && other.SpanId == above.SpanId) is not { } counts || counts == fault)
        {
            return;
        }

        if (counts.State.IsPassedOn && counts.State.Fingerprint == fault.State.Fingerprint)
        {
            // The operation passed on the client's very fault: it is the operation's own.
            counts.State = counts.State with { Fingerprint = counts.OwnFingerprint, IsPassedOn = false };
        }

        fault.State = fault.State with { Fingerprint = counts.State.Fingerprint, IsPassedOn = true };
    }
}
