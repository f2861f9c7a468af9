using System.Text.Json;

namespace ModelSimulator;

/// <summary>Answers a request that cannot be read as a provider does: 400, and what is wrong.</summary>
internal static class BadRequests
{
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted
            && exception is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            await Faults.ErrorAsync(context, 400, exception.Message, "invalid_request_error", null);
        }
    }
}
