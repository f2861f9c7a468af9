using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting;

/// <summary>
/// What this package itself says goes through here: a logging provider that throws ends neither the start nor the stop of the app,
/// nor a timer's thread. What it did not take is counted.
/// </summary>
internal sealed class GuardedLogger<T>(ILogger<T> inner, TelemetryAccess telemetry) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            CountDropped();
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            CountDropped();
        }
    }

    // The boundary to the app's logging, which is where it would be told.
    private void CountDropped() => telemetry.Current?.CountDropped("logs", "fault");
}
