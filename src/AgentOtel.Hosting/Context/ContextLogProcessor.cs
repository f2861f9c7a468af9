using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>Completes every record that goes to OpenTelemetry, and takes secrets out of it, before any exporter takes it.</summary>
internal sealed class ContextLogProcessor(RecordReader reader, ScopeCapture scopes) : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        try
        {
            var (message, fields) = reader.Read(data.Attributes, data.FormattedMessage ?? data.Body, data.Exception, scopes.Scopes);
            data.Attributes = fields;
            data.Body = message;
            data.FormattedMessage = data.FormattedMessage is null ? null : message;
        }
        catch (Exception exception)
        {
            // The boundary to the host: a value, a scope or an exception of the app's may throw. What was not read is not sent.
            data.Attributes = [];
            data.Body = $"A log could not be read: {exception.GetType().FullName}";
            data.FormattedMessage = data.Body;
        }

        data.Exception = null;
    }
}
