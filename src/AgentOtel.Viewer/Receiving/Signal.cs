namespace AgentOtel.Viewer.Receiving;

/// <summary>What an endpoint takes.</summary>
internal enum Signal
{
    Traces,
    Logs,
    Metrics,
}
