using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>What names an instrument.</summary>
internal readonly record struct InstrumentKey(string Name, MetricType Type, string Unit, Temporality Temporality, bool IsMonotonic);

/// <summary>An instrument's points ready to be written.</summary>
internal sealed record MetricRow(InstrumentKey Instrument, string Description, ResourceRow Resource, ScopeRow Scope, IReadOnlyList<PointRow> Points);

/// <summary>One point: a value, or a distribution as JSON.</summary>
internal sealed record PointRow(string Attributes, long Time, long Start, double? Value, bool IsWhole, byte[]? Distribution, byte[]? Exemplars);
