using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>Opens the SQLite file with the settings that it needs.</summary>
internal static class StoreFile
{
    public const int PageBytes = 8192;
    public const int BusyTimeoutInMilliseconds = 5000;

    /// <summary>Opens the file for the one writer, making it where there is none.</summary>
    /// <exception cref="StoreException">It is another program's file, or a newer version's: nothing in it was changed.</exception>
    public static SqliteConnection OpenForWriting(string path, long maxWalBytes)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            StoreSchema.Check(connection, path);
            // The first three hold for a new file only, and only in this order, before its first page is written.
            Execute(connection, $"PRAGMA page_size={PageBytes}; PRAGMA auto_vacuum=incremental; PRAGMA journal_mode=wal");
            Execute(connection, "PRAGMA synchronous=normal; PRAGMA cache_size=-32768; PRAGMA temp_store=memory");
            Execute(connection, $"PRAGMA wal_autocheckpoint={Math.Clamp(maxWalBytes / 2 / PageBytes, 64, 1000)}; PRAGMA journal_size_limit={maxWalBytes / 2}");
            StoreSchema.Prepare(connection);
            return connection;
        }
        catch
        {
            KeepLog(connection);
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Leaves the write-ahead log as it is when the connection closes.</summary>
    public static void KeepLog(SqliteConnection connection) =>
        _ = SQLitePCL.raw.sqlite3_db_config(connection.Handle!, SQLitePCL.raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);

    public static SqliteConnection OpenForReading(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        Execute(connection, "PRAGMA cache_size=-8192; PRAGMA temp_store=memory");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is the store's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement that works as its rows are read.</summary>
    public static void Drain(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is the store's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
        }
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is the store's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is long value ? value : 0;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusyTimeoutInMilliseconds / 1000,
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout={BusyTimeoutInMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
