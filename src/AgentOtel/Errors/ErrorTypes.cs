using System.Net.Http;

namespace AgentOtel;

/// <summary>The value of <c>error.type</c>: an HTTP status where there is one, else the exception's type.</summary>
internal static class ErrorTypes
{
    public static string Of(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: { } status } => ProviderErrors.Number(status),
        _ => ProviderErrors.StatusIn(exception) ?? exception.GetType().FullName ?? exception.GetType().Name,
    };
}
