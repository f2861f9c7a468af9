using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AgentOtel;

/// <summary>
/// Puts a failure into a category with a severity, from the exception and those inside it: the app's own rules first, then
/// what is known of the providers' clients and of .NET. What is said once of an exception is said of it again.
/// </summary>
/// <param name="rules">The rules that are asked first, in this order.</param>
/// <param name="severities">The severity of a category, where it is not the usual one.</param>
internal sealed class ErrorClassifier(IEnumerable<ErrorRule> rules, IEnumerable<KeyValuePair<string, ErrorSeverity>> severities)
{
    private const int MaxVisited = 20;

    private readonly ErrorRule[] _rules = [.. rules];
    private readonly Dictionary<string, ErrorSeverity> _severities = new(severities, StringComparer.Ordinal);
    private readonly ConditionalWeakTable<Exception, ErrorFacts> _said = [];

    /// <summary>
    /// The facts of an exception: those of its first operation in every operation that it passes through. One that wraps an
    /// exception of which facts are known is in its group.
    /// </summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="unknown">The category where the exception tells nothing.</param>
    /// <param name="operation">The name of what failed; a part of the fingerprint.</param>
    /// <param name="isModelCall">Whether a provider of models was called: then a 404 is a model that it has not.</param>
    public ErrorFacts Classify(Exception exception, string unknown, string? operation = null, bool isModelCall = false)
    {
        if (_said.TryGetValue(exception, out var said))
        {
            return said;
        }

        var inner = SaidInside(exception);
        var left = MaxVisited;
        var facts = Find(exception, isModelCall, ref left) ?? Facts(ErrorTypes.Of(exception), new(inner?.Category ?? unknown));
        facts = facts with
        {
            Fingerprint = inner?.Fingerprint ?? ErrorFingerprint.Of(facts.Type, facts.Category, operation, exception),
        };
        return _said.GetValue(exception, _ => facts);
    }

    /// <summary>The facts of a failure without an exception.</summary>
    public ErrorFacts FromType(string errorType, string unknown, string? operation)
    {
        var type = string.IsNullOrWhiteSpace(errorType) ? "_OTHER" : errorType;
        var category = ErrorCategories.All.Contains(type) ? type : ProviderErrors.FromStatus(type, isModelCall: true) ?? unknown;
        return Facts(type, new(category)) with { Fingerprint = ErrorFingerprint.Of(type, category, operation, null) };
    }

    /// <summary>An exception that nobody handles.</summary>
    public ErrorFacts Unhandled(Exception exception) =>
        Classify(exception, ErrorCategories.Internal) with { Severity = Name(ErrorSeverity.Critical) };

    private static ErrorClassification? Known(Exception exception, bool isModelCall) => exception switch
    {
        TimeoutException => new(ErrorCategories.Timeout),
        OperationCanceledException cancelled => new(IsTimeout(cancelled) ? ErrorCategories.Timeout : ErrorCategories.Cancelled),
        HttpRequestException { StatusCode: { } status } => Of(ProviderErrors.FromStatus(ProviderErrors.Number(status), isModelCall)),
        SocketException { SocketErrorCode: SocketError.TimedOut } => new(ErrorCategories.Timeout),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.TimedOut } } => new(ErrorCategories.Timeout),
        HttpRequestException or HttpIOException or SocketException => new(ErrorCategories.Network),
        JsonException or FormatException => new(ErrorCategories.Parse),
        ArgumentException => new(ErrorCategories.Validation),
        UnauthorizedAccessException => new(ErrorCategories.Permission),
        _ => ProviderErrors.Classify(exception, isModelCall) ?? exception.GetType().Name switch
        {
            "ValidationException" => new(ErrorCategories.Validation),
            "TimeoutRejectedException" => new(ErrorCategories.Timeout),
            _ => null,
        },
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

    private ErrorFacts? SaidInside(Exception exception)
    {
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (_said.TryGetValue(inner, out var said))
            {
                return said;
            }
        }

        return null;
    }

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
