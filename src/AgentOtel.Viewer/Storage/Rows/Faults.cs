using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Finds the failure that a span or a log tells of.</summary>
internal static class Faults
{
    /// <summary>The type of an error whose sender says none.</summary>
    public const string Untyped = "_OTHER";

    /// <summary><see cref="FaultRow.Cause"/> of an error of which nothing is said.</summary>
    public const string SilentCause = $"{Untyped} ";

    private const int LongestTitle = 200;
    private const int LongestStack = 16_384;

    public static FaultRow? Of(SpanRecord span, Operation operation, string service)
    {
        // Someone cancelled: that is no fault.
        if ((operation.ErrorType is null && span.Status is not SpanStatus.Error) || operation.Status == "cancelled")
        {
            return null;
        }

        var message = operation.ErrorMessage ?? (span.StatusMessage.Length == 0 ? null : span.StatusMessage);
        var name = operation.Kind is OperationKind.None ? span.Name : operation.Name;
        return Make(operation.ErrorType ?? Untyped, message, operation.ErrorFingerprint, operation.ErrorCategory, operation.ErrorSeverity, name) with
        {
            Time = span.EndTime != 0 ? span.EndTime : span.StartTime,
            Stack = Cut(operation.ErrorStack, LongestStack),
            Service = service,
        };
    }

    /// <summary>Of the kit's <c>agentotel.error</c>, and of any log that carries an exception.</summary>
    public static FaultRow? Of(LogRecord log, string? eventName, string service)
    {
        var attributes = log.Attributes;
        var exception = attributes["exception.type"].AsText();
        var message = attributes["exception.message"].AsText();
        if ((eventName != "agentotel.error" && exception is null && message is null) || attributes["agentotel.error.category"].AsText() == "cancelled")
        {
            return null;
        }

        var type = attributes["error.type"].AsText() ?? exception ?? Untyped;
        return Make(
            type,
            message,
            attributes["agentotel.error.fingerprint"].AsText(),
            attributes["agentotel.error.category"].AsText(),
            attributes["agentotel.error.severity"].AsText() ?? (log.Severity >= 21 ? "critical" : null),
            attributes["gen_ai.operation.name"].AsText()) with
        {
            Time = log.Time != 0 ? log.Time : log.ObservedTime,
            Stack = Cut(attributes["exception.stacktrace"].AsText(), LongestStack),
            Workflow = attributes["gen_ai.workflow.name"].AsText(),
            Agent = attributes["gen_ai.agent.name"].AsText(),
            Service = service,
        };
    }

    private static FaultRow Make(string type, string? message, string? fingerprint, string? category, string? severity, string? operation)
    {
        category ??= ErrorKinds.Category(type, message);
        return new FaultRow
        {
            Time = 0,
            Type = type,
            Fingerprint = fingerprint ?? Fingerprints.Of(type, operation, message),
            Cause = fingerprint is null ? $"{type} {Fingerprints.Bare(message)}" : null,
            Category = category,
            Severity = severity ?? ErrorKinds.Severity(category),
            Title = Title(type, message, operation),
            Message = Cut(message, LongestStack),
            Operation = operation,
            Service = "",
        };
    }

    private static string Title(string type, string? message, string? operation)
    {
        var line = message.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        line = line.Length > LongestTitle ? line[..LongestTitle] : line;
        if (line.StartsWith(type, StringComparison.Ordinal) && (line.Length == type.Length || line[type.Length] == ':'))
        {
            // Some senders say the type again: 429, or TimeoutError: too late.
            line = line[type.Length..].TrimStart(": ");
        }

        return !line.IsEmpty ? $"{type}: {line}" : operation is null ? type : $"{type} in {operation}";
    }

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
