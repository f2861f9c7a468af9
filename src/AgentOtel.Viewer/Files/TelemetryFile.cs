using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Files;

/// <summary>
/// Opens files of OTLP JSON, one request a line: those of <see cref="SaveFile"/> and of the Collector's file exporter. A line that
/// is none is counted and the next one read.
/// </summary>
internal sealed class TelemetryFile
{
    /// <summary>How many lines wait for the store at a time: it commits them together.</summary>
    private const int MaxPending = 32;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly BatchWriter _write;
    private readonly TimeProvider _time;
    private readonly Queue<PendingLine> _pending = [];
    private FileCounts _counts = new(0, 0, 0, 0, 0, null);

    private TelemetryFile(BatchWriter write, TimeProvider time)
    {
        _write = write;
        _time = time;
    }

    /// <summary>Reads to the end of the stream, and waits where the store asks to try again.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="write">Keeps what its lines hold.</param>
    /// <param name="maxLineBytes">The longest line; a longer one is skipped and counted.</param>
    /// <param name="time">For the waits.</param>
    /// <param name="cancellationToken">Stops reading; what was kept stays.</param>
    public static async Task<FileCounts> ReadAsync(Stream stream, BatchWriter write, int maxLineBytes, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = new TelemetryFile(write, time);
        var lines = new LineReader(stream, maxLineBytes);
        for (var number = 1L; await lines.NextAsync(cancellationToken).ConfigureAwait(false); number++)
        {
            if (lines.IsTooLong)
            {
                file.RejectLine(number, $"it is longer than {maxLineBytes} bytes.");
            }
            else
            {
                await file.TakeAsync(number, lines.Line, cancellationToken).ConfigureAwait(false);
            }
        }

        while (file._pending.Count > 0)
        {
            await file.SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        return file._counts;
    }

    private async ValueTask TakeAsync(long number, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        if (line.Span.Trim((byte)' ').IsEmpty || Decode(number, line) is not { IsEmpty: false } batch)
        {
            return;
        }

        if (_pending.Count == MaxPending)
        {
            await SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        _pending.Enqueue(new PendingLine(number, batch, line.Length, _write(batch, line.Length, cancellationToken)));
    }

    private TelemetryBatch? Decode(long number, ReadOnlyMemory<byte> line)
    {
        try
        {
            var batch = JsonDecoder.AnySignal(line);
            if (batch.Rejected > 0)
            {
                Count(number, batch.RejectionReason!);
                _counts = _counts with { RejectedItems = _counts.RejectedItems + batch.Rejected };
            }

            return batch;
        }
        catch (OtlpFormatException error)
        {
            RejectLine(number, error.Message);
            return null;
        }
    }

    /// <summary>Waits for the oldest line that waits.</summary>
    private async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        var line = _pending.Dequeue();
        var outcome = await line.Outcome.ConfigureAwait(false);
        while (!outcome.IsTaken && outcome.IsRetryable)
        {
            await Task.Delay(RetryDelay, _time, cancellationToken).ConfigureAwait(false);
            outcome = await _write(line.Batch, line.Size, cancellationToken).ConfigureAwait(false);
        }

        if (outcome.Refusal is { } reason)
        {
            RejectLine(line.Number, reason);
            return;
        }

        if (outcome.IsLetGo)
        {
            RejectLine(line.Number, "taking in is paused.");
            return;
        }

        _counts = _counts with
        {
            Spans = _counts.Spans + line.Batch.Spans.Count,
            Logs = _counts.Logs + line.Batch.Logs.Count,
            Points = _counts.Points + line.Batch.Metrics.Sum(static metric => metric.Points.Count),
        };
    }

    private void RejectLine(long number, string reason)
    {
        Count(number, reason);
        _counts = _counts with { RejectedLines = _counts.RejectedLines + 1 };
    }

    private void Count(long number, string reason) => _counts = _counts with { FirstRejection = _counts.FirstRejection ?? $"Line {number}: {reason}" };

    private sealed record PendingLine(long Number, TelemetryBatch Batch, int Size, ValueTask<WriteOutcome> Outcome);
}
