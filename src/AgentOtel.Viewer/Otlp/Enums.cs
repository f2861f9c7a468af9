using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Otlp;

/// <summary>OTLP's enumerations: a number that the protocol does not have means none. In JSON they may stand by name.</summary>
internal static class Enums
{
    public static readonly string[] KindNames =
    [
        "SPAN_KIND_UNSPECIFIED", "SPAN_KIND_INTERNAL", "SPAN_KIND_SERVER", "SPAN_KIND_CLIENT", "SPAN_KIND_PRODUCER", "SPAN_KIND_CONSUMER",
    ];

    public static readonly string[] StatusNames = ["STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"];

    public static readonly string[] TemporalityNames =
    [
        "AGGREGATION_TEMPORALITY_UNSPECIFIED", "AGGREGATION_TEMPORALITY_DELTA", "AGGREGATION_TEMPORALITY_CUMULATIVE",
    ];

    /// <summary>Four steps of each level: SEVERITY_NUMBER_INFO, SEVERITY_NUMBER_INFO2 and so on.</summary>
    public static readonly string[] SeverityNames =
    [
        "SEVERITY_NUMBER_UNSPECIFIED",
        .. from level in new[] { "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL" }
        from step in new[] { "", "2", "3", "4" }
        select $"SEVERITY_NUMBER_{level}{step}",
    ];

    public static SpanKind Kind(ulong number) => number <= (ulong)SpanKind.Consumer ? (SpanKind)number : default;

    public static SpanStatus Status(ulong number) => number <= (ulong)SpanStatus.Error ? (SpanStatus)number : default;

    public static int Severity(ulong number) => number <= 24 ? (int)number : 0;

    public static Temporality Temporality(ulong number) =>
        number <= (ulong)Telemetry.Temporality.Cumulative ? (Temporality)number : default;
}
