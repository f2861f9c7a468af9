using System.Reflection;
using AgentOtel.Viewer.Hosting;
using AgentOtel.Viewer.Queries;
using AgentOtel.Viewer.Storage;

namespace AgentOtel.Viewer.Api;

/// <summary>Reads how the viewer is.</summary>
internal sealed class StatusReader(
    TelemetryStore store, ReadSessions reads, ViewerOptions options, ReceiverAddresses receivers, IssueLink links, TimeProvider time)
{
    private static readonly string Version =
        typeof(StatusReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private readonly DateTimeOffset _started = time.GetUtcNow();

    public async Task<ViewerStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var figures = store.Figures;
        using var session = await reads.OpenAsync(cancellationToken).ConfigureAwait(false);
        var (oldest, newest) = Span(session);
        return new ViewerStatus
        {
            Version = Version,
            Now = time.GetUtcNow(),
            Started = _started,
            IsPaused = store.IsPaused,
            IsTemporary = store.IsTemporary,
            File = store.Path,
            Bytes = figures.Bytes,
            MaxBytes = options.MaxBytes,
            Held = new HeldItems(figures.Held.Traces, figures.Held.Spans, figures.Held.Logs, figures.Held.Points, oldest, newest),
            Evicted = new EvictedItems(figures.Evicted.Traces, figures.Evicted.Spans, figures.Evicted.Logs, figures.Evicted.Points),
            Receivers = receivers.All,
            Warnings = figures.Warnings,
            HasIssueLink = links.IsConfigured,
        };
    }

    /// <summary>When what is held was sent: looks at the ends of indexes alone.</summary>
    private static (DateTimeOffset? Oldest, DateTimeOffset? Newest) Span(ReadSession session) => session.First(
        $"""
        SELECT min(first), max(last) FROM (
          SELECT (SELECT min(start) FROM traces) AS first, (SELECT max(start) FROM traces) AS last
          UNION ALL SELECT (SELECT min(time) FROM log_rows), (SELECT max(time) FROM log_rows)
          UNION ALL SELECT min((SELECT min(time) FROM points WHERE series = s.id)), max((SELECT max(time) FROM points WHERE series = s.id)) FROM series s)
        """,
        static row => (row.TimeAt(0), row.TimeAt(1)));
}
