using System.Collections.Concurrent;

namespace ModelSimulator;

/// <summary>The headers of the last requests: what a provider gets to see.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 1000;

    private static readonly string[] Secrets = ["auth", "key", "token", "cookie", "secret"];

    private readonly ConcurrentQueue<LoggedRequest> _requests = [];

    public IReadOnlyCollection<LoggedRequest> All => [.. _requests];

    public void Add(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments("/v1"))
        {
            return;
        }

        _requests.Enqueue(new LoggedRequest(request.Path, request.Headers.ToDictionary(
            header => header.Key,
            header =>
                Secrets.Any(secret => header.Key.Contains(secret, StringComparison.OrdinalIgnoreCase)) ? "***" : header.Value.ToString())));
        while (_requests.Count > Capacity)
        {
            _requests.TryDequeue(out _);
        }
    }
}

internal sealed record LoggedRequest(string Path, Dictionary<string, string> Headers);
