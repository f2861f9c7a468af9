using System.Net.Http;
using System.Net.Sockets;
using System.Text.Json;

namespace AgentOtel;

/// <summary>
/// Puts a failure into a category with a severity, from the exception and those inside it: the app's own rules first, then
/// what is known of the providers' clients and of .NET.
/// </summary>
internal sealed class ErrorClassifier(IEnumerable<ErrorRule> rules, IDictionary<string, ErrorSeverity> severities)
{
    private const int MaxVisited = 20;

    private readonly ErrorRule[] _rules = [.. rules];
    private readonly Dictionary<string, ErrorSeverity> _severities = new(severities, StringComparer.Ordinal);

    /// <param name="exception">What was thrown.</param>
    /// <param name="unknown">The category where the exception tells nothing.</param>
    /// <param name="isModelCall">Whether a provider of models was called: then a 404 is a model that it has not.</param>
    public ErrorFacts Classify(Exception exception, string unknown, bool isModelCall = false)
    {
        var left = MaxVisited;
        var found = Find(exception, isModelCall, ref left);
        return found ?? Facts(ErrorTypes.Of(exception), new(unknown));
    }

    public ErrorFacts FromType(string errorType, string unknown)
    {
        var type = string.IsNullOrWhiteSpace(errorType) ? "_OTHER" : errorType;
        var category = ErrorCategories.All.Contains(type) ? type : ProviderErrors.FromStatus(type, isModelCall: true) ?? unknown;
        return Facts(type, new(category));
    }

    /// <summary>An exception that nobody handles.</summary>
    public ErrorFacts Unhandled(Exception exception) =>
        Classify(exception, ErrorCategories.Internal) with { Severity = Name(ErrorSeverity.Critical) };

    private static ErrorClassification? Known(Exception exception, bool isModelCall) => exception switch
    {
        BudgetExceededException => new(ErrorCategories.Budget),
        TimeoutException => new(ErrorCategories.Timeout),
        OperationCanceledException cancelled => new(IsTimeout(cancelled) ? ErrorCategories.Timeout : ErrorCategories.Cancelled),
        HttpRequestException { StatusCode: { } status } => Of(ProviderErrors.FromStatus(ProviderErrors.Number(status), isModelCall)),
        SocketException { SocketErrorCode: SocketError.TimedOut } => new(ErrorCategories.Timeout),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } } => new(ErrorCategories.Timeout),
        HttpRequestException or HttpIOException or SocketException => new(ErrorCategories.Network),
        JsonException or FormatException => new(ErrorCategories.Parse),
        ArgumentException => new(ErrorCategories.Validation),
        UnauthorizedAccessException => new(ErrorCategories.Permission),
        _ when exception.GetType().Name is "ValidationException" => new(ErrorCategories.Validation),
        _ when exception.GetType().Name is "TimeoutRejectedException" => new(ErrorCategories.Timeout),
        _ => ProviderErrors.Classify(exception),
    };

    private static ErrorClassification? Of(string? category) => category is null ? null : new(category);

    /// <summary><c>HttpClient</c> puts the timeout inside; <c>System.ClientModel</c> says it in words.</summary>
    private static bool IsTimeout(OperationCanceledException exception) =>
        exception.InnerException is TimeoutException
        || exception.Message.Contains("exceeded the configured timeout", StringComparison.Ordinal);

    private static string Name(ErrorSeverity severity) => severity switch
    {
        ErrorSeverity.Critical => "critical",
        ErrorSeverity.Minor => "minor",
        _ => "major",
    };

    private static ErrorSeverity Severity(string category) => category switch
    {
        ErrorCategories.Authentication => ErrorSeverity.Critical,
        ErrorCategories.Cancelled or ErrorCategories.RateLimit or ErrorCategories.Timeout => ErrorSeverity.Minor,
        _ => ErrorSeverity.Major,
    };

    /// <summary>The outermost exception that tells something; of several side by side, a cancellation only where all are.</summary>
    private ErrorFacts? Find(Exception? exception, bool isModelCall, ref int left)
    {
        if (exception is null || left-- == 0)
        {
            return null;
        }

        if ((Ruled(exception) ?? Known(exception, isModelCall)) is { } found)
        {
            return Facts(ErrorTypes.Of(exception), found);
        }

        if (exception is not AggregateException several)
        {
            return Find(exception.InnerException, isModelCall, ref left);
        }

        ErrorFacts? cancellation = null;
        foreach (var inner in several.InnerExceptions)
        {
            var facts = Find(inner, isModelCall, ref left);
            if (facts is { IsCancellation: false })
            {
                return facts;
            }

            cancellation ??= facts;
        }

        return cancellation;
    }

    private ErrorClassification? Ruled(Exception exception)
    {
        foreach (var rule in _rules)
        {
            try
            {
                if (rule(exception) is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception)
            {
                // The rule is the app's: one that fails must not hide the failure that is being recorded.
                continue;
            }
        }

        return null;
    }

    private ErrorFacts Facts(string type, ErrorClassification found)
    {
        var category = ErrorCategories.All.Contains(found.Category) ? found.Category : ErrorCategories.Internal;
        var severity = _severities.TryGetValue(category, out var configured) ? configured : found.Severity ?? Severity(category);
        return new(type, category, Name(severity));
    }
}
