using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting;

/// <summary>
/// What .NET's console provider writes where the app asks for it: redacted, with the context, readable or JSON. Queue, colours
/// of the terminal, streams and levels stay .NET's own.
/// </summary>
internal sealed class RedactedConsoleFormatter(
    RecordReader reader, IOptions<AgentOtelOptions> options, TimeProvider time, IHostEnvironment? environment = null)
    : ConsoleFormatter(FormatterName), IPostConfigureOptions<ConsoleLoggerOptions>
{
    public const string FormatterName = "agentotel";

    private readonly bool _isReadable = options.Value.Logs.Console is ConsoleFormat.Readable
        || (options.Value.Logs.Console is ConsoleFormat.Auto && environment?.IsDevelopment() == true);

    /// <summary>Puts this in the place of the app's formatter, if it is asked for.</summary>
    public void PostConfigure(string? name, ConsoleLoggerOptions console)
    {
        if (options.Value.Logs.Console is not ConsoleFormat.Off)
        {
            console.FormatterName = FormatterName;
        }
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        try
        {
            var line = Line(logEntry, scopeProvider);
            textWriter.WriteLine(_isReadable ? line.ToText() : line.ToJson());
        }
        catch (Exception exception)
        {
            // The boundary to the host: a state, its formatter or a scope may throw. Its message may hold anything.
            textWriter.WriteLine($"AgentOtel: a log of {logEntry.Category} could not be read: {exception.GetType().FullName}");
        }
    }

    private LogLine Line<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopes)
    {
        var (message, fields) = reader.Read(
            entry.State as IEnumerable<KeyValuePair<string, object?>>,
            entry.Formatter(entry.State, entry.Exception),
            entry.Exception,
            scopes);
        var span = Activity.Current;
        return new LogLine(time.GetUtcNow(), entry.LogLevel, entry.Category, entry.EventId.Name, message, fields)
        {
            TraceId = span?.TraceId.ToHexString(),
            SpanId = span?.SpanId.ToHexString(),
            Service = reader.Service,
        };
    }
}
