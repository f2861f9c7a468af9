namespace AgentOtel.Tests.Otlp;

/// <summary>Who sent it.</summary>
internal sealed record Origin(IReadOnlyDictionary<string, object?> Resource, string Scope, string? ScopeVersion, string? SchemaUrl);

internal sealed record ReceivedSpan(
    Origin Origin,
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    int Kind,
    ulong Start,
    ulong End,
    int Status,
    string? StatusMessage,
    IReadOnlyDictionary<string, object?> Attributes,
    IReadOnlyList<string> LinkedSpanIds)
{
    public const int Internal = 1;
    public const int Server = 2;
    public const int Client = 3;
    public const int Error = 2;
}

internal sealed record ReceivedLog(
    Origin Origin,
    string? EventName,
    int Severity,
    string? SeverityText,
    string? Body,
    string TraceId,
    string SpanId,
    IReadOnlyDictionary<string, object?> Attributes,
    int AttributeCount);

internal sealed record ReceivedPoint(
    Origin Origin,
    string Metric,
    string Unit,
    double Value,
    ulong Count,
    IReadOnlyList<double> Bounds,
    IReadOnlyDictionary<string, object?> Attributes,
    IReadOnlyList<string> ExemplarSpanIds);
