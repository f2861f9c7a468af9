using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting;

/// <summary>Logs to rolling files of JSON lines. Its levels are those of <c>Logging:File:LogLevel</c>.</summary>
[ProviderAlias("File")]
internal sealed class FileLoggerProvider : LineLoggerProvider
{
    public FileLoggerProvider(
        RecordReader reader, LocalLogLosses losses, ServiceResource resource, IOptions<AgentOtelOptions> options, TimeProvider time)
        : base(reader, losses, time, resource.ServiceName)
    {
        var file = options.Value.Logs.File;
        if (file.Folder is not null)
        {
            Writer = new LineWriter(
                new RollingFile(file, new LogArchive(file, losses.Failed, time), time), file.QueueSize, losses.Failed, losses.Dropped, time);
        }
    }
}
