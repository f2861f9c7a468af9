namespace AgentOtel;

/// <summary>Where lines of logs end. Called by one thread at a time.</summary>
internal interface ILineSink : IDisposable
{
    /// <summary>Writes one line.</summary>
    /// <exception cref="IOException">It was not written, and may be tried again.</exception>
    void Write(string line);

    /// <summary>Called when no more lines wait.</summary>
    void Flush();
}
