using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Storage.Settling;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Writes and reads back <c>faults</c>, and tells <see cref="ErrorGroups"/> what counts.</summary>
internal sealed class FaultTable : IDisposable
{
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _inherit;
    private readonly Statement _delete;
    private readonly Statement _load;
    private readonly ErrorGroups _groups;
    private long _lastId;

    public FaultTable(SqliteConnection connection, ErrorGroups groups)
    {
        _groups = groups;
        _insert = new Statement(connection, $"""
            INSERT INTO faults (id, fingerprint, own_fingerprint, cause, type, trace, span_id, of_span, log, time, passed_on, service, workflow, agent, operation, message, stack)
            VALUES ({Statement.Parameters(17)})
            """);
        _update = new Statement(connection, """
            UPDATE faults SET fingerprint=?, passed_on=?, workflow=?, agent=?, log=coalesce(log,?), message=coalesce(message,?), stack=coalesce(stack,?) WHERE id=?
            """);
        _inherit = new Statement(connection, """
            UPDATE faults SET message=coalesce(faults.message,told.message), stack=coalesce(faults.stack,told.stack)
            FROM (SELECT message, stack FROM faults WHERE id=?) told WHERE id=?
            """);
        _delete = new Statement(connection, "DELETE FROM faults WHERE id=?");
        _load = new Statement(connection, $"""
            SELECT id, fingerprint, own_fingerprint, cause, type, span_id, of_span, log, time, passed_on, workflow, agent FROM faults WHERE trace=?
            ORDER BY id DESC LIMIT {HeldTrace.MostFaults}
            """);
        _lastId = StoreFile.Scalar(connection, "SELECT max(id) FROM faults");
    }

    public long NextId() => ++_lastId;

    /// <summary>Writes what a commit changed about a trace's faults.</summary>
    public void Write(HeldTrace trace)
    {
        foreach (var fault in trace.Faults)
        {
            if (fault.Row is { } row)
            {
                Insert(row, fault, trace.Id);
                _groups.Add(row, fault);
            }
            else if (fault.State != fault.Written || trace.ChangedFaults.Contains(fault))
            {
                Update(fault);
            }

            fault.Written = fault.State;
            fault.LogId = fault.Log?.Id ?? fault.LogId;
            fault.Log = null;
            fault.Row = null;
        }

        foreach (var (fault, heir) in trace.RemovedFaults)
        {
            _inherit.Bind(fault.Id).Bind(heir.Id).Run();
            _delete.Bind(fault.Id).Run();
            _groups.Remove(fault);
        }
    }

    /// <summary>Writes a fault that no trace holds.</summary>
    public void Write(LogRow log, long logId)
    {
        var fault = HeldFault.Of(log.Fault!, NextId(), log.SpanId, log);
        fault.LogId = logId;
        fault.State = new FaultState(fault.OwnFingerprint, false, fault.OwnWorkflow, fault.OwnAgent);
        Insert(log.Fault!, fault, null);
        _groups.Add(log.Fault!, fault);
    }

    public void Load(HeldTrace trace)
    {
        _load.Bind(trace.Id);
        while (_load.Read())
        {
            var state = new FaultState(_load.Text(1), _load.Whole(9) != 0, _load.TextOrNull(10), _load.TextOrNull(11));
            trace.Faults.Add(new HeldFault
            {
                Id = _load.Whole(0),
                OwnFingerprint = _load.TextOrNull(2) ?? state.Fingerprint,
                Cause = _load.TextOrNull(3),
                Type = _load.Text(4),
                SpanId = (ulong)_load.Whole(5),
                IsOfSpan = _load.Whole(6) != 0,
                LogId = _load.WholeOrNull(7),
                Time = _load.Whole(8),
                OwnWorkflow = _load.Whole(6) != 0 ? null : state.Workflow,
                OwnAgent = _load.Whole(6) != 0 ? null : state.Agent,
                State = state,
                Written = state,
            });
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insert, _update, _inherit, _delete, _load })
        {
            statement.Dispose();
        }
    }

    private void Insert(FaultRow row, HeldFault fault, long? trace)
    {
        var state = fault.State;
        _insert
            .Bind(fault.Id).Bind(state.Fingerprint).Bind(state.Fingerprint == fault.OwnFingerprint ? null : fault.OwnFingerprint)
            .Bind(fault.Cause).Bind(fault.Type).Bind(trace).Bind(fault.SpanId == 0 ? null : (long)fault.SpanId).Bind(fault.IsOfSpan ? 1 : 0)
            .Bind(fault.Log?.Id ?? fault.LogId).Bind(fault.Time).Bind(state.IsPassedOn ? 1 : 0)
            .Bind(row.Service).Bind(state.Workflow).Bind(state.Agent).Bind(row.Operation).Bind(row.Message).Bind(row.Stack)
            .Run();
    }

    private void Update(HeldFault fault)
    {
        var state = fault.State;
        var told = fault.Log?.Fault;
        _update
            .Bind(state.Fingerprint).Bind(state.IsPassedOn ? 1 : 0).Bind(state.Workflow).Bind(state.Agent)
            .Bind(fault.Log?.Id ?? fault.LogId).Bind(told?.Message).Bind(told?.Stack).Bind(fault.Id)
            .Run();
        _groups.Move(fault);
    }
}
