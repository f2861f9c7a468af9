namespace AgentOtel.Hosting;

/// <summary>
/// Holds exports back until the app has started: only then is the endpoint known, where it embeds a viewer. An app that ends
/// without having started sends nothing, and waits for nothing.
/// </summary>
internal sealed class StartGate
{
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOpen;

    public bool IsOpen => _isOpen;

    public void Open()
    {
        _isOpen = true;
        _decided.TrySetResult();
    }

    /// <summary>Lets whoever waits go, without sending, unless it is open.</summary>
    public void GiveUp() => _decided.TrySetResult();

    /// <summary>Waits for either, on a thread of an exporter's own.</summary>
    /// <returns>Whether to send.</returns>
    public bool Wait()
    {
        _decided.Task.Wait();
        return _isOpen;
    }
}
