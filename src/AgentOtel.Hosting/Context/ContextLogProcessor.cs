using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AgentOtel.Hosting;

/// <summary>
/// Adds the context in force and the scopes to every log record: each key once, what the record says itself first.
/// </summary>
internal sealed class ContextLogProcessor(TelemetryAccess telemetry, ScopeCapture scopes, IOptions<AgentOtelOptions> options) : BaseProcessor<LogRecord>
{
    // The record carries the first three natively; the last is a template, not a fact.
    private readonly HashSet<string> _dropped =
        new(["TraceId", "SpanId", "ParentId", "{OriginalFormat}", .. options.Value.DroppedScopes], StringComparer.Ordinal);

    public override void OnEnd(LogRecord data)
    {
        var fields = new RecordFields(data.Attributes, _dropped);
        telemetry.Current?.AddContext(fields);
        scopes.Scopes?.ForEachScope(static (scope, into) => into.AddScope(scope), fields);
        data.Attributes = fields.Result;
    }
}
