namespace AgentOtel.Viewer;

/// <summary>Tells an app where its viewer is. A singleton of the app's services.</summary>
public sealed class ViewerAccess
{
    internal ViewerAccess()
    {
    }

    /// <summary>
    /// The page's address, once the app has started; <see langword="null"/> where no viewer runs. That of another process's viewer
    /// where this app sends to it.
    /// </summary>
    public Uri? Page { get; internal set; }
}
