namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>A log record ready to be written.</summary>
internal sealed class LogRow
{
    /// <summary>Its row's, once it is to be written.</summary>
    public long Id { get; set; }

    public required long Time { get; init; }

    public required long ObservedTime { get; init; }

    /// <summary>0 where it belongs to no trace.</summary>
    public required UInt128 TraceId { get; init; }

    public required ulong SpanId { get; init; }

    public required ResourceRow Resource { get; init; }

    public required ScopeRow Scope { get; init; }

    public required int Severity { get; init; }

    public string? SeverityText { get; init; }

    public string? Event { get; init; }

    public required byte[] Body { get; init; }

    public bool IsBodyJson { get; init; }

    public uint Flags { get; init; }

    public required byte[] Attributes { get; init; }

    public required byte[] Words { get; init; }

    public FaultRow? Fault { get; init; }

    public DecisionRow? Decision { get; init; }

    public EvaluationRow? Evaluation { get; init; }

    public required int Bytes { get; init; }
}
