using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>The file as it is open now: its writer and its readers. Another takes its place where the file turns out to be corrupt.</summary>
internal sealed class StoreSession : IDisposable
{
    private StoreSession(SqliteConnection connection, string path, TimeProvider clock)
    {
        Writer = new StoreWriter(connection, clock);
        Readers = new ReaderPool(path);
    }

    public StoreWriter Writer { get; }

    public ReaderPool Readers { get; }

    public static StoreSession Open(string path, TimeProvider clock, long maxWalBytes)
    {
        var connection = StoreFile.OpenForWriting(path, maxWalBytes);
        try
        {
            return new StoreSession(connection, path, clock);
        }
        catch
        {
            StoreFile.KeepLog(connection);
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes a file that is corrupt, with its log as it is: what is left of it is for whoever tries to recover it.</summary>
    public void Abandon()
    {
        StoreFile.KeepLog(Writer.Connection);
        Dispose();
    }

    public void Dispose()
    {
        Readers.Dispose();
        Writer.Dispose();
    }
}
