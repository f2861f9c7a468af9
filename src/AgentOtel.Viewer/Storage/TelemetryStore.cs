using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Keeps telemetry in a SQLite file. What is sent is made ready on the sender's thread, waits in a bounded queue, and is committed
/// by one writer, many batches in a transaction; readers have connections of their own. Thread-safe.
/// </summary>
internal sealed class TelemetryStore : IAsyncDisposable
{
    private readonly BatchPreparer _preparer;
    private readonly WriteQueue _queue;
    private readonly StoreSessions _sessions;
    private readonly StoreWarnings _warnings;
    private readonly WriterThread _thread;
    private readonly ChangeSignal _changes = new();
    private volatile bool _isPaused;
    private readonly SoundnessCheck _check;
    private int _isDisposed;

    private TelemetryStore(StoreSettings settings, SpanReader reader, TimeProvider clock, ILogger logger)
    {
        _preparer = new BatchPreparer(reader);
        _queue = new WriteQueue(settings.MaxQueuedBytes);
        _warnings = new StoreWarnings(logger, clock);
        _sessions = new StoreSessions(settings, clock, _warnings);
        _check = new SoundnessCheck(_sessions, ChangeAsync);
        _thread = new WriterThread(_queue, _sessions, new Upkeep(_sessions, settings, _warnings, clock), _warnings, _changes, settings.GroupBytes);
    }

    public string Path => _sessions.Path;

    /// <summary>Whether the file goes with the store.</summary>
    public bool IsTemporary => _sessions.IsTemporary;

    /// <summary>Whether what is sent is acknowledged but not kept.</summary>
    public bool IsPaused
    {
        get => _isPaused;
        set => _isPaused = value;
    }

    /// <summary>How often each signal has changed; see <see cref="WaitForChangeAsync"/>.</summary>
    public ChangeCounts Changes => _changes.Counts;

    public StoreFigures Figures => _sessions.Current?.Writer.Counts is { } counts
        ? new(counts.Held, counts.Evicted, StoreFiles.Bytes(Path), _warnings.All)
        : new(default, default, StoreFiles.Bytes(Path), _warnings.All);

    /// <summary>Opens a file, making it where there is none.</summary>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    public static TelemetryStore Open(StoreSettings settings, SpanReader reader, TimeProvider clock, ILogger logger) =>
        new(settings, reader, clock, logger);

    /// <summary>Keeps a batch. Completes once it is committed, or refused since too much waits or the file cannot be written.</summary>
    /// <param name="batch">What was decoded; not to be changed after.</param>
    /// <param name="sizeInBytes">Its size as sent, unzipped, by which the queue is bounded.</param>
    /// <param name="cancellationToken">Ends the waiting, not the writing.</param>
    public ValueTask<WriteOutcome> WriteAsync(TelemetryBatch batch, int sizeInBytes, CancellationToken cancellationToken)
    {
        if (_isPaused || batch.IsEmpty)
        {
            return ValueTask.FromResult(_isPaused ? WriteOutcome.LetGo : WriteOutcome.Taken);
        }

        var write = new WaitingWrite { Batch = _preparer.Prepare(batch), Bytes = sizeInBytes };
        return _queue.TryAdd(write)
            ? new ValueTask<WriteOutcome>(write.Done.WaitAsync(cancellationToken))
            : ValueTask.FromResult(WriteOutcome.TryAgain("The viewer has too much waiting to be written."));
    }

    /// <summary>A connection that only reads; dispose of it to give it back.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public StoreReader OpenReader() => _sessions.OpenReader();

    /// <summary>Tells that a reader met a corrupt file. Where SQLite's check agrees, the file is set aside and a new one begun.</summary>
    public Task ReportCorruptionAsync() => _check.RunAsync();

    /// <summary>Completes when <see cref="Changes"/> differ from those seen.</summary>
    public Task WaitForChangeAsync(ChangeCounts seen, CancellationToken cancellationToken) => _changes.WaitAsync(seen, cancellationToken);

    /// <summary>Runs a change of another kind on the writer's thread, in a transaction of its own: a mark, an eviction.</summary>
    public async Task ChangeAsync(Action<StoreWriter> change)
    {
        var write = new WaitingWrite { Change = change };
        ObjectDisposedException.ThrowIf(!_queue.TryAdd(write), this);
        await write.Done.ConfigureAwait(false);
    }

    /// <summary>Deletes all that is held, but for what was said of error groups.</summary>
    public Task ClearAsync() => ChangeAsync(StoreClearing.Clear);

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _queue.Close();
            _thread.Join();
            _sessions.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
