using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>The file as it is open now: its writer and its readers. Another takes its place where the file turns out to be corrupt.</summary>
internal sealed class StoreSession(SqliteConnection connection, string path, TimeProvider clock) : IDisposable
{
    public StoreWriter Writer { get; } = new(connection, clock);

    public ReaderPool Readers { get; } = new(path);

    public void Dispose()
    {
        Readers.Dispose();
        Writer.Dispose();
    }
}
