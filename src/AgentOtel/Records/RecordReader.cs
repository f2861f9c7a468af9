using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>
/// Reads a log record for whoever writes it: the context in force and the scopes added, each key once, and secrets taken out
/// of all of it, the message, the attributes, the scopes and the exception.
/// </summary>
/// <param name="telemetry">Knows the context in force.</param>
/// <param name="redactor">Takes the secrets out.</param>
/// <param name="droppedScopes">Keys of scopes that are left out.</param>
/// <param name="service">The service that the records are of, where it has a name.</param>
internal sealed class RecordReader(TelemetryAccess telemetry, Redactor redactor, IEnumerable<string> droppedScopes, string? service)
{
    /// <summary>The key of a message's template among its attributes.</summary>
    public const string Template = "{OriginalFormat}";

    // The record carries the first three natively; the last is a template, not a fact.
    private readonly HashSet<string> _dropped = new(["TraceId", "SpanId", "ParentId", Template, .. droppedScopes], StringComparer.Ordinal);

    public TelemetryAccess Telemetry => telemetry;

    public string? Service => service;

    public (string Message, RecordFields Fields) Read(
        IEnumerable<KeyValuePair<string, object?>>? attributes,
        string? message,
        Exception? exception,
        IExternalScopeProvider? scopes)
    {
        var fields = new RecordFields(redactor, _dropped);
        foreach (var pair in attributes ?? [])
        {
            fields.Add(pair);
        }

        if (exception is not null)
        {
            fields.AddException(exception);
        }

        telemetry.Current?.AddContext(fields);
        scopes?.ForEachScope(static (scope, into) => into.AddScope(scope), fields);
        return (redactor.Redact(message ?? ""), fields);
    }
}
