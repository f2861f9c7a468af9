namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>What one request brought, ready to be written.</summary>
internal sealed record PreparedBatch(IReadOnlyList<SpanRow> Spans, IReadOnlyList<LogRow> Logs, IReadOnlyList<MetricRow> Metrics);
