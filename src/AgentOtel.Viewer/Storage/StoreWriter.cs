using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Storage.Settling;
using AgentOtel.Viewer.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>The one connection that writes, with its statements and what it keeps in memory. For the writer's thread alone.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly Origins _origins;
    private readonly SpanTable _spans;
    private readonly LogTable _logs;
    private readonly PointTable _points;
    private readonly TraceTable _traces;
    private readonly FacetTable _facets;
    private readonly SumTable _sums;
    private readonly ErrorGroups _groups;
    private readonly FaultTable _faults;
    private readonly TraceFacets _traceFacets;
    private readonly HeldTraces _held;
    private readonly FaultSettler _faultSettler;
    private readonly Settler _settler;
    private readonly HeldCounts _counts;
    private readonly TimeProvider _clock;
    private readonly List<HeldTrace> _touched = [];
    private ItemCounts _added;

    public StoreWriter(SqliteConnection connection, TimeProvider clock)
    {
        Connection = connection;
        _clock = clock;
        _origins = new Origins(connection);
        _spans = new SpanTable(connection, _origins);
        _logs = new LogTable(connection, _origins);
        _points = new PointTable(connection, _origins);
        _traces = new TraceTable(connection);
        _facets = new FacetTable(connection);
        _sums = new SumTable(connection);
        _groups = new ErrorGroups(connection);
        _faults = new FaultTable(connection, _groups);
        _traceFacets = new TraceFacets(_facets);
        _held = new HeldTraces(_traces, _spans, _facets, _faults);
        _faultSettler = new FaultSettler(_faults);
        _settler = new Settler(_spans, _sums);
        _counts = new HeldCounts(connection);
    }

    public SqliteConnection Connection { get; }

    /// <summary>What is held and was evicted, as of the last commit. May be read by any thread.</summary>
    public HeldCounts Counts => _counts;

    /// <summary>Writes batches in one transaction: all of them, or on an exception none.</summary>
    public ChangeCounts Commit(IReadOnlyList<PreparedBatch> batches)
    {
        try
        {
            StoreFile.Execute(Connection, "BEGIN IMMEDIATE");
            var changes = Write(batches);
            _counts.Add(_added);
            StoreFile.Execute(Connection, "COMMIT");
            _counts.Publish();
            _held.Trim(_touched);
            return changes;
        }
        catch
        {
            Abandon();
            throw;
        }
        finally
        {
            _touched.Clear();
            _added = default;
        }
    }

    /// <summary>Deletes what is too old or too much, in a transaction of its own; what is in memory stays but for what was deleted.</summary>
    public void Evict(Action<StoreWriter> evict)
    {
        try
        {
            StoreFile.Execute(Connection, "BEGIN IMMEDIATE");
            evict(this);
            StoreFile.Execute(Connection, "COMMIT");
            _counts.Publish();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    /// <summary>Lets go of traces that are about to be deleted, by their ids in hex.</summary>
    public void Forget(IEnumerable<string> traceIds) => _held.Forget(traceIds);

    /// <summary>Lets go of what is remembered of series, since some were deleted.</summary>
    public void ForgetSeries() => _points.Forget();

    /// <summary>Lets go of what is remembered of resources and scopes, since some were deleted.</summary>
    public void ForgetOrigins() => _origins.Forget();

    /// <summary>Does something else with the connection in a transaction of its own; what is in memory is read anew after it.</summary>
    public void Change(Action<StoreWriter> change)
    {
        try
        {
            StoreFile.Execute(Connection, "BEGIN IMMEDIATE");
            change(this);
            StoreFile.Execute(Connection, "COMMIT");
            _counts.Publish();
            Forget();
        }
        catch
        {
            Abandon();
            throw;
        }
    }

    public void Dispose()
    {
        _origins.Dispose();
        _spans.Dispose();
        _logs.Dispose();
        _points.Dispose();
        _traces.Dispose();
        _facets.Dispose();
        _sums.Dispose();
        _groups.Dispose();
        _faults.Dispose();
        _counts.Dispose();
        Connection.Dispose();
    }

    private ChangeCounts Write(IReadOnlyList<PreparedBatch> batches)
    {
        foreach (var batch in batches)
        {
            foreach (var span in batch.Spans)
            {
                Take(span);
            }

            foreach (var log in batch.Logs)
            {
                Take(log);
            }
        }

        var now = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        foreach (var trace in _touched)
        {
            Write(trace, now);
        }

        long points = 0;
        foreach (var batch in batches)
        {
            foreach (var log in batch.Logs)
            {
                Write(log, now);
            }

            foreach (var metric in batch.Metrics)
            {
                points += _points.Insert(metric, now);
            }
        }

        _sums.Write();
        var errors = _groups.Write();
        _added += new ItemCounts(0, 0, 0, points);
        return new ChangeCounts(_touched.Count, _added.Logs, points, errors ? 1 : 0);
    }

    private void Take(SpanRow span)
    {
        var trace = Touch(span.TraceId);
        var (isTaken, isNew) = _settler.Take(trace, span);
        if (isTaken)
        {
            _faultSettler.Take(trace, span);
        }

        _added += new ItemCounts(0, isNew ? 1 : 0, 0, 0);
    }

    private void Take(LogRow log)
    {
        log.Id = _logs.NextId();
        _added += new ItemCounts(0, 0, 1, 0);
        if (log.TraceId != 0)
        {
            var trace = Touch(log.TraceId);
            trace.Take(log);
            _faultSettler.Take(trace, log);
        }
    }

    private void Write(LogRow log, long now)
    {
        _logs.Insert(log, log.TraceId == 0 ? null : _held.Get(log.TraceId).Id, now);
        if (log is { TraceId: var trace, Fault: not null } && trace == 0)
        {
            _faults.Write(log, log.Id);
        }
    }

    private HeldTrace Touch(UInt128 traceId)
    {
        var trace = _held.Get(traceId);
        if (!trace.Touch())
        {
            _touched.Add(trace);
            _added += new ItemCounts(trace.IsNew ? 1 : 0, 0, 0, 0);
        }

        return trace;
    }

    private void Write(HeldTrace trace, long now)
    {
        _settler.Settle(trace);
        _faultSettler.Settle(trace);
        foreach (var span in trace.Replaced)
        {
            _spans.Delete(span.Id);
        }

        foreach (var span in trace.Added)
        {
            _spans.Insert(trace, span);
        }

        foreach (var span in trace.Changed)
        {
            _spans.Update(span);
        }

        _traceFacets.Write(trace);
        _faults.Write(trace);
        _traces.Write(trace, now);
    }

    private void Abandon()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle!) == 0)
        {
            StoreFile.Execute(Connection, "ROLLBACK");
        }

        Forget();
        _counts.Reload();
    }

    private void Forget()
    {
        _held.Forget();
        _sums.Forget();
        _groups.Forget();
        _origins.Forget();
        _points.Forget();
    }
}
