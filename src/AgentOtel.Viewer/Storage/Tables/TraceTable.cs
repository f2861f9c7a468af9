using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Settling;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Writes and reads back <c>traces</c>.</summary>
internal sealed class TraceTable : IDisposable
{
    private const string Totals = """
        spans, open_spans, logs, errors, workflows, workflows_failed, agent_calls, tool_calls, model_calls, unpriced_calls,
        input_tokens, output_tokens, cost, estimated_cost, bytes, has_root
        """;

    private readonly Statement _find;
    private readonly Statement _write;
    private long _lastId;

    public TraceTable(SqliteConnection connection)
    {
        _find = new Statement(connection, $"SELECT id, start, end, {Totals}, lead_span FROM traces WHERE trace_id=?");
        _write = new Statement(connection, $"""
            INSERT INTO traces (id, trace_id, start, end, {Totals}, duration, arrived, lead_span, lead_kind, name, service, status, run_id)
            VALUES ({Statement.Parameters(28)})
            ON CONFLICT (id) DO UPDATE SET start=excluded.start, end=excluded.end,
              spans=excluded.spans, open_spans=excluded.open_spans, logs=excluded.logs, errors=excluded.errors,
              workflows=excluded.workflows, workflows_failed=excluded.workflows_failed, agent_calls=excluded.agent_calls,
              tool_calls=excluded.tool_calls, model_calls=excluded.model_calls, unpriced_calls=excluded.unpriced_calls,
              input_tokens=excluded.input_tokens, output_tokens=excluded.output_tokens, cost=excluded.cost,
              estimated_cost=excluded.estimated_cost, bytes=excluded.bytes, has_root=excluded.has_root,
              duration=excluded.duration, arrived=excluded.arrived, lead_span=excluded.lead_span, lead_kind=excluded.lead_kind,
              name=excluded.name, service=excluded.service, status=excluded.status, run_id=excluded.run_id
            """);
        _lastId = StoreFile.Scalar(connection, "SELECT max(id) FROM traces");
    }

    /// <summary>Finds a trace's row, else gives it one.</summary>
    public HeldTrace Find(UInt128 traceId)
    {
        _find.Bind(Ids.Hex(traceId));
        if (!_find.Read())
        {
            return new HeldTrace(++_lastId, traceId) { IsNew = true };
        }

        var trace = new HeldTrace(_find.Whole(0), traceId) { LeadId = (ulong)_find.Whole(19) };
        var totals = trace.Totals;
        totals.Spans = _find.Whole(3);
        totals.Start = totals.Spans == 0 ? long.MaxValue : _find.Whole(1);
        totals.End = totals.Spans == 0 ? 0 : _find.Whole(2);
        trace.FirstLog = totals.Spans == 0 ? _find.Whole(1) : 0;
        totals.OpenSpans = _find.Whole(4);
        totals.Logs = _find.Whole(5);
        totals.Errors = _find.Whole(6);
        totals.Workflows = _find.Whole(7);
        totals.WorkflowsFailed = _find.Whole(8);
        totals.AgentCalls = _find.Whole(9);
        totals.ToolCalls = _find.Whole(10);
        totals.ModelCalls = _find.Whole(11);
        totals.UnpricedCalls = _find.Whole(12);
        totals.InputTokens = _find.Whole(13);
        totals.OutputTokens = _find.Whole(14);
        totals.Cost = _find.Real(15);
        totals.EstimatedCost = _find.Real(16);
        totals.Bytes = _find.Whole(17);
        totals.HasRoot = _find.Whole(18) != 0;
        _find.Reset();
        return trace;
    }

    public void Write(HeldTrace trace, long now)
    {
        var totals = trace.Totals;
        var start = totals.Spans == 0 ? trace.FirstLog : totals.Start;
        var end = totals.Spans == 0 ? trace.FirstLog : totals.End;
        var lead = trace.Lead;
        var operation = lead?.Operation ?? Operation.None;
        _write
            .Bind(trace.Id).Bind(Ids.Hex(trace.TraceId)).Bind(start).Bind(end)
            .Bind(totals.Spans).Bind(totals.OpenSpans).Bind(totals.Logs).Bind(totals.Errors)
            .Bind(totals.Workflows).Bind(totals.WorkflowsFailed).Bind(totals.AgentCalls).Bind(totals.ToolCalls).Bind(totals.ModelCalls)
            .Bind(totals.UnpricedCalls).Bind(totals.InputTokens).Bind(totals.OutputTokens).Bind(totals.Cost).Bind(totals.EstimatedCost)
            .Bind(totals.Bytes).Bind(totals.HasRoot ? 1 : 0)
            .Bind(Math.Max(0, (lead is { End: not 0 } ? lead.End : end) - (lead?.Start ?? start)))
            .Bind(now).Bind(lead is null ? null : (long)lead.SpanId).Bind((long)operation.Kind)
            .Bind(LeadingSpan.Name(lead)).Bind(lead?.Service ?? "").Bind(LeadingSpan.Status(lead)).Bind(lead?.Names.RunId)
            .Run();
    }

    public void Dispose()
    {
        _find.Dispose();
        _write.Dispose();
    }
}
