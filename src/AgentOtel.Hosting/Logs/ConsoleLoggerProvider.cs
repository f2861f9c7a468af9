using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting;

/// <summary>
/// Logs to the console in the place of .NET's own provider, which would write what is not redacted. Its levels are those of
/// <c>Logging:Console:LogLevel</c>, as before.
/// </summary>
[ProviderAlias("Console")]
internal sealed class ConsoleLoggerProvider(
    ConsoleOutput output, RecordReader reader, IOptions<AgentOtelOptions> options, TimeProvider time, IHostEnvironment? environment = null)
    : ILoggerProvider, ISupportExternalScope
{
    private readonly ConsoleFormat _format = options.Value.Logs.Console;
    private IExternalScopeProvider? _scopes;

    private bool IsOn => _format is ConsoleFormat.Auto ? output.WasOn : _format is not ConsoleFormat.Off;

    private bool IsJson => _format is ConsoleFormat.Json || (_format is ConsoleFormat.Auto && environment?.IsDevelopment() != true);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Write<TState>(
        LogLevel level, string category, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var (message, fields) = reader.Read(
            state as IEnumerable<KeyValuePair<string, object?>>, formatter(state, exception), exception, _scopes);
        var span = Activity.Current;
        var line = new LogLine(time.GetUtcNow(), level, category, eventId.Name, message, fields)
        {
            TraceId = span?.TraceId.ToHexString(),
            SpanId = span?.SpanId.ToHexString(),
            Service = reader.Service,
        };
        lock (output)
        {
            output.Writer.WriteLine(IsJson ? line.ToJson() : line.ToText());
        }
    }

    private void CountLost() => reader.Telemetry.Current?.CountDropped("logs", "fault");

    private sealed class Logger(ConsoleLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && provider.IsOn;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            try
            {
                provider.Write(logLevel, category, eventId, state, exception, formatter);
            }
            catch (Exception)
            {
                // The boundary to the host: a state, its formatter or the console may throw.
                provider.CountLost();
            }
        }
    }
}

/// <summary>Where the console's lines go.</summary>
/// <param name="Writer">The standard output.</param>
/// <param name="WasOn">Whether the app logged to the console before.</param>
internal sealed record ConsoleOutput(TextWriter Writer, bool WasOn);
