using System.Globalization;
using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentOtel.Viewer.Tests.Support;

/// <summary>A store on a file of its own, gone when disposed.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentotel-store-");
    private readonly CallPricer? _pricer;
    private readonly long _maxQueuedBytes;
    private readonly TimeProvider _clock;

    public TemporaryStore(CallPricer? pricer = null, long maxQueuedBytes = 64 << 20, TimeProvider? clock = null)
    {
        _pricer = pricer;
        _maxQueuedBytes = maxQueuedBytes;
        _clock = clock ?? TimeProvider.System;
        Store = Open();
    }

    public TelemetryStore Store { get; private set; }

    public string Path => System.IO.Path.Combine(_folder.FullName, "store.db");

    /// <summary>Writes one request and fails unless it was taken.</summary>
    public async Task WriteAsync(params object[] items)
    {
        var outcome = await Store.WriteAsync(Some.Batch(items), 1000, CancellationToken.None);
        Assert.Null(outcome.Refusal);
    }

    /// <summary>Closes the store and opens it again, so that nothing is in memory.</summary>
    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = Open();
    }

    /// <summary>Rows of a query, each with its values joined by a bar; NULL as nothing.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var reader = Store.OpenReader();
        using var command = reader.Connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var all = new List<string>();
        while (rows.Read())
        {
            all.Add(
                string.Join(
                    '|',
                    Enumerable.Range(0, rows.FieldCount).Select(i => Convert.ToString(rows.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return all;
    }

    /// <summary>The only row of a query.</summary>
    public string Row(string sql) => Assert.Single(Rows(sql));

    /// <summary>Changes the file behind the store's back.</summary>
    public Task ExecuteAsync(string sql) => Store.ChangeAsync(writer => StoreFile.Execute(writer.Connection, sql));

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private TelemetryStore Open() =>
        TelemetryStore.Open(new StoreSettings(Path, long.MaxValue, _maxQueuedBytes), new SpanReader(_pricer), _clock, NullLogger.Instance);
}
