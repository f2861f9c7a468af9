using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>What the points of all kinds of metrics have, while one is being read.</summary>
internal struct PointFields
{
    public ulong StartTime;
    public ulong Time;
    public uint Flags;
    public Attributes? Attributes;
    public List<Exemplar>? Exemplars;

    public readonly MetricPoint Number(double value, bool isWhole) => With(value, isWhole, null);

    public readonly MetricPoint Distribution(Distribution distribution) => With(0, false, distribution);

    private readonly MetricPoint With(double value, bool isWhole, Distribution? distribution) => new()
    {
        Attributes = Attributes ?? Telemetry.Attributes.Empty,
        StartTime = (long)StartTime,
        Time = (long)Time,
        Value = value,
        IsWhole = isWhole,
        Distribution = distribution,
        Exemplars = (IReadOnlyList<Exemplar>?)Exemplars ?? [],
        Flags = Flags,
    };
}
