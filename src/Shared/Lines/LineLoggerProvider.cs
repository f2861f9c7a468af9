using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>Writes what is logged as lines, redacted and with the context, on a thread of their own.</summary>
internal abstract class LineLoggerProvider(RecordReader reader, LocalLogLosses losses, TimeProvider time)
    : ILoggerProvider, ISupportExternalScope, IFlushableLog
{
    private IExternalScopeProvider? _scopes;

    /// <summary>Absent where this provider is off.</summary>
    private protected LineWriter? Writer { get; init; }

    private protected bool IsJson { get; init; } = true;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public bool Flush(TimeSpan timeout) => Writer?.Flush(timeout) ?? true;

    public void Dispose()
    {
        Writer?.Dispose();
        losses.Close();
    }

    private sealed class Logger(LineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && provider.Writer is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            try
            {
                var line = Line(logLevel, eventId.Name, provider.Read(state, exception, formatter));
                provider.Writer!.Add(provider.IsJson ? line.ToJson() : line.ToText());
            }
            catch (Exception fault)
            {
                // The boundary to the host: a state or its formatter may throw.
                provider.Losses.Unreadable(fault);
            }
        }

        private LogLine Line(LogLevel level, string? eventName, (string Message, RecordFields Fields) record)
        {
            var span = Activity.Current;
            return new LogLine(provider.Now, level, category, eventName, record.Message, record.Fields)
            {
                TraceId = span?.TraceId.ToHexString(),
                SpanId = span?.SpanId.ToHexString(),
                Service = provider.Service,
            };
        }
    }

    private string? Service => reader.Service;

    private LocalLogLosses Losses => losses;

    private DateTimeOffset Now => time.GetUtcNow();

    private (string Message, RecordFields Fields) Read<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        reader.Read(state as IEnumerable<KeyValuePair<string, object?>>, formatter(state, exception), exception, _scopes);
}
