using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

/// <summary>Steps that tests of the file share.</summary>
internal static class KeptFile
{
    public static TelemetryStore Open(string? path, TimeProvider? clock = null, long maxBytes = 1 << 30) =>
        Open(new StoreSettings(path, maxBytes, 64 << 20), clock);

    public static TelemetryStore Open(StoreSettings settings, TimeProvider? clock = null) =>
        TelemetryStore.Open(settings, new SpanReader(null), clock ?? TimeProvider.System, NullLogger.Instance);

    public static ValueTask<WriteOutcome> SendAsync(this TelemetryStore store, params object[] items) =>
        store.WriteAsync(Some.Batch(items), 1000, CancellationToken.None);

    public static async Task WriteAsync(this TelemetryStore store, params object[] items) =>
        Assert.Null((await store.SendAsync(items)).Refusal);

    /// <summary>A number, asked through the store.</summary>
    public static long Ask(this TelemetryStore store, string sql)
    {
        using var reader = store.OpenReader();
        return StoreFile.Scalar(reader.Connection, sql);
    }

    /// <summary>A connection of another program's.</summary>
    public static SqliteConnection Foreign(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Runs SQL on the file from outside.</summary>
    public static void ExecuteForeign(string path, string sql)
    {
        using var connection = Foreign(path);
        StoreFile.Execute(connection, sql);
    }

    /// <summary>Overwrites all but the first page, as a broken disk may.</summary>
    public static void BreakPages(string path)
    {
        // The writer may be at its upkeep, which keeps the log from being emptied: SQLite waits for it. What stays in the log would
        // be read from there.
        using (var connection = Foreign(path))
        {
            StoreFile.Execute(connection, "PRAGMA busy_timeout=30000");
            Assert.Equal(0, StoreFile.Scalar(connection, "PRAGMA wal_checkpoint(TRUNCATE)"));
        }

        Assert.False(new FileInfo($"{path}-wal") is { Exists: true, Length: > 0 });
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = StoreFile.PageBytes;
        var garbage = new byte[StoreFile.PageBytes];
        Array.Fill(garbage, (byte)0xEE);
        while (file.Position < file.Length)
        {
            file.Write(garbage);
        }
    }

    /// <summary>Text that hardly any other is like.</summary>
    public static string Text(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(100_000)}"));
}
