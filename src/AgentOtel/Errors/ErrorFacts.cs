using System.Diagnostics;

namespace AgentOtel;

/// <summary>What is recorded of a failure.</summary>
/// <param name="Type">The exception's type, an HTTP status or a word of low cardinality (<c>error.type</c>).</param>
/// <param name="Category">One of <see cref="ErrorCategories"/>.</param>
/// <param name="Severity"><c>critical</c>, <c>major</c> or <c>minor</c>.</param>
internal sealed record ErrorFacts(string Type, string Category, string Severity)
{
    public bool IsCancellation => Category == ErrorCategories.Cancelled;

    /// <summary>The exception's message stays out of the status: it may hold content.</summary>
    public void AddTo(Activity span)
    {
        span.SetTag(SemanticConventions.Error.Type, Type);
        span.SetTag(SemanticConventions.AgentOtel.Errors.Category, Category);
        span.SetTag(SemanticConventions.AgentOtel.Errors.Severity, Severity);
        span.SetStatus(ActivityStatusCode.Error, Type);
    }
}
