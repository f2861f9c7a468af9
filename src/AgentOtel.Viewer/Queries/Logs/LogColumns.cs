using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>A row of <c>logs</c> as the API shows it.</summary>
internal static class LogColumns
{
    /// <summary>Of <see cref="Joined"/>, in the order that <see cref="Read"/> takes them.</summary>
    public static readonly Sql All =
        $"l.id, l.time, l.severity, c.name, l.event, l.body, r.service, t.trace_id, l.span_id, d.attributes";

    public static Sql Joined(Sql logs) =>
        $"""
        {logs} CROSS JOIN log_details d ON d.log = l.id CROSS JOIN resources r ON r.id = l.resource
        CROSS JOIN scopes c ON c.id = l.scope LEFT JOIN traces t ON t.id = l.trace
        """;

    public static LogView Read(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Time = Nanos.ToTime(row.GetInt64(1)),
        Level = Names.Level(row.GetInt32(2)),
        Logger = row.GetString(3),
        Event = row.TextAt(4),
        Body = row.GetString(5),
        Service = row.GetString(6),
        TraceId = row.TextAt(7),
        SpanId = row.SpanIdAt(8) is { } id ? Ids.Hex(id) : null,
        Attributes = StoredJson.Parse(row.GetString(9)),
    };
}
