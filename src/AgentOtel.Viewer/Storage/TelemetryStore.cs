using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Storage.Rows;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage;

/// <summary>
/// Keeps telemetry in a SQLite file. What is sent is made ready on the sender's thread, waits in a bounded queue, and is committed
/// by one writer, many batches in a transaction; readers have connections of their own. Thread-safe.
/// </summary>
internal sealed class TelemetryStore : IAsyncDisposable
{
    private readonly BatchPreparer _preparer;
    private readonly WriteQueue _queue;
    private readonly StoreWriter _writer;
    private readonly WriterThread _thread;
    private readonly ReaderPool _readers;
    private readonly ChangeSignal _changes = new();
    private volatile bool _isPaused;
    private int _isDisposed;

    private TelemetryStore(string path, SpanReader reader, long maxQueuedBytes, TimeProvider clock)
    {
        Path = path;
        _preparer = new BatchPreparer(reader);
        _queue = new WriteQueue(maxQueuedBytes);
        _writer = new StoreWriter(StoreFile.OpenForWriting(path), clock);
        _readers = new ReaderPool(path);
        _thread = new WriterThread(_queue, _writer, _changes);
    }

    public string Path { get; }

    /// <summary>Whether what is sent is acknowledged but not kept.</summary>
    public bool IsPaused
    {
        get => _isPaused;
        set => _isPaused = value;
    }

    /// <summary>How often each signal has changed; see <see cref="WaitForChangeAsync"/>.</summary>
    public ChangeCounts Changes => _changes.Counts;

    public StoreFigures Figures => new(_writer.Counts.Held, _writer.Counts.Evicted, BytesOnDisk(), []);

    /// <summary>Opens the file, making it where there is none.</summary>
    public static TelemetryStore Open(string path, SpanReader reader, long maxQueuedBytes, TimeProvider clock) =>
        new(path, reader, maxQueuedBytes, clock);

    /// <summary>Keeps a batch. Completes once it is committed, or refused since too much waits or the file cannot be written.</summary>
    /// <param name="batch">What was decoded; not to be changed after.</param>
    /// <param name="sizeInBytes">Its size as sent, unzipped, by which the queue is bounded.</param>
    /// <param name="cancellationToken">Ends the waiting, not the writing.</param>
    public ValueTask<WriteOutcome> WriteAsync(TelemetryBatch batch, int sizeInBytes, CancellationToken cancellationToken)
    {
        if (_isPaused || batch.IsEmpty)
        {
            return ValueTask.FromResult(WriteOutcome.Taken);
        }

        var write = new WaitingWrite { Batch = _preparer.Prepare(batch), Bytes = sizeInBytes };
        return _queue.TryAdd(write)
            ? new ValueTask<WriteOutcome>(write.Done.WaitAsync(cancellationToken))
            : ValueTask.FromResult(WriteOutcome.TryAgain("The viewer has too much waiting to be written."));
    }

    /// <summary>A connection that only reads; dispose of it to give it back.</summary>
    public StoreReader OpenReader() => _readers.Open();

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
            _readers.Dispose();
            _writer.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private long BytesOnDisk()
    {
        var file = new FileInfo(Path);
        var log = new FileInfo(Path + "-wal");
        return (file.Exists ? file.Length : 0) + (log.Exists ? log.Length : 0);
    }
}
