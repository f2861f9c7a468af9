namespace AgentOtel.AspNetCore;

/// <summary>The methods that the HTTP conventions know; any other is <c>_OTHER</c>.</summary>
internal static class RequestMethods
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "QUERY",
    };

    public static string Of(string method) => Known.Contains(method) ? method : "_OTHER";
}
