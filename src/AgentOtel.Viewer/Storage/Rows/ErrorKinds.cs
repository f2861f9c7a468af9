namespace AgentOtel.Viewer.Storage.Rows;

/// <summary>Category and severity of an error whose sender gives none, in the kit's words.</summary>
internal static class ErrorKinds
{
    public static string Category(string type, string? message) => type switch
    {
        "429" => "rate_limit",
        "402" => "rate_limit",
        "timeout" or "408" or "504" => "timeout",
        "401" => "authentication",
        "403" => "permission",
        "413" => "context_length",
        "404" => "model_not_found",
        "content_filter" => "content_filter",
        "cancelled" => "cancelled",
        "tool_error" => "tool_failure",
        { Length: 3 } when type[0] == '4' && char.IsAsciiDigit(type[1]) => "invalid_request",
        { Length: 3 } when type[0] == '5' && char.IsAsciiDigit(type[1]) => "overloaded",
        _ => ByName(type) ?? ByName(message) ?? "internal",
    };

    public static string Severity(string category) => category switch
    {
        "authentication" => "critical",
        "rate_limit" or "timeout" or "cancelled" => "minor",
        _ => "major",
    };

    private static string? ByName(string? text) => text switch
    {
        null => null,
        _ when Has(text, "RateLimit") || Has(text, "rate limit") => "rate_limit",
        _ when Has(text, "Timeout") || Has(text, "timed out") => "timeout",
        _ when Has(text, "Authentication") => "authentication",
        _ when Has(text, "PermissionDenied") => "permission",
        _ when Has(text, "context_length") || Has(text, "ContextLength") || Has(text, "ContextWindow") => "context_length",
        _ when Has(text, "ContentFilter") || Has(text, "content_filter") => "content_filter",
        _ when Has(text, "CancelledError") || Has(text, "OperationCanceled") || Has(text, "TaskCanceled") || Has(text, "AbortError") => "cancelled",
        _ when Has(text, "ConnectionError") || Has(text, "APIConnection") || Has(text, "ECONN") || Has(text, "SocketException") => "network",
        _ when Has(text, "JSONDecode") || Has(text, "JsonException") || Has(text, "SyntaxError") => "parse",
        _ when Has(text, "ValidationError") || Has(text, "ArgumentException") || Has(text, "ValueError") => "validation",
        _ => null,
    };

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
