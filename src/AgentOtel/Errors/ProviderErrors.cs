using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace AgentOtel;

/// <summary>
/// Reads the exceptions of the providers' clients, which the kit does not reference: the status from a public property, or
/// else from the message, and the provider's own code from the message and the body. Clients on <c>System.ClientModel</c>
/// (OpenAI, Azure) write <c>HTTP 429 (insufficient_quota: …)</c>, or a line <c>Status: 502 (Bad Gateway)</c> where the body is
/// not the provider's; Anthropic's <c>Status Code: TooManyRequests</c> and the body.
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
        ("Input is too long", new(ErrorCategories.ContextLength)),
        ("maximum context length", new(ErrorCategories.ContextLength)),
        ("exceeds the maximum number of tokens", new(ErrorCategories.ContextLength)),
        ("string_above_max_length", new(ErrorCategories.ContextLength)),
        ("content_filter", new(ErrorCategories.ContentFilter)),
        ("content_policy_violation", new(ErrorCategories.ContentFilter)),
        ("ResponsibleAIPolicyViolation", new(ErrorCategories.ContentFilter)),
        ("model_not_found", new(ErrorCategories.ModelNotFound)),
        ("DeploymentNotFound", new(ErrorCategories.ModelNotFound)),
        ("invalid_api_key", new(ErrorCategories.Authentication)),
        ("API_KEY_INVALID", new(ErrorCategories.Authentication)),
        ("ExpiredTokenException", new(ErrorCategories.Authentication)),
        ("InvalidClientTokenId", new(ErrorCategories.Authentication)),
        ("InvalidSignatureException", new(ErrorCategories.Authentication)),
        ("UnrecognizedClientException", new(ErrorCategories.Authentication)),
        ("authentication_error", new(ErrorCategories.Authentication)),
        ("permission_error", new(ErrorCategories.Permission)),
        ("rate_limit", new(ErrorCategories.RateLimit)),
        ("ServiceQuotaExceededException", new(ErrorCategories.RateLimit)),
        ("ThrottlingException", new(ErrorCategories.RateLimit)),
        ("overloaded_error", new(ErrorCategories.Overloaded)),
        ("timeout_error", new(ErrorCategories.Timeout)),
    ];

    /// <param name="exception">What a client threw.</param>
    /// <param name="isModelCall">Whether a provider of models was called: then a 404 is a model that it has not.</param>
    public static ErrorClassification? Classify(Exception exception, bool isModelCall)
    {
        if (StatusIn(exception) is not { } status)
        {
            // A stream that fails half-way has no status, and Anthropic's client says so by a type of its own.
            return exception.GetType().Name is "AnthropicSseException" ? FromCode(exception) ?? new(ErrorCategories.Overloaded)
                : exception.GetType().Name is "AnthropicIOException" ? new(ErrorCategories.Network)
                : exception.GetType().Name is "AnthropicInvalidDataException" ? new(ErrorCategories.Parse)
                : null;
        }

        if (IsUnreached(status, exception))
        {
            return new(ErrorCategories.Network);
        }

        var category = FromStatus(status, isModelCall || StatusInMessage(exception) is not null);
        return FromCode(exception) ?? (category is null ? null : new(category, status is "402" ? ErrorSeverity.Critical : null));
    }

    public static string? FromStatus(string status, bool isModelCall) => GrpcStatus.ToHttp(status) switch
    {
        "401" => ErrorCategories.Authentication,
        "402" => ErrorCategories.RateLimit,
        "403" => ErrorCategories.Permission,
        "404" when isModelCall => ErrorCategories.ModelNotFound,
        "408" or "504" => ErrorCategories.Timeout,
        "413" when isModelCall => ErrorCategories.ContextLength,
        "429" => ErrorCategories.RateLimit,
        "499" => ErrorCategories.Cancelled,
        ['4', >= '0' and <= '9', >= '0' and <= '9'] => ErrorCategories.InvalidRequest,
        ['5', >= '0' and <= '9', >= '0' and <= '9'] => ErrorCategories.Overloaded,
        _ => null,
    };

    /// <summary>
    /// The HTTP status as a number, or gRPC's by its name; nothing where this is no exception of a provider's client.
    /// </summary>
    public static string? StatusIn(Exception exception) => ClientProperties.Status(exception) ?? StatusInMessage(exception);

    public static string Number(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    private static string? StatusInMessage(Exception exception)
    {
        var type = exception.GetType();
        return type.Name is "ClientResultException" or "RequestFailedException"
            ? After(exception.Message, "HTTP ") ?? AfterLine(exception.Message, "\nStatus: ")
            : type.Namespace is { } name && name.StartsWith("Anthropic", StringComparison.Ordinal)
                ? After(exception.Message, "Status Code: ")
                : null;
    }

    /// <summary>gRPC's client calls it unavailable, too, where nobody answers.</summary>
    private static bool IsUnreached(string status, Exception exception) =>
        status is "UNAVAILABLE" && exception.InnerException is HttpRequestException { StatusCode: null } or SocketException;

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

    private static ErrorClassification? FromCode(Exception exception)
    {
        string[] texts = [exception.GetType().Name, .. ClientProperties.Codes(exception), exception.Message];
        foreach (var (code, means) in Codes)
        {
            if (Array.Exists(texts, text => text.AsSpan(0, Math.Min(text.Length, MaxRead)).Contains(code, StringComparison.Ordinal)))
            {
                return means;
            }
        }

        return null;
    }
}
