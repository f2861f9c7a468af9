using System.Globalization;
using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;

namespace AgentOtel;

/// <summary>Puts a failure into a category, from the exception and those inside it.</summary>
internal static class ErrorClassifier
{
    private const int MaxDepth = 10;

    /// <param name="exception">What was thrown.</param>
    /// <param name="unknown">The category where the exception tells nothing.</param>
    public static ErrorFacts Classify(Exception exception, string unknown)
    {
        var cause = exception;
        for (var depth = 0; cause is not null && depth < MaxDepth; depth++)
        {
            if (Known(cause) is { } category)
            {
                return new(TypeOf(cause), category, Severity(category));
            }

            cause = cause.InnerException;
        }

        return new(TypeOf(exception), unknown, Severity(unknown));
    }

    public static ErrorFacts FromType(string errorType, string unknown)
    {
        var type = string.IsNullOrWhiteSpace(errorType) ? "_OTHER" : errorType;
        var category = type switch
        {
            "timeout" => ErrorCategories.Timeout,
            "cancelled" => ErrorCategories.Cancelled,
            "rate_limit" => ErrorCategories.RateLimit,
            _ => FromStatus(type) ?? unknown,
        };
        return new(type, category, Severity(category));
    }

    private static string? Known(Exception exception) => exception switch
    {
        TimeoutException => ErrorCategories.Timeout,
        OperationCanceledException { InnerException: TimeoutException } => ErrorCategories.Timeout,
        OperationCanceledException => ErrorCategories.Cancelled,
        HttpRequestException { StatusCode: { } status } => FromStatus(((int)status).ToString(CultureInfo.InvariantCulture)),
        HttpRequestException or HttpIOException or SocketException => ErrorCategories.Network,
        _ when StatusIn(exception) is { } status => FromStatus(status),
        JsonException or FormatException => ErrorCategories.Parse,
        ArgumentException => ErrorCategories.Validation,
        UnauthorizedAccessException => ErrorCategories.Permission,
        _ => null,
    };

    private static string? FromStatus(string status) => status switch
    {
        "401" => ErrorCategories.Authentication,
        "403" => ErrorCategories.Permission,
        "404" => ErrorCategories.ModelNotFound,
        "408" or "504" => ErrorCategories.Timeout,
        "429" => ErrorCategories.RateLimit,
        "503" or "529" => ErrorCategories.Overloaded,
        ['4', _, _] => ErrorCategories.InvalidRequest,
        ['5', _, _] => ErrorCategories.Overloaded,
        _ => null,
    };

    private static string TypeOf(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        _ when StatusIn(exception) is { } status => status,
        _ => exception.GetType().FullName ?? exception.GetType().Name,
    };

    /// <summary>
    /// The status in the message of a client built on <c>System.ClientModel</c>, which the kit does not reference: it
    /// begins <c>HTTP 429 (</c>.
    /// </summary>
    private static string? StatusIn(Exception exception) =>
        exception.GetType().Name is "ClientResultException" && exception.Message.StartsWith("HTTP ", StringComparison.Ordinal)
        && exception.Message.Length > 8 && exception.Message.AsSpan(5, 3).IndexOfAnyExceptInRange('0', '9') < 0
            ? exception.Message.Substring(5, 3)
            : null;

    private static string Severity(string category) => category switch
    {
        ErrorCategories.Cancelled or ErrorCategories.RateLimit or ErrorCategories.Timeout => "minor",
        _ => "major",
    };
}
