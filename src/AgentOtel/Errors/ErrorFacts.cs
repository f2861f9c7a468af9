using System.Diagnostics;

namespace AgentOtel;

/// <summary>What is recorded of a failure.</summary>
/// <param name="Type">The exception's type, an HTTP status or a word of low cardinality (<c>error.type</c>).</param>
/// <param name="Category">One of <see cref="ErrorCategories"/>.</param>
/// <param name="Severity"><c>critical</c>, <c>major</c> or <c>minor</c>.</param>
internal sealed record ErrorFacts(string Type, string Category, string Severity)
{
    /// <summary>Groups the same fault; on spans and logs, never on a metric.</summary>
    public string? Fingerprint { get; init; }

    public bool IsCancellation => Category == ErrorCategories.Cancelled;

    /// <summary>The exception's message stays out of the status: it may hold content.</summary>
    public void AddTo(Activity span)
    {
        span.SetTag(SemanticConventions.Error.Type, Type);
        span.SetTag(SemanticConventions.AgentOtel.Errors.Category, Category);
        span.SetTag(SemanticConventions.AgentOtel.Errors.Severity, Severity);
        span.SetTag(SemanticConventions.AgentOtel.Errors.Fingerprint, Fingerprint);
        span.SetStatus(ActivityStatusCode.Error, Type);
    }
}
