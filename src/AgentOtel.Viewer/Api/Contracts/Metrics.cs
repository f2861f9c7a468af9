namespace AgentOtel.Viewer.Api;

internal sealed record InstrumentList(IReadOnlyList<Instrument> Instruments);

/// <summary>An instrument: <c>gauge</c>, <c>sum</c>, <c>histogram</c>, <c>exponential_histogram</c> or <c>summary</c>.</summary>
internal sealed record Instrument(string Name, string Type, string Unit, string Description, bool IsMonotonic, long Series, IReadOnlyList<InstrumentLabel> Labels, DateTimeOffset LastTime);

/// <summary>A label and its values, at most 100.</summary>
internal sealed record InstrumentLabel(string Name, IReadOnlyList<string> Values);

/// <summary>An instrument over a window.</summary>
internal sealed record MetricQueryResult
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Unit { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>Seconds.</summary>
    public required double Step { get; init; }

    public required IReadOnlyList<MetricSeriesView> Series { get; init; }

    /// <summary>Whether there are more series than one answer holds.</summary>
    public required bool IsCut { get; init; }
}

/// <summary>
/// A series or, where labels were grouped, several as one. A gauge gives its values; a monotonic sum what it grew by in each step; a
/// histogram its quantiles.
/// </summary>
internal sealed record MetricSeriesView(IReadOnlyDictionary<string, string> Labels, MetricStatistics Statistics, IReadOnlyList<MetricStep> Steps);

/// <summary>Of gauges over their values, of sums over their growth in each interval, of histograms over what was measured (from buckets, so estimated but for count, sum and mean).</summary>
internal sealed record MetricStatistics
{
    public required long Count { get; init; }

    public required double Sum { get; init; }

    public double? Mean { get; init; }

    public double? Median { get; init; }

    public double? Minimum { get; init; }

    public double? Maximum { get; init; }

    public double? StandardDeviation { get; init; }

    public double? P90 { get; init; }

    public double? P95 { get; init; }

    public double? P99 { get; init; }

    public DateTimeOffset? FirstTime { get; init; }

    public DateTimeOffset? LastTime { get; init; }
}

/// <summary>One step: a value, and for distributions count, mean and quantiles.</summary>
internal sealed record MetricStep(DateTimeOffset Start, double? Value, long? Count = null, double? P50 = null, double? P95 = null, double? P99 = null);
