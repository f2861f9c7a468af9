namespace AgentOtel.Viewer.Telemetry;

/// <summary>What one request brought: decoded, not yet kept.</summary>
internal sealed class TelemetryBatch
{
    public List<SpanRecord> Spans { get; } = [];

    public List<LogRecord> Logs { get; } = [];

    public List<MetricRecord> Metrics { get; } = [];

    /// <summary>Spans, events, links, log records, points and exemplars in it, which decoders bound.</summary>
    public int Parts { get; set; }

    /// <summary>Items that could not be read and were left out: a partial success.</summary>
    public int Rejected { get; set; }

    /// <summary>Why the first of them was left out.</summary>
    public string? RejectionReason { get; set; }

    public bool IsEmpty => Spans.Count == 0 && Logs.Count == 0 && Metrics.Count == 0;
}
