using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Bounds SQLite's write-ahead log. It shrinks when what it holds is copied into the file, which a foreign program that reads for long
/// prevents: then nothing more may be written.
/// </summary>
internal sealed class WriteAheadLog(string path, long maxBytes)
{
    /// <summary>Brings the log back into its bound.</summary>
    /// <returns>Why that cannot be done now; <see langword="null"/> where it is within.</returns>
    public string? Tend(SqliteConnection connection)
    {
        if (StoreFiles.WalBytes(path) <= maxBytes)
        {
            return null;
        }

        // Without waiting: senders are told to come again instead.
        StoreFile.Execute(connection, "PRAGMA busy_timeout=0");
        StoreFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        StoreFile.Execute(connection, "PRAGMA busy_timeout=5000");
        return StoreFiles.WalBytes(path) <= maxBytes
            ? null
            : $"Another program has been reading {path} for so long that its write-ahead log cannot shrink, so nothing more is taken until it ends or closes its transaction.";
    }
}
