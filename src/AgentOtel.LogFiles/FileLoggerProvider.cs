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
        if (options.Value is { Folder: not null } file)
        {
            Writer = new LineWriter(
                new RollingFile(file, new LogArchive(file, losses.Failed, time), time), file.QueueSize, losses.Failed, losses.Dropped, time);
        }
    }
}
