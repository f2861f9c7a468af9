using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>Counts a failure and writes its event: once for an exception, however many operations it passes through.</summary>
internal sealed class ErrorRecorder(SafeCounter<long> errors, EventLog log)
{
    private static readonly object Seen = new();

    private readonly ConditionalWeakTable<Exception, object> _recorded = [];
    private readonly ConditionalWeakTable<Exception, object> _unhandled = [];

    public void Record(ErrorFacts error, Exception? exception, AgentContext context)
    {
        if (exception is null || IsFirst(_recorded, exception))
        {
            Write(error, exception, context, null);
        }
    }

    /// <summary>
    /// Records an exception that nobody handles, once: as critical, even where an operation has recorded it as less before.
    /// </summary>
    /// <param name="error">What it means.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="where"><c>process</c>, <c>task</c> or <c>request</c>.</param>
    public void RecordUnhandled(ErrorFacts error, Exception exception, string where)
    {
        if (IsFirst(_unhandled, exception))
        {
            _recorded.TryAdd(exception, Seen);
            Write(error, exception, AgentContext.Current, where);
        }
    }

    /// <summary>An exception that wraps one that was recorded is the same failure.</summary>
    private static bool IsFirst(ConditionalWeakTable<Exception, object> recorded, Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (recorded.TryGetValue(inner, out _))
            {
                return false;
            }
        }

        return recorded.TryAdd(exception, Seen);
    }

    private void Write(ErrorFacts error, Exception? exception, AgentContext context, string? unhandled)
    {
        if (errors.Enabled)
        {
            var tags = new TagList
            {
                { SemanticConventions.AgentOtel.Errors.Category, error.Category },
                { SemanticConventions.AgentOtel.Errors.Severity, error.Severity },
                { SemanticConventions.Error.Type, error.Type },
            };
            MetricTags.AddContext(ref tags, context);
            errors.Add(1, tags);
        }

        var level = error.Severity switch
        {
            "minor" => LogLevel.Warning,
            "critical" => LogLevel.Critical,
            _ => LogLevel.Error,
        };
        if (log.IsEnabled(level))
        {
            var fields = new EventFields($"{error.Type}: {error.Category}")
                .Add(SemanticConventions.Error.Type, error.Type)
                .Add(SemanticConventions.AgentOtel.Errors.Category, error.Category)
                .Add(SemanticConventions.AgentOtel.Errors.Severity, error.Severity)
                .Add(SemanticConventions.AgentOtel.Errors.Fingerprint, error.Fingerprint)
                .Add(SemanticConventions.AgentOtel.Errors.Unhandled, unhandled)
                .Add(SemanticConventions.Exception.Type, exception?.GetType().FullName)
                .Add(SemanticConventions.Exception.StackTrace, exception?.StackTrace);
            log.Write(level, EventNames.Error, fields, context);
        }
    }
}
