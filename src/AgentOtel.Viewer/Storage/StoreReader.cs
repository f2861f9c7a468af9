using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>A connection that only reads, lent by <see cref="TelemetryStore"/>; disposing gives it back. For one thread at a time.</summary>
internal sealed class StoreReader(SqliteConnection connection, ReaderPool pool) : IDisposable
{
    private SqliteConnection? _connection = connection;

    public SqliteConnection Connection => _connection ?? throw new ObjectDisposedException(nameof(StoreReader));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } lent)
        {
            pool.Return(lent);
        }
    }
}
