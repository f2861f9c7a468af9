using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage;

/// <summary>Keeps a batch, as <see cref="TelemetryStore.WriteAsync"/> does. It returns once the batch is committed or refused.</summary>
/// <param name="batch">What a request brought.</param>
/// <param name="sizeInBytes">Its size as it was sent, unzipped.</param>
/// <param name="cancellationToken">Ends the wait, not the keeping.</param>
internal delegate ValueTask<WriteOutcome> BatchWriter(TelemetryBatch batch, int sizeInBytes, CancellationToken cancellationToken);
