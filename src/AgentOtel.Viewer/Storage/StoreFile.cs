using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>Opens the SQLite file with the settings that it needs.</summary>
internal static class StoreFile
{
    /// <summary>Opens the file for the one writer, making it where there is none.</summary>
    public static SqliteConnection OpenForWriting(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            // The first three hold for a new file only, and only in this order, before its first page is written.
            Execute(connection, "PRAGMA page_size=8192; PRAGMA auto_vacuum=incremental; PRAGMA journal_mode=wal");
            Execute(connection, "PRAGMA synchronous=normal; PRAGMA cache_size=-32768; PRAGMA temp_store=memory; PRAGMA busy_timeout=5000");
            StoreSchema.Prepare(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenForReading(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        Execute(connection, "PRAGMA cache_size=-8192; PRAGMA temp_store=memory; PRAGMA busy_timeout=5000");
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
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
