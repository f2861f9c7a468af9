using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.LogFiles;

/// <summary>Logs to rolling files of JSON lines. Its levels are those of <c>Logging:File:LogLevel</c>.</summary>
[ProviderAlias("File")]
internal sealed class FileLoggerProvider : ILoggerProvider, ISupportExternalScope, IFlushableLog
{
    private readonly RecordReader _reader;
    private readonly LineLosses _losses;
    private readonly TimeProvider _time;
    private readonly LineWriter? _lines;
    private IExternalScopeProvider? _scopes;

    public FileLoggerProvider(RecordReader reader, LineLosses losses, IOptions<LogFileOptions> options, TimeProvider time)
    {
        _reader = reader;
        _losses = losses;
        _time = time;
        if (Valid(options) is { Folder: not null } settings)
        {
            var file = new RollingFile(settings, new LogArchive(settings, losses.Failed, time), time);
            _lines = new LineWriter(file.Write, file, settings.QueueSize, losses.Failed, losses.Dropped, time);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public bool Flush(TimeSpan timeout) => _lines?.Flush(timeout) ?? true;

    public void Dispose()
    {
        _lines?.Dispose();
        _losses.Close();
    }

    /// <summary>What is wrong is said when the app starts, with all else that is: loggers are made before.</summary>
    private static LogFileOptions? Valid(IOptions<LogFileOptions> options)
    {
        try
        {
            return options.Value;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    private LogLine Read<TState>(
        LogLevel level, string category, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var (message, fields) = _reader.Read(
            state as IEnumerable<KeyValuePair<string, object?>>, formatter(state, exception), exception, _scopes);
        var span = Activity.Current;
        return new LogLine(_time.GetUtcNow(), level, category, eventId.Name, message, fields)
        {
            TraceId = span?.TraceId.ToHexString(),
            SpanId = span?.SpanId.ToHexString(),
            Service = _reader.Service,
        };
    }

    private sealed class Logger(FileLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && provider._lines is not null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            try
            {
                provider._lines!.Add(provider.Read(logLevel, category, eventId, state, exception, formatter).ToJson());
            }
            catch (Exception fault)
            {
                // The boundary to the host: a state or its formatter may throw.
                provider._losses.Unreadable(fault);
            }
        }
    }
}
