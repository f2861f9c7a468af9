namespace AgentOtel.Viewer.Storage;

/// <summary>The store's file cannot be used. The message names the file and says what to do.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
