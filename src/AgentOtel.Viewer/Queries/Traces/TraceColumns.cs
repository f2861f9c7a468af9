using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Dialects;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Queries;

/// <summary>A row of <c>traces</c> as lists show it.</summary>
internal static class TraceColumns
{
    /// <summary>Of the table under the name <c>t</c>, in the order that <see cref="Read"/> takes them.</summary>
    public static readonly Sql All =
        $"""
        t.trace_id, t.name, t.lead_kind, t.service, t.status, t.start, t.duration, t.run_id, t.spans, t.logs, t.errors, t.agent_calls,
        t.tool_calls, t.model_calls, t.unpriced_calls, t.input_tokens, t.output_tokens, t.cost, t.estimated_cost, t.has_root, t.open_spans
        """;

    public const int Count = 21;

    public static TraceSummary Read(SqliteDataReader row) => new()
    {
        TraceId = row.GetString(0),
        Name = row.GetString(1),
        Kind = Names.Of((OperationKind)row.GetInt32(2)),
        Service = row.GetString(3),
        Status = row.GetString(4),
        Start = Nanos.ToTime(row.GetInt64(5)),
        Duration = Nanos.ToSeconds(row.GetInt64(6)),
        RunId = row.TextAt(7),
        Spans = row.GetInt32(8),
        Logs = row.GetInt32(9),
        Errors = row.GetInt32(10),
        AgentCalls = row.GetInt32(11),
        ToolCalls = row.GetInt32(12),
        ModelCalls = row.GetInt32(13),
        UnpricedCalls = row.GetInt32(14),
        InputTokens = row.GetInt64(15),
        OutputTokens = row.GetInt64(16),
        Cost = row.GetDouble(17),
        EstimatedCost = row.GetDouble(18),
        IsIncomplete = row.GetInt64(19) == 0 || row.GetInt64(20) > 0,
    };
}
