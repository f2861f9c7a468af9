namespace ModelSimulator;

/// <summary>
/// Leaves the process's signals alone: in an app's own process the provider must outlive the calls that are under way when
/// the app is told to end.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
