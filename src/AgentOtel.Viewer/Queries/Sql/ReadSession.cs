using System.Diagnostics.CodeAnalysis;
using AgentOtel.Viewer.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// What one request reads, on one of the store's connections: long SQL is interrupted when the request is aborted
/// (<see cref="OperationCanceledException"/>) or takes longer than <see cref="Limit"/> (<see cref="TimeoutException"/>). Used
/// by one thread at a time; dispose it to give the connection back.
/// </summary>
internal sealed class ReadSession : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    // Often enough to end within milliseconds, seldom enough to cost nothing.
    private const int InstructionsBetweenChecks = 10_000;

    private readonly StoreReader _reader;
    private readonly Action _closed;
    private readonly CancellationToken _aborted;
    private readonly TimeProvider _time;
    private readonly long _started;
    private bool _isDisposed;

    public ReadSession(StoreReader reader, TimeProvider time, Action closed, CancellationToken aborted)
    {
        _reader = reader;
        _closed = closed;
        _aborted = aborted;
        _time = time;
        _started = time.GetTimestamp();
        raw.sqlite3_progress_handler(Handle, InstructionsBetweenChecks, static state => ((ReadSession)state).IsOver ? 1 : 0, this);
    }

    private sqlite3 Handle => _reader.Connection.Handle!;

    private bool IsOver => _aborted.IsCancellationRequested || _time.GetElapsedTime(_started) > Limit;

    public List<T> All<T>(Sql sql, Func<SqliteDataReader, T> row)
    {
        var rows = new List<T>();
        Each(sql, reader => rows.Add(row(reader)));
        return rows;
    }

    /// <summary>The first row; the default where there is none.</summary>
    public T? First<T>(Sql sql, Func<SqliteDataReader, T> row)
    {
        var rows = All(sql, row);
        return rows.Count == 0 ? default : rows[0];
    }

    public void Each(Sql sql, Action<SqliteDataReader> row)
    {
        _aborted.ThrowIfCancellationRequested();
        try
        {
            using var command = sql.CommandOn(_reader.Connection);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                row(reader);
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            ThrowInterrupted(exception);
        }
        catch (SqliteException exception) when (exception.Message.Contains("fts5:", StringComparison.Ordinal))
        {
            // A letter younger than the index's tables of letters parts a word in two.
            throw new ParameterException("q", "has a letter that the index of words does not know: leave that word out");
        }
    }

    /// <summary>How many rows there are, counted to a limit: what a plan needs to know costs no more than that.</summary>
    public long CountTo(long limit, Sql rows) =>
        First<long>($"SELECT count(*) FROM (SELECT 1 FROM {rows} LIMIT {limit})", static reader => reader.GetInt64(0));

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        raw.sqlite3_progress_handler(Handle, 0, null, null);
        _reader.Dispose();
        _closed();
    }

    [DoesNotReturn]
    private void ThrowInterrupted(SqliteException exception)
    {
        _aborted.ThrowIfCancellationRequested();
        throw new TimeoutException("The search took too long.", exception);
    }
}
