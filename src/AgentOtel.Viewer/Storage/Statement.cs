using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// A statement of the writer's, prepared once: SQLite's own calls, since a command with parameters takes a third longer.
/// Values are bound in order from the first. For the writer's thread alone.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[1024];
    private int _next = 1;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _database);
    }

    /// <summary>So many question marks.</summary>
    public static string Parameters(int count) => string.Join(',', Enumerable.Repeat('?', count));

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, _next++, value));
        return this;
    }

    public Statement Bind(long? value) => value is { } whole ? Bind(whole) : BindNull();

    public Statement Bind(double value)
    {
        Check(raw.sqlite3_bind_double(_statement, _next++, value));
        return this;
    }

    public Statement Bind(double? value) => value is { } real ? Bind(real) : BindNull();

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (most > _utf8.Length)
        {
            _utf8 = new byte[most];
        }

        return Bind(_utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    /// <summary>Binds UTF-8 as text.</summary>
    public Statement Bind(ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, which SQLite takes for NULL.
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(_statement, _next++, "") : raw.sqlite3_bind_text(_statement, _next++, utf8));
        return this;
    }

    /// <summary>Binds UTF-8 as text; <see langword="null"/> as NULL.</summary>
    public Statement Bind(byte[]? utf8) => utf8 is null ? BindNull() : Bind(utf8.AsSpan());

    public Statement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, _next++));
        return this;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        Reset();
        Check(result);
    }

    /// <summary>The next row; at the end the statement is ready to be bound again.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        Check(result);
        return false;
    }

    /// <summary>Ends reading before the last row.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement); // Tells again what the step has told.
        _next = 1;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Whole(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? WholeOrNull(int column) => IsNull(column) ? null : Whole(column);

    public double Real(int column) => raw.sqlite3_column_double(_statement, column);

    public double? RealOrNull(int column) => IsNull(column) ? null : Real(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            Reset();
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
