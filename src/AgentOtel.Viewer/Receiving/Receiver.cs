using AgentOtel.Viewer.Files;
using AgentOtel.Viewer.Otlp;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Receiving;

/// <summary>Decodes requests on the threads that read them and hands them to the store. Thread-safe.</summary>
internal sealed class Receiver(BatchWriter write, ViewerOptions options, SaveFile? saveFile = null)
{
    public int MaxRequestBytes => options.MaxRequestBytes;

    public BytesInFlight InFlight { get; } = new(options.MaxQueuedBytes);

    public async ValueTask<Receipt> ReceiveAsync(Signal signal, bool isJson, RequestBody body, CancellationToken cancellationToken)
    {
        TelemetryBatch batch;
        try
        {
            batch = Decode(signal, isJson, body.Bytes);
        }
        catch (OtlpFormatException error)
        {
            return new Receipt(Refusal.Malformed(error.Message));
        }

        if (!batch.IsEmpty)
        {
            var size = body.Bytes.Length;
            var outcome = await write(batch, size, cancellationToken).ConfigureAwait(false);
            if (outcome.Refusal is { } reason)
            {
                return new Receipt(outcome.IsRetryable ? Refusal.Unavailable(reason) : Refusal.Malformed(reason));
            }

            if (!outcome.IsLetGo)
            {
                saveFile?.Offer(batch, size);
            }
        }

        return new Receipt(null, batch.Rejected, batch.RejectionReason);
    }

    private static TelemetryBatch Decode(Signal signal, bool isJson, ReadOnlyMemory<byte> body) => (signal, isJson) switch
    {
        (Signal.Traces, false) => ProtobufDecoder.Traces(body.Span),
        (Signal.Logs, false) => ProtobufDecoder.Logs(body.Span),
        (Signal.Metrics, false) => ProtobufDecoder.Metrics(body.Span),
        (Signal.Traces, true) => JsonDecoder.Traces(body),
        (Signal.Logs, true) => JsonDecoder.Logs(body),
        _ => JsonDecoder.Metrics(body),
    };
}
