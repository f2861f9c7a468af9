using System.Globalization;
using System.Net;

namespace AgentOtel;

/// <summary>
/// Reads the exceptions of the providers' clients, which the kit does not reference: status and code stand in the message.
/// Clients on <c>System.ClientModel</c> (OpenAI, Azure) write <c>HTTP 429 (insufficient_quota: …)</c>, or a line
/// <c>Status: 502 (Bad Gateway)</c> where the body is not the provider's; Anthropic's <c>Status Code: TooManyRequests</c> and
/// the body.
/// </summary>
internal static class ProviderErrors
{
    private const int MaxRead = 2000;

    // The first that stands in the message decides: what is narrow comes before what is wide.
    private static readonly (string Code, ErrorClassification Means)[] Codes =
    [
        ("insufficient_quota", new(ErrorCategories.RateLimit, ErrorSeverity.Critical)),
        ("spend_limit_reached", new(ErrorCategories.RateLimit, ErrorSeverity.Critical)),
        ("credit balance is too low", new(ErrorCategories.RateLimit, ErrorSeverity.Critical)),
        ("billing_error", new(ErrorCategories.RateLimit, ErrorSeverity.Critical)),
        ("context_length_exceeded", new(ErrorCategories.ContextLength)),
        ("prompt is too long", new(ErrorCategories.ContextLength)),
        ("string_above_max_length", new(ErrorCategories.ContextLength)),
        ("content_filter", new(ErrorCategories.ContentFilter)),
        ("content_policy_violation", new(ErrorCategories.ContentFilter)),
        ("ResponsibleAIPolicyViolation", new(ErrorCategories.ContentFilter)),
        ("model_not_found", new(ErrorCategories.ModelNotFound)),
        ("DeploymentNotFound", new(ErrorCategories.ModelNotFound)),
        ("invalid_api_key", new(ErrorCategories.Authentication)),
        ("authentication_error", new(ErrorCategories.Authentication)),
        ("permission_error", new(ErrorCategories.Permission)),
        ("rate_limit", new(ErrorCategories.RateLimit)),
        ("overloaded_error", new(ErrorCategories.Overloaded)),
        ("timeout_error", new(ErrorCategories.Timeout)),
    ];

    public static ErrorClassification? Classify(Exception exception)
    {
        if (StatusIn(exception) is not { } status)
        {
            // A stream that fails half-way has no status, and Anthropic's client says so by a type of its own.
            return exception.GetType().Name is "AnthropicSseException" ? FromCode(exception.Message) ?? new(ErrorCategories.Overloaded)
                : exception.GetType().Name is "AnthropicIOException" ? new(ErrorCategories.Network)
                : exception.GetType().Name is "AnthropicInvalidDataException" ? new(ErrorCategories.Parse)
                : null;
        }

        var category = FromStatus(status, isModelCall: true);
        return FromCode(exception.Message) ?? (category is null ? null : new(category, status is "402" ? ErrorSeverity.Critical : null));
    }

    public static string? FromStatus(string status, bool isModelCall) => status switch
    {
        "401" => ErrorCategories.Authentication,
        "402" => ErrorCategories.RateLimit,
        "403" => ErrorCategories.Permission,
        "404" when isModelCall => ErrorCategories.ModelNotFound,
        "408" or "504" => ErrorCategories.Timeout,
        "413" when isModelCall => ErrorCategories.ContextLength,
        "429" => ErrorCategories.RateLimit,
        ['4', >= '0' and <= '9', >= '0' and <= '9'] => ErrorCategories.InvalidRequest,
        ['5', >= '0' and <= '9', >= '0' and <= '9'] => ErrorCategories.Overloaded,
        _ => null,
    };

    /// <summary>The status as a number, or nothing where this is no exception of a provider's client.</summary>
    public static string? StatusIn(Exception exception)
    {
        var type = exception.GetType();
        return type.Name is "ClientResultException" or "RequestFailedException" ? After(exception.Message, "HTTP ") ?? AfterLine(exception.Message, "\nStatus: ")
            : type.Namespace is { } name && name.StartsWith("Anthropic", StringComparison.Ordinal) ? After(exception.Message, "Status Code: ")
            : null;
    }

    public static string Number(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private static string? AfterLine(string message, string line) =>
        message.IndexOf(line, StringComparison.Ordinal) is >= 0 and var at ? After(message[at..], line) : null;

    private static string? After(string message, string prefix)
    {
        if (!message.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var word = message[prefix.Length..].Split([' ', '\n', '\r'], 2)[0];
        return word is [>= '1' and <= '5', >= '0' and <= '9', >= '0' and <= '9'] ? word
            : Enum.TryParse<HttpStatusCode>(word, out var status) ? Number(status)
            : null;
    }

    private static ErrorClassification? FromCode(string message)
    {
        var read = message.AsSpan(0, Math.Min(message.Length, MaxRead));
        foreach (var (code, means) in Codes)
        {
            if (read.Contains(code, StringComparison.Ordinal))
            {
                return means;
            }
        }

        return null;
    }
}
