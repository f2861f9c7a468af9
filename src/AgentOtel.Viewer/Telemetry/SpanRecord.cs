namespace AgentOtel.Viewer.Telemetry;

/// <summary>OTLP's span status.</summary>
internal enum SpanStatus : byte
{
    Unset,
    Ok,
    Error,
}

/// <summary>OTLP's span kind.</summary>
internal enum SpanKind : byte
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}

/// <summary>A span as it was sent. Times are nanoseconds since the Unix epoch; an end of 0 is a span that has not ended.</summary>
internal sealed record SpanRecord
{
    public required Resource Resource { get; init; }

    public required Scope Scope { get; init; }

    public required UInt128 TraceId { get; init; }

    public required ulong SpanId { get; init; }

    /// <summary>0 for a root.</summary>
    public ulong ParentSpanId { get; init; }

    public string TraceState { get; init; } = "";

    public uint Flags { get; init; }

    public string Name { get; init; } = "";

    public SpanKind Kind { get; init; }

    public long StartTime { get; init; }

    public long EndTime { get; init; }

    public SpanStatus Status { get; init; }

    public string StatusMessage { get; init; } = "";

    public Attributes Attributes { get; init; } = Attributes.Empty;

    public IReadOnlyList<SpanEvent> Events { get; init; } = [];

    public IReadOnlyList<SpanLink> Links { get; init; } = [];

    public uint DroppedAttributes { get; init; }

    public uint DroppedEvents { get; init; }

    public uint DroppedLinks { get; init; }
}

/// <summary>An event on a span.</summary>
internal sealed record SpanEvent(string Name, long Time, Attributes Attributes, uint DroppedAttributes = 0);

/// <summary>A link to a span, of this trace or another.</summary>
internal sealed record SpanLink(UInt128 TraceId, ulong SpanId, string TraceState, Attributes Attributes, uint Flags = 0, uint DroppedAttributes = 0);
