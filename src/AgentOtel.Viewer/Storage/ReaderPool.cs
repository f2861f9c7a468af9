using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>Connections that only read. As many are lent as are asked for; a few are kept open.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private const int MostKept = 4;

    private readonly Lock _lock = new();
    private readonly Stack<SqliteConnection> _idle = new();
    private bool _isClosed;

    public StoreReader Open()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            if (_idle.TryPop(out var idle))
            {
                return new StoreReader(idle, this);
            }
        }

        return new StoreReader(StoreFile.OpenForReading(path), this);
    }

    public void Return(SqliteConnection connection)
    {
        lock (_lock)
        {
            if (!_isClosed && _idle.Count < MostKept)
            {
                _idle.Push(connection);
                return;
            }
        }

        connection.Dispose();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            while (_idle.TryPop(out var idle))
            {
                idle.Dispose();
            }
        }
    }
}
