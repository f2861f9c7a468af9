using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Storage.Settling;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>
/// Keeps <c>error_groups</c>: what a commit adds and takes back is summed here first. A group that was marked resolved and is seen
/// again later is open again and says that it came back; state and note else stay as they are.
/// </summary>
internal sealed class ErrorGroups(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Delta> _pending = [];

    private readonly Statement _add = new(connection, """
        INSERT INTO error_groups (fingerprint, type, category, severity, title, first_seen, last_seen, count) VALUES (?,?,?,?,?,?,?,?)
        ON CONFLICT DO UPDATE SET count=max(0,count+excluded.count),
          first_seen=CASE WHEN count=0 THEN excluded.first_seen ELSE min(first_seen,excluded.first_seen) END,
          last_seen=max(last_seen,excluded.last_seen),
          came_back=CASE WHEN state='resolved' AND excluded.last_seen>state_changed THEN 1 ELSE came_back END,
          state=CASE WHEN state='resolved' AND excluded.last_seen>state_changed THEN 'open' ELSE state END
        """);

    private readonly Statement _takeBack = new(connection, "UPDATE error_groups SET count=max(0,count+?) WHERE fingerprint=?");
    private readonly Statement _deleteEmpty = new(connection, "DELETE FROM error_groups WHERE fingerprint=? AND count=0 AND state='open' AND note IS NULL");

    /// <summary>A fault that is new.</summary>
    public void Add(FaultRow row, HeldFault fault)
    {
        if (!fault.State.IsPassedOn)
        {
            Delta(fault.State.Fingerprint).Add(row.Type, row.Category, row.Severity, row.Title, fault.Time);
        }
    }

    /// <summary>A fault written before that is settled otherwise.</summary>
    public void Move(HeldFault fault)
    {
        if (fault.State.Fingerprint == fault.Written.Fingerprint && fault.State.IsPassedOn == fault.Written.IsPassedOn)
        {
            return;
        }

        Remove(fault);
        if (!fault.State.IsPassedOn)
        {
            var category = ErrorKinds.Category(fault.Type, null);
            Delta(fault.State.Fingerprint).Add(fault.Type, category, ErrorKinds.Severity(category), fault.Type, fault.Time);
        }
    }

    /// <summary>A fault written before that is another's.</summary>
    public void Remove(HeldFault fault)
    {
        if (!fault.Written.IsPassedOn)
        {
            Delta(fault.Written.Fingerprint).Count--;
        }
    }

    /// <returns>Whether a group changed.</returns>
    public bool Write()
    {
        var changed = _pending.Count > 0;
        foreach (var (fingerprint, delta) in _pending)
        {
            if (delta.Type is not null)
            {
                _add
                    .Bind(fingerprint).Bind(delta.Type).Bind(delta.Category).Bind(delta.Severity).Bind(delta.Title)
                    .Bind(delta.First).Bind(delta.Last).Bind(delta.Count)
                    .Run();
            }
            else
            {
                _takeBack.Bind(delta.Count).Bind(fingerprint).Run();
            }

            if (delta.Count <= 0)
            {
                _deleteEmpty.Bind(fingerprint).Run();
            }
        }

        _pending.Clear();
        return changed;
    }

    public void Forget() => _pending.Clear();

    public void Dispose()
    {
        _add.Dispose();
        _takeBack.Dispose();
        _deleteEmpty.Dispose();
    }

    private Delta Delta(string fingerprint)
    {
        if (!_pending.TryGetValue(fingerprint, out var delta))
        {
            _pending[fingerprint] = delta = new Delta();
        }

        return delta;
    }
}

/// <summary>What a commit does to a group.</summary>
internal sealed class Delta
{
    public int Count { get; set; }

    public string? Type { get; private set; }

    public string? Category { get; private set; }

    public string? Severity { get; private set; }

    public string? Title { get; private set; }

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; }

    public void Add(string type, string category, string severity, string title, long time)
    {
        Count++;
        Type ??= type;
        Category ??= category;
        Severity ??= severity;
        Title ??= title;
        First = Math.Min(First, time);
        Last = Math.Max(Last, time);
    }
}
