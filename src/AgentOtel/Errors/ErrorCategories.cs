namespace AgentOtel;

/// <summary>The categories of failures (<c>agentotel.error.category</c>); ours.</summary>
internal static class ErrorCategories
{
    public const string RateLimit = "rate_limit";
    public const string Timeout = "timeout";
    public const string Authentication = "authentication";
    public const string Permission = "permission";
    public const string ContentFilter = "content_filter";
    public const string ContextLength = "context_length";
    public const string InvalidRequest = "invalid_request";
    public const string ModelNotFound = "model_not_found";
    public const string Overloaded = "overloaded";
    public const string Network = "network";
    public const string ToolFailure = "tool_failure";
    public const string Parse = "parse";
    public const string Validation = "validation";
    public const string Budget = "budget";
    public const string Cancelled = "cancelled";
    public const string Internal = "internal";
}
