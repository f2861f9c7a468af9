using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Bounds SQLite's write-ahead log. It shrinks when what it holds is copied into the file, which a foreign program that reads for long
/// prevents: then nothing more may be written.
/// </summary>
internal sealed class WriteAheadLog(string path, long maxBytes)
{
    /// <summary>Longer than the page reads.</summary>
    private const int PatienceInMilliseconds = 2_000;

    private bool _isHeld;

    /// <summary>Brings the log back into its bound.</summary>
    /// <returns>Why that cannot be done now; <see langword="null"/> where it is within.</returns>
    /// <exception cref="SqliteException">The file cannot be written.</exception>
    public string? Tend(SqliteConnection connection)
    {
        if (StoreFiles.WalBytes(path) > maxBytes)
        {
            // Waits for the page's own readers; once it is known that another holds on, senders are told to come again instead.
            StoreFile.Execute(connection, $"PRAGMA busy_timeout={(_isHeld ? 0 : PatienceInMilliseconds)}");
            try
            {
                StoreFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            }
            finally
            {
                StoreFile.Execute(connection, $"PRAGMA busy_timeout={StoreFile.BusyTimeoutInMilliseconds}");
            }
        }

        _isHeld = StoreFiles.WalBytes(path) > maxBytes;
        return _isHeld
            ? $"Another program has been reading {path} for so long that its write-ahead log cannot shrink, so nothing more is taken until that program ends or closes its transaction."
            : null;
    }
}
