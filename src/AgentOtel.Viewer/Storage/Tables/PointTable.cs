using AgentOtel.Viewer.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage.Tables;

/// <summary>Writes <c>instruments</c>, <c>series</c> and <c>points</c>. A point sent twice is kept once.</summary>
internal sealed class PointTable : IDisposable
{
    private const int MostRemembered = 20_000;

    private readonly Origins _origins;
    private readonly Statement _insertInstrument;
    private readonly Statement _findInstrument;
    private readonly Statement _insertSeries;
    private readonly Statement _findSeries;
    private readonly Statement _insertPoint;
    private readonly Dictionary<InstrumentKey, long> _instruments = [];
    private readonly Dictionary<(long Instrument, long Resource, long Scope, string Attributes), long> _series = [];
    private readonly SqliteConnection _connection;

    public PointTable(SqliteConnection connection, Origins origins)
    {
        _connection = connection;
        _origins = origins;
        _insertInstrument = new Statement(connection, """
            INSERT INTO instruments (name, type, unit, temporality, monotonic, description) VALUES (?,?,?,?,?,?)
            ON CONFLICT DO UPDATE SET description=excluded.description WHERE excluded.description<>''
            """);
        _findInstrument = new Statement(connection, "SELECT id FROM instruments WHERE name=? AND type=? AND unit=? AND temporality=? AND monotonic=?");
        _insertSeries = new Statement(connection, "INSERT OR IGNORE INTO series (instrument, resource, scope, attributes) VALUES (?,?,?,?)");
        _findSeries = new Statement(connection, "SELECT id FROM series WHERE instrument=? AND resource=? AND scope=? AND attributes=?");
        _insertPoint = new Statement(connection, """
            INSERT INTO points (series, time, start, value, whole, distribution, exemplars, arrived) VALUES (?,?,?,?,?,?,?,?)
            ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>Writes an instrument's points.</summary>
    /// <returns>How many of them are new.</returns>
    public int Insert(MetricRow metric, long now)
    {
        var instrument = Instrument(metric);
        var resource = _origins.Id(metric.Resource);
        var scope = _origins.Id(metric.Scope);
        var added = 0;
        foreach (var point in metric.Points)
        {
            _insertPoint
                .Bind(Series(instrument, resource, scope, point.Attributes)).Bind(point.Time).Bind(point.Start).Bind(point.Value)
                .Bind(point.IsWhole ? 1 : 0).Bind(point.Distribution).Bind(point.Exemplars).Bind(now)
                .Run();
            added += SQLitePCL.raw.sqlite3_changes(_connection.Handle!);
        }

        return added;
    }

    /// <summary>After a commit that failed, or rows that were deleted.</summary>
    public void Forget()
    {
        _instruments.Clear();
        _series.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insertInstrument, _findInstrument, _insertSeries, _findSeries, _insertPoint })
        {
            statement.Dispose();
        }
    }

    private long Instrument(MetricRow metric)
    {
        var key = metric.Instrument;
        if (_instruments.TryGetValue(key, out var id))
        {
            return id;
        }

        Bind(_insertInstrument, key).Bind(metric.Description).Run();
        Bind(_findInstrument, key);
        return Remember(_instruments, key, _findInstrument);
    }

    private long Series(long instrument, long resource, long scope, string attributes)
    {
        var key = (instrument, resource, scope, attributes);
        if (_series.TryGetValue(key, out var id))
        {
            return id;
        }

        _insertSeries.Bind(instrument).Bind(resource).Bind(scope).Bind(attributes).Run();
        _findSeries.Bind(instrument).Bind(resource).Bind(scope).Bind(attributes);
        return Remember(_series, key, _findSeries);
    }

    private static Statement Bind(Statement statement, in InstrumentKey key) => statement
        .Bind(key.Name).Bind((long)key.Type).Bind(key.Unit).Bind((long)key.Temporality).Bind(key.IsMonotonic ? 1 : 0);

    private static long Remember<TKey>(Dictionary<TKey, long> known, TKey key, Statement find)
        where TKey : notnull
    {
        if (known.Count >= MostRemembered)
        {
            known.Clear();
        }

        var id = find.Read() ? find.Whole(0) : throw new InvalidOperationException("A row that was just written is not there.");
        find.Reset();
        known[key] = id;
        return id;
    }
}
