namespace AgentOtel.Viewer.Telemetry;

/// <summary>A log record as it was sent. Times are nanoseconds since the Unix epoch, 0 where absent.</summary>
internal sealed record LogRecord
{
    public required Resource Resource { get; init; }

    /// <summary>Its name is the logger.</summary>
    public required Scope Scope { get; init; }

    public long Time { get; init; }

    public long ObservedTime { get; init; }

    /// <summary>OTLP's severity number, 1 to 24; 0 where absent.</summary>
    public int Severity { get; init; }

    public string SeverityText { get; init; } = "";

    /// <summary>OTLP's native event name, which the attribute <c>event.name</c> stands in for where it is empty.</summary>
    public string EventName { get; init; } = "";

    public AttributeValue Body { get; init; }

    public Attributes Attributes { get; init; } = Attributes.Empty;

    /// <summary>0 where the record belongs to no trace.</summary>
    public UInt128 TraceId { get; init; }

    public ulong SpanId { get; init; }

    public uint Flags { get; init; }

    public uint DroppedAttributes { get; init; }
}
