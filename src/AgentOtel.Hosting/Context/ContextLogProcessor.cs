using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>Completes every record that goes to OpenTelemetry, and takes secrets out of it.</summary>
internal sealed class ContextLogProcessor(RecordReader reader, ScopeCapture scopes) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        var (message, fields) = reader.Read(data.Attributes, data.FormattedMessage ?? data.Body, data.Exception, scopes.Scopes);
        data.Exception = null;
        data.Attributes = fields;
        data.Body = message;
        data.FormattedMessage = data.FormattedMessage is null ? null : message;
    }
}
