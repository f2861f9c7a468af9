using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>A span of a trace that the writer holds in memory, with what the trace has settled about it.</summary>
internal sealed class HeldSpan
{
    public required long Id { get; init; }

    public required ulong SpanId { get; init; }

    public required ulong ParentId { get; init; }

    public required string Service { get; init; }

    public required string Name { get; init; }

    public required SpanKind SpanKind { get; init; }

    public required long Start { get; init; }

    public required long End { get; init; }

    public required SpanStatus Status { get; init; }

    public required uint Flags { get; init; }

    /// <summary>As its sender says it; what came from above is in <see cref="Names"/>.</summary>
    public required Operation Operation { get; init; }

    /// <summary>What is still to be written; <see langword="null"/> once it is.</summary>
    public SpanRow? Row { get; set; }

    /// <summary>Its own and, where it has none, those from above.</summary>
    public SpanNames Names { get; set; }

    /// <summary>The span that counts in its place; 0 where it counts itself.</summary>
    public ulong DuplicateOf { get; set; }

    /// <summary>Of its error: the sender's or one made for it; for an error passed on, that of the span where it began.</summary>
    public string? Fingerprint { get; set; }

    /// <summary>Whether it was written before and is to be written anew.</summary>
    public bool IsChanged { get; set; }

    /// <summary>The pass that last settled it; what follows is as of that pass.</summary>
    public int Pass { get; set; }

    /// <summary>Its parent, where that has come.</summary>
    public HeldSpan? Parent { get; set; }

    /// <summary>The nearest above it that is no plain span.</summary>
    public HeldSpan? Above { get; set; }

    /// <summary>How many are above it.</summary>
    public int Depth { get; set; }

    /// <summary>Whether its share is in the sums.</summary>
    public bool IsCounted { get; set; }

    public bool HasError => (Status is SpanStatus.Error || Operation.ErrorType is not null) && Operation.Status != "cancelled";

    public static HeldSpan Of(SpanRow row, long id) => new()
    {
        Id = id,
        SpanId = row.SpanId,
        ParentId = row.ParentId,
        Service = row.Resource.Service,
        Name = row.Name,
        SpanKind = row.SpanKind,
        Start = row.Start,
        End = row.End,
        Status = row.Status,
        Flags = row.Flags,
        Operation = row.Operation,
        Row = row,
        Names = SpanNames.Own(row.Operation),
        Fingerprint = row.Fault?.Fingerprint,
    };
}
