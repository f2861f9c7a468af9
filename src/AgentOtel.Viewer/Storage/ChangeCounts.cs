namespace AgentOtel.Viewer.Storage;

/// <summary>How often each signal has changed since the store was opened.</summary>
internal readonly record struct ChangeCounts(long Traces, long Logs, long Metrics, long Errors);
