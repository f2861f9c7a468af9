using AgentOtel.Viewer.Storage.Rows;

namespace AgentOtel.Viewer.Storage.Settling;

/// <summary>A failure in a trace that the writer holds in memory.</summary>
internal sealed class HeldFault
{
    public required long Id { get; init; }

    /// <summary>Where it was seen; 0 where it is not known.</summary>
    public required ulong SpanId { get; init; }

    /// <summary>Whether the span itself says so, and not only a log in it.</summary>
    public required bool IsOfSpan { get; init; }

    public required long Time { get; init; }

    public required string Type { get; init; }

    /// <summary>Its own, before anything was settled.</summary>
    public required string OwnFingerprint { get; init; }

    /// <summary><see langword="null"/> where the sender gave the fingerprint.</summary>
    public string? Cause { get; init; }

    /// <summary>Names that its log carries.</summary>
    public string? OwnWorkflow { get; init; }

    public string? OwnAgent { get; init; }

    /// <summary>The log that tells of it too.</summary>
    public LogRow? Log { get; set; }

    public long? LogId { get; set; }

    /// <summary>What is still to be written; <see langword="null"/> once it is.</summary>
    public FaultRow? Row { get; set; }

    public FaultState State { get; set; }

    /// <summary>As last written.</summary>
    public FaultState Written { get; set; }

    public bool IsMade => Cause is not null;

    /// <summary>Whether it says no more than that something failed.</summary>
    public bool IsSilent => Type == Faults.Untyped && Cause == Faults.SilentCause;

    public static HeldFault Of(FaultRow row, long id, ulong spanId, LogRow? log) => new()
    {
        Id = id,
        SpanId = spanId,
        IsOfSpan = log is null,
        Time = row.Time,
        Type = row.Type,
        OwnFingerprint = row.Fingerprint,
        Cause = row.Cause,
        OwnWorkflow = row.Workflow,
        OwnAgent = row.Agent,
        Log = log,
        Row = row,
    };
}

/// <summary>What a trace settles about a fault.</summary>
/// <param name="Fingerprint">The group that it belongs to.</param>
/// <param name="IsPassedOn">Whether it only passes on another, which counts.</param>
/// <param name="Workflow">Its span's or log's workflow.</param>
/// <param name="Agent">Its span's or log's agent.</param>
internal readonly record struct FaultState(string Fingerprint, bool IsPassedOn, string? Workflow, string? Agent);
