using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests;

/// <summary>A logging provider that is broken: it throws as <c>Microsoft.Extensions.Logging</c> passes it on.</summary>
internal sealed class ThrowingLogger(bool alsoWhenAsked = false) : ILogger<AgentTelemetry>
{
    public bool IsEnabled(LogLevel logLevel) => alsoWhenAsked ? throw new AggregateException("logging") : true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => throw new AggregateException("logging");

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new AggregateException("logging");
}
