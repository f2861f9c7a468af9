namespace AgentOtel.Hosting;

/// <summary>One of the three signals, and how variables, paths and the count of losses name it.</summary>
internal sealed record Signal(string Name, string Variable)
{
    public static readonly Signal Traces = new("traces", "TRACES");
    public static readonly Signal Metrics = new("metrics", "METRICS");
    public static readonly Signal Logs = new("logs", "LOGS");
}
