using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>
/// Adds the context in force and the scopes to every log record, each key once, and takes secrets out of all of it: the
/// message, the attributes, the scopes and the exception.
/// </summary>
internal sealed class ContextLogProcessor(TelemetryAccess telemetry, ScopeCapture scopes, IOptions<AgentOtelOptions> options) : BaseProcessor<LogRecord>
{
    // The record carries the first three natively; the last is a template, not a fact.
    private readonly HashSet<string> _dropped =
        new(["TraceId", "SpanId", "ParentId", "{OriginalFormat}", .. options.Value.DroppedScopes], StringComparer.Ordinal);

    private readonly Redactor _redactor = Redactor.Default;

    public override void OnEnd(LogRecord data)
    {
        var fields = new RecordFields(_redactor, _dropped);
        foreach (var pair in data.Attributes ?? [])
        {
            fields.Add(pair);
        }

        if (data.Exception is { } exception)
        {
            fields.AddException(exception);
            data.Exception = null;
        }

        telemetry.Current?.AddContext(fields);
        scopes.Scopes?.ForEachScope(static (scope, into) => into.AddScope(scope), fields);
        data.Attributes = fields;
        data.Body = data.Body is { } body ? _redactor.Redact(body) : null;
        data.FormattedMessage = data.FormattedMessage is { } message ? _redactor.Redact(message) : null;
    }
}
