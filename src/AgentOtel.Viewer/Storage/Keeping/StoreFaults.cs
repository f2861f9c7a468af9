using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AgentOtel.Viewer.Storage;

/// <summary>What SQLite's errors mean for the file, and what a person can do about them.</summary>
internal static class StoreFaults
{
    public static bool IsCorruption(SqliteException exception) => exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Whether it is the file or its disk that fails, not what was to be written: the same may be written later.</summary>
    public static bool IsOfTheFile(SqliteException exception) => exception.SqliteErrorCode
        is raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN
        or raw.SQLITE_NOMEM or raw.SQLITE_PERM;

    /// <summary>A sentence that says what to do.</summary>
    public static string Advice(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "Make room on its disk.",
        raw.SQLITE_IOERR => "See whether its disk is full or broken.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "End the program that writes to it.",
        raw.SQLITE_NOMEM => "Give this process more memory.",
        _ => "Give this user the right to write to it and to its folder.",
    };
}
