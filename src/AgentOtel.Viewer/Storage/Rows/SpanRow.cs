using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>A span ready to be written: everything that can be done on a receiver's thread is done.</summary>
internal sealed class SpanRow
{
    public required UInt128 TraceId { get; init; }

    public required ulong SpanId { get; init; }

    /// <summary>0 for a root.</summary>
    public required ulong ParentId { get; init; }

    public required ResourceRow Resource { get; init; }

    public required ScopeRow Scope { get; init; }

    public required string Name { get; init; }

    public required SpanKind SpanKind { get; init; }

    public required long Start { get; init; }

    /// <summary>0 where it has not ended.</summary>
    public required long End { get; init; }

    public required SpanStatus Status { get; init; }

    public required uint Flags { get; init; }

    public required Operation Operation { get; init; }

    public required SpanDetails Details { get; init; }

    public FaultRow? Fault { get; init; }

    /// <summary>What it takes on disk, about.</summary>
    public required int Bytes { get; init; }
}

/// <summary>What of a span stands beside its row.</summary>
internal sealed record SpanDetails(
    string? StatusMessage,
    string? TraceState,
    byte[] Attributes,
    byte[]? Events,
    byte[]? Links,
    string? Dropped,
    IReadOnlyList<string> LinkedTraces,
    byte[] Words);
