using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting;

/// <summary>
/// Logs to the console in the place of .NET's own provider, which would write what is not redacted. Its levels are those of
/// <c>Logging:Console:LogLevel</c>, as before.
/// </summary>
[ProviderAlias("Console")]
internal sealed class ConsoleLoggerProvider : LineLoggerProvider
{
    private const int QueueSize = 10_000;

    public ConsoleLoggerProvider(
        ConsoleOutput output,
        RecordReader reader,
        LocalLogLosses losses,
        IOptions<AgentOtelOptions> options,
        TimeProvider time,
        IHostEnvironment? environment = null)
        : base(reader, losses, time)
    {
        var format = options.Value.Logs.Console;
        if (format is ConsoleFormat.Auto ? output.WasOn : format is not ConsoleFormat.Off)
        {
            IsJson = format is ConsoleFormat.Json || (format is ConsoleFormat.Auto && environment?.IsDevelopment() != true);
            Writer = new LineWriter(new ConsoleSink(output.Writer), QueueSize, losses.Failed, losses.Dropped, time);
        }
    }

    private sealed class ConsoleSink(TextWriter writer) : ILineSink
    {
        public void Write(string line) => writer.Write(line + Environment.NewLine);

        public void Flush() => writer.Flush();

        public void Dispose()
        {
        }
    }
}

/// <summary>Where the console's lines go.</summary>
/// <param name="Writer">The standard output.</param>
/// <param name="WasOn">Whether the app logged to the console before.</param>
internal sealed record ConsoleOutput(TextWriter Writer, bool WasOn);
