using System.Collections.Frozen;

namespace AgentOtel;

/// <summary>The categories of failures (<c>agentotel.error.category</c>); <c>docs/errors.md</c> says what to do about each.</summary>
public static class ErrorCategories
{
    /// <summary>The provider asks to slow down.</summary>
    public const string RateLimit = "rate_limit";

    /// <summary>An answer did not come in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The provider does not accept the key.</summary>
    public const string Authentication = "authentication";

    /// <summary>The key is known, and may not do this.</summary>
    public const string Permission = "permission";

    /// <summary>A filter refused the prompt or the answer.</summary>
    public const string ContentFilter = "content_filter";

    /// <summary>The prompt is longer than the model takes.</summary>
    public const string ContextLength = "context_length";

    /// <summary>The request is wrong in another way.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The provider has no such model.</summary>
    public const string ModelNotFound = "model_not_found";

    /// <summary>The provider has too much to do, or failed itself.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The provider could not be reached, or the connection broke.</summary>
    public const string Network = "network";

    /// <summary>A tool failed in a way of its own.</summary>
    public const string ToolFailure = "tool_failure";

    /// <summary>An answer could not be read.</summary>
    public const string Parse = "parse";

    /// <summary>An argument or a result was refused.</summary>
    public const string Validation = "validation";

    /// <summary>A budget was used up.</summary>
    public const string Budget = "budget";

    /// <summary>Someone cancelled; not a fault.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Anything else.</summary>
    public const string Internal = "internal";

    /// <summary>All of them: a label with any other value would not be bounded.</summary>
    public static IReadOnlySet<string> All { get; } = FrozenSet.Create(
        RateLimit, Timeout, Authentication, Permission, ContentFilter, ContextLength, InvalidRequest, ModelNotFound,
        Overloaded, Network, ToolFailure, Parse, Validation, Budget, Cancelled, Internal);
}
