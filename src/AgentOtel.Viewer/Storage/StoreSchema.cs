using Microsoft.Data.Sqlite;

namespace AgentOtel.Viewer.Storage;

/// <summary>The tables of a new file and its views, and whether a file that is there is one of ours.</summary>
internal static class StoreSchema
{
    public const int Version = 1;

    /// <summary>The version of the views, whose columns are a promise; raised with any change of them.</summary>
    public const int ViewsVersion = 1;

    /// <summary>SQLite's mark of whose file it is: "AgOt".</summary>
    private const int ApplicationId = 0x41674F74;

    private static readonly string[] Views = ["runs", "spans", "model_calls", "tool_calls", "logs", "errors", "costs", "metrics"];

    /// <summary>Only reads: what is not ours stays as it is.</summary>
    /// <exception cref="StoreException">The file is of a newer version, or another program's.</exception>
    public static void Check(SqliteConnection connection, string path)
    {
        if (IsEmpty(connection))
        {
            return;
        }

        if (StoreFile.Scalar(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new StoreException($"{path} is another program's SQLite file. Name another file.");
        }

        var version = StoreFile.Scalar(connection, "PRAGMA user_version");
        if (version > Version)
        {
            throw new StoreException($"{path} was written by a newer AgentOtel: it is of version {version}, and this one knows {Version}. Use the newer one, or name another file.");
        }
    }

    /// <summary>Makes what is missing.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        if (IsEmpty(connection))
        {
            StoreFile.Execute(connection, $"BEGIN; {Read($"{Version}.sql")} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}; COMMIT");
        }

        if (StoreFile.Scalar(connection, "SELECT value FROM meta WHERE key='views'") != ViewsVersion)
        {
            var drops = string.Concat(Views.Select(view => $"DROP VIEW IF EXISTS {view};"));
            StoreFile.Execute(connection, $"BEGIN; {drops} {Read("views.sql")} INSERT OR REPLACE INTO meta (key, value) VALUES ('views', {ViewsVersion}); COMMIT");
        }
    }

    private static bool IsEmpty(SqliteConnection connection) =>
        StoreFile.Scalar(connection, "PRAGMA user_version") == 0 && StoreFile.Scalar(connection, "SELECT count(*) FROM sqlite_master") == 0;

    private static string Read(string name)
    {
        using var stream = typeof(StoreSchema).Assembly.GetManifestResourceStream($"schema/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
