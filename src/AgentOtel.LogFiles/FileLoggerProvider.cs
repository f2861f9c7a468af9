using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.LogFiles;

/// <summary>Logs to rolling files of JSON lines. Its levels are those of <c>Logging:File:LogLevel</c>.</summary>
[ProviderAlias("File")]
internal sealed class FileLoggerProvider : LineLoggerProvider
{
    public FileLoggerProvider(RecordReader reader, LocalLogLosses losses, IOptions<LogFileOptions> options, TimeProvider time)
        : base(reader, losses, time)
    {
        if (Valid(options) is { Folder: not null } file)
        {
            var lines = new RollingFile(file, new LogArchive(file, losses.Failed, time), time);
            Writer = new LineWriter(lines, file.QueueSize, losses.Failed, losses.Dropped, time);
        }
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
}
