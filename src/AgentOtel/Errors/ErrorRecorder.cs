using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace AgentOtel;

/// <summary>Counts a failure and writes its event: once for an exception, however many operations it passes through.</summary>
internal sealed class ErrorRecorder(Counter<long> errors, EventLog log)
{
    private static readonly object Seen = new();

    private readonly ConditionalWeakTable<Exception, object> _recorded = [];

    public void Record(ErrorFacts error, Exception? exception, AgentContext context)
    {
        if (exception is not null && !IsFirst(exception))
        {
            return;
        }

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

        var level = error.Severity == "minor" ? LogLevel.Warning : LogLevel.Error;
        if (log.IsEnabled(level))
        {
            var fields = new EventFields($"{error.Type}: {error.Category}")
                .Add(SemanticConventions.Error.Type, error.Type)
                .Add(SemanticConventions.AgentOtel.Errors.Category, error.Category)
                .Add(SemanticConventions.AgentOtel.Errors.Severity, error.Severity)
                .Add(SemanticConventions.AgentOtel.Errors.Fingerprint, error.Fingerprint)
                .Add(SemanticConventions.Exception.Type, exception?.GetType().FullName)
                .Add(SemanticConventions.Exception.StackTrace, exception?.StackTrace);
            log.Write(level, EventNames.Error, fields, context);
        }
    }

    /// <summary>An exception that wraps one that was recorded is the same failure.</summary>
    private bool IsFirst(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (_recorded.TryGetValue(inner, out _))
            {
                return false;
            }
        }

        return _recorded.TryAdd(exception, Seen);
    }
}
