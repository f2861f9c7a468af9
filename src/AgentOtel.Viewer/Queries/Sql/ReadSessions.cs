using AgentOtel.Viewer.Storage;

namespace AgentOtel.Viewer.Queries;

/// <summary>Gives each request its <see cref="ReadSession"/>, a few at a time; more wait. Thread-safe.</summary>
internal sealed class ReadSessions(TelemetryStore store, TimeProvider time) : IDisposable
{
    // Each holds a connection with a page cache of its own and a thread.
    private const int AtATime = 8;

    private readonly SemaphoreSlim _free = new(AtATime);

    public async Task<ReadSession> OpenAsync(CancellationToken aborted)
    {
        await _free.WaitAsync(aborted).ConfigureAwait(false);
        try
        {
            return new ReadSession(store.OpenReader(), time, () => _free.Release(), aborted);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public void Dispose() => _free.Dispose();
}
