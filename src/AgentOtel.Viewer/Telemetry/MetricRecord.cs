namespace AgentOtel.Viewer.Telemetry;

/// <summary>OTLP's kinds of metric data.</summary>
internal enum MetricType : byte
{
    Gauge,
    Sum,
    Histogram,
    ExponentialHistogram,
    Summary,
}

/// <summary>OTLP's aggregation temporality.</summary>
internal enum Temporality : byte
{
    Unspecified,
    Delta,
    Cumulative,
}

/// <summary>An instrument's points as they were sent.</summary>
internal sealed record MetricRecord
{
    public required Resource Resource { get; init; }

    public required Scope Scope { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public string Unit { get; init; } = "";

    public required MetricType Type { get; init; }

    public Temporality Temporality { get; init; }

    public bool IsMonotonic { get; init; }

    public required IReadOnlyList<MetricPoint> Points { get; init; }
}

/// <summary>One point. Times are nanoseconds since the Unix epoch. Gauges and sums have a value, the rest a distribution.</summary>
internal sealed record MetricPoint
{
    public required Attributes Attributes { get; init; }

    public long StartTime { get; init; }

    public long Time { get; init; }

    public double Value { get; init; }

    /// <summary>Whether the sender sent <see cref="Value"/> as a whole number.</summary>
    public bool IsWhole { get; init; }

    public Distribution? Distribution { get; init; }

    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    public uint Flags { get; init; }
}

/// <summary>
/// A histogram, exponential histogram or summary. A plain histogram has <see cref="Bounds"/> and one count more; an
/// exponential one has <see cref="Scale"/> and buckets on both sides of zero; a summary has <see cref="Quantiles"/>.
/// </summary>
internal sealed record Distribution
{
    public required ulong Count { get; init; }

    public double? Sum { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public IReadOnlyList<double> Bounds { get; init; } = [];

    public IReadOnlyList<ulong> Counts { get; init; } = [];

    public int Scale { get; init; }

    public ulong ZeroCount { get; init; }

    public double ZeroThreshold { get; init; }

    public int PositiveOffset { get; init; }

    public IReadOnlyList<ulong> PositiveCounts { get; init; } = [];

    public int NegativeOffset { get; init; }

    public IReadOnlyList<ulong> NegativeCounts { get; init; } = [];

    public IReadOnlyList<(double Quantile, double Value)> Quantiles { get; init; } = [];
}

/// <summary>A measurement that a point was made of, with the trace it belongs to.</summary>
internal sealed record Exemplar(long Time, double Value, UInt128 TraceId, ulong SpanId, Attributes Attributes);
