using System.Buffers;
using System.Threading.Channels;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Telemetry;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Viewer.Files;

/// <summary>
/// Appends what arrives to a file as OTLP JSON, one request a line, as the Collector's file exporter does. It writes on a task of
/// its own from a bounded queue: where the disk is slow or full, batches are left out and counted, and receiving goes on.
/// Thread-safe.
/// </summary>
internal sealed partial class SaveFile : IAsyncDisposable
{
    private readonly Channel<(TelemetryBatch Batch, int Size)> _queue = Channel.CreateUnbounded<(TelemetryBatch, int)>(new() { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly RollingFile _file;
    private readonly long _maxQueuedBytes;
    private readonly ILogger _logger;
    private readonly Task _writing;
    private long _queuedBytes;
    private long _leftOut;
    private bool _isFailing;

    /// <summary>Opens the file, or throws the error of the file system.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The size at which it is set aside and a new one begun.</param>
    /// <param name="maxQueuedBytes">The most that waits to be written, in bytes as sent.</param>
    /// <param name="logger">Hears of batches left out.</param>
    public SaveFile(string path, long maxBytes, long maxQueuedBytes, ILogger logger)
    {
        _file = new RollingFile(path, maxBytes);
        _maxQueuedBytes = maxQueuedBytes;
        _logger = logger;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>How many batches were left out.</summary>
    public long LeftOut => Volatile.Read(ref _leftOut);

    /// <summary>Takes a batch to write, and never waits.</summary>
    public void Offer(TelemetryBatch batch, int sizeInBytes)
    {
        if (Interlocked.Add(ref _queuedBytes, sizeInBytes) > _maxQueuedBytes || !_queue.Writer.TryWrite((batch, sizeInBytes)))
        {
            Interlocked.Add(ref _queuedBytes, -sizeInBytes);
            LeaveOut(null);
        }
    }

    /// <summary>Writes what waits, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        _file.Dispose();
    }

    private async Task WriteAsync()
    {
        await foreach (var (batch, size) in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                Write(batch);
                _isFailing = false;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                LeaveOut(error);
            }
            finally
            {
                Interlocked.Add(ref _queuedBytes, -size);
            }
        }
    }

    private void Write(TelemetryBatch batch)
    {
        _lines.ResetWrittenCount();
        if (batch.Spans.Count > 0)
        {
            JsonWriter.Traces(_lines, batch.Spans);
            EndLine();
        }

        if (batch.Logs.Count > 0)
        {
            JsonWriter.Logs(_lines, batch.Logs);
            EndLine();
        }

        if (batch.Metrics.Count > 0)
        {
            JsonWriter.Metrics(_lines, batch.Metrics);
            EndLine();
        }

        _file.Append(_lines.WrittenSpan);
    }

    private void EndLine() => _lines.Write("\n"u8);

    /// <summary>The log hears of the first of those that are left out one after another.</summary>
    private void LeaveOut(Exception? error)
    {
        Interlocked.Increment(ref _leftOut);
        if (!Interlocked.Exchange(ref _isFailing, true))
        {
            LogLeftOut(_logger, _file.Path, error);
        }
    }

    [LoggerMessage(EventId = 301, Level = LogLevel.Warning, Message = "{Path} cannot be written fast enough, or at all: what arrives is kept and shown, and left out of that file.")]
    private static partial void LogLeftOut(ILogger logger, string path, Exception? error);
}
