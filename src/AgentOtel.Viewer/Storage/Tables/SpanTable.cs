using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Storage.Settling;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Writes and reads back <c>spans</c>, their details and their words.</summary>
internal sealed class SpanTable : IDisposable
{
    private const string Columns = """
        id, trace, span_id, parent_id, resource, scope, name, span_kind, start, end, status, kind, operation,
        workflow, run_id, task, task_id, attempt, agent, tool, tool_call_id, mcp_client,
        provider, request_model, response_model, response_id, outcome, error_type, fingerprint,
        input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens,
        cost, estimated_cost, cost_incomplete, first_chunk, finish_reasons,
        conversation, session, user, tenant, filled, duplicate_of, flags
        """;

    private readonly Statement _insert;
    private readonly Statement _insertDetails;
    private readonly Statement _insertWords;
    private readonly Statement _update;
    private readonly Statement _delete;
    private readonly Statement _deleteDetails;
    private readonly Statement _deleteWords;
    private readonly Statement _load;
    private readonly Statement _find;
    private readonly Origins _origins;
    private long _lastId;

    public SpanTable(SqliteConnection connection, Origins origins)
    {
        _origins = origins;
        _insert = new Statement(connection, $"INSERT INTO span_rows ({Columns}) VALUES ({Statement.Parameters(46)})");
        _insertDetails = new Statement(connection, "INSERT INTO span_details (span, status_message, trace_state, attributes, events, links, dropped) VALUES (?,?,?,?,?,?,?)");
        _insertWords = new Statement(connection, "INSERT INTO span_text (rowid, text) VALUES (?,?||'@'||?)");
        _update = new Statement(connection, """
            UPDATE span_rows SET workflow=?, run_id=?, agent=?, conversation=?, session=?, user=?, tenant=?, filled=?, duplicate_of=?, fingerprint=?
            WHERE id=?
            """);
        _delete = new Statement(connection, "DELETE FROM span_rows WHERE id=?");
        _deleteDetails = new Statement(connection, "DELETE FROM span_details WHERE span=?");
        _deleteWords = new Statement(connection, "DELETE FROM span_text WHERE rowid=?");
        _load = new Statement(connection, $"SELECT {Columns} FROM span_rows WHERE trace=?");
        _find = new Statement(connection, $"SELECT {Columns} FROM span_rows WHERE trace=? AND span_id=?");
        _lastId = StoreFile.Scalar(connection, "SELECT max(id) FROM span_rows");
    }

    public long NextId() => ++_lastId;

    /// <summary>Writes a span that the commit brought.</summary>
    public void Insert(HeldTrace trace, HeldSpan span)
    {
        var row = span.Row!;
        var operation = span.Operation;
        var names = span.Names;
        _insert
            .Bind(span.Id).Bind(trace.Id).Bind((long)span.SpanId).Bind(span.ParentId == 0 ? null : (long)span.ParentId)
            .Bind(_origins.Id(row.Resource)).Bind(_origins.Id(row.Scope)).Bind(span.Name).Bind((long)span.SpanKind)
            .Bind(span.Start).Bind(span.End).Bind((long)span.Status).Bind((long)operation.Kind).Bind(operation.Name)
            .Bind(names.Workflow).Bind(names.RunId).Bind(operation.Task).Bind(operation.TaskId).Bind((long?)operation.Attempt)
            .Bind(names.Agent).Bind(operation.Tool).Bind(operation.ToolCallId).Bind(operation.IsMcpClient ? 1 : 0)
            .Bind(operation.Provider).Bind(operation.RequestModel).Bind(operation.ResponseModel).Bind(operation.ResponseId)
            .Bind(operation.Status).Bind(operation.ErrorType).Bind(span.Fingerprint)
            .Bind(operation.InputTokens).Bind(operation.OutputTokens).Bind(operation.CacheReadTokens)
            .Bind(operation.CacheWriteTokens).Bind(operation.ReasoningTokens)
            .Bind(operation.Cost).Bind(operation.EstimatedCost).Bind(operation.IsCostIncomplete ? 1L : null)
            .Bind(operation.TimeToFirstChunk).Bind(operation.FinishReasons.Count == 0 ? null : string.Join(',', operation.FinishReasons))
            .Bind(names.Conversation).Bind(names.Session).Bind(names.User).Bind(names.Tenant).Bind(names.Filled)
            .Bind(span.DuplicateOf == 0 ? null : (long)span.DuplicateOf).Bind(span.Flags)
            .Run();
        var details = row.Details;
        _insertDetails
            .Bind(span.Id).Bind(details.StatusMessage).Bind(details.TraceState)
            .Bind(details.Attributes).Bind(details.Events).Bind(details.Links).Bind(details.Dropped)
            .Run();
        _insertWords.Bind(span.Id).Bind(details.Words).Bind(_origins.Id(row.Resource)).Run();
    }

    /// <summary>Writes what was settled anew about a span written before.</summary>
    public void Update(HeldSpan span)
    {
        var names = span.Names;
        _update
            .Bind(names.Workflow).Bind(names.RunId).Bind(names.Agent)
            .Bind(names.Conversation).Bind(names.Session).Bind(names.User).Bind(names.Tenant).Bind(names.Filled)
            .Bind(span.DuplicateOf == 0 ? null : (long)span.DuplicateOf).Bind(span.Fingerprint).Bind(span.Id)
            .Run();
    }

    public void Delete(long id)
    {
        _delete.Bind(id).Run();
        _deleteDetails.Bind(id).Run();
        _deleteWords.Bind(id).Run();
    }

    /// <summary>Brings a trace's spans back into memory.</summary>
    public void Load(HeldTrace trace)
    {
        _load.Bind(trace.Id);
        while (_load.Read())
        {
            var span = Read(_load);
            trace.Spans[span.SpanId] = span;
        }
    }

    /// <summary>One span as it was written; <see langword="null"/> where it has not come.</summary>
    public HeldSpan? Find(HeldTrace trace, ulong spanId)
    {
        _find.Bind(trace.Id).Bind((long)spanId);
        if (!_find.Read())
        {
            return null;
        }

        var span = Read(_find);
        _find.Reset();
        return span;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insert, _insertDetails, _insertWords, _update, _delete, _deleteDetails, _deleteWords, _load, _find })
        {
            statement.Dispose();
        }
    }

    private HeldSpan Read(Statement row)
    {
        var names = new SpanNames(
            row.TextOrNull(13), row.TextOrNull(14), row.TextOrNull(18),
            row.TextOrNull(39), row.TextOrNull(40), row.TextOrNull(41), row.TextOrNull(42), (int)row.Whole(43));
        var own = names.WithoutFilled();
        return new HeldSpan
        {
            Id = row.Whole(0),
            SpanId = (ulong)row.Whole(2),
            ParentId = (ulong)row.Whole(3),
            Service = _origins.Service(row.Whole(4)),
            Name = row.Text(6),
            SpanKind = (SpanKind)row.Whole(7),
            Start = row.Whole(8),
            End = row.Whole(9),
            Status = (SpanStatus)row.Whole(10),
            Names = names,
            Fingerprint = row.TextOrNull(28),
            DuplicateOf = (ulong)row.Whole(44),
            Flags = (uint)row.Whole(45),
            IsCounted = row.IsNull(44),
            Operation = new Operation
            {
                Kind = (OperationKind)row.Whole(11),
                Name = row.TextOrNull(12),
                Workflow = own.Workflow,
                RunId = own.RunId,
                Task = row.TextOrNull(15),
                TaskId = row.TextOrNull(16),
                Attempt = (int?)row.WholeOrNull(17),
                Agent = own.Agent,
                Tool = row.TextOrNull(19),
                ToolCallId = row.TextOrNull(20),
                IsMcpClient = row.Whole(21) != 0,
                Provider = row.TextOrNull(22),
                RequestModel = row.TextOrNull(23),
                ResponseModel = row.TextOrNull(24),
                ResponseId = row.TextOrNull(25),
                Status = row.TextOrNull(26),
                ErrorType = row.TextOrNull(27),
                InputTokens = row.WholeOrNull(29),
                OutputTokens = row.WholeOrNull(30),
                CacheReadTokens = row.WholeOrNull(31),
                CacheWriteTokens = row.WholeOrNull(32),
                ReasoningTokens = row.WholeOrNull(33),
                Cost = row.RealOrNull(34),
                EstimatedCost = row.RealOrNull(35),
                IsCostIncomplete = row.Whole(36) != 0,
                Conversation = own.Conversation,
                Session = own.Session,
                User = own.User,
                Tenant = own.Tenant,
            },
        };
    }
}
