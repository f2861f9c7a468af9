using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ModelSimulator;

/// <summary>Decides which requests fail, and fails them as a provider does.</summary>
internal sealed class Faults(ModelSimulatorOptions options)
{
    public const string RateLimit = "rate_limit";
    public const string ServerError = "server_error";
    public const string Timeout = "timeout";
    public const string CutStream = "cut_stream";
    public const string MalformedJson = "malformed_json";

    private const string Header = "x-simulator-fault";
    private const int MaxRemembered = 10_000;

    private static readonly string[] All = [RateLimit, ServerError, Timeout, CutStream, MalformedJson];

    // By their hash: bodies are long, and would stay.
    private readonly ConcurrentDictionary<UInt128, int> _seen = [];

    /// <summary>The fault of this request, if any. The same request asked again draws anew, so that a retry may succeed.</summary>
    /// <param name="request">The request, which may ask for a fault by its header.</param>
    /// <param name="body">Its body.</param>
    /// <param name="subject">What the user wrote first; a fault named in it comes once.</param>
    /// <param name="isStream">Whether chunks are asked for: only those can be cut.</param>
    public string? Of(HttpRequest request, string body, string subject = "", bool isStream = false)
    {
        if (request.Headers.TryGetValue(Header, out var asked))
        {
            return asked.ToString() is "none"
                ? null
                : All.FirstOrDefault(fault => fault == asked.ToString())
                    ?? throw new ArgumentException($"{Header} {asked} is not a fault: {string.Join(", ", All)} or none.");
        }

        if (_seen.Count > MaxRemembered)
        {
            _seen.Clear();
        }

        if (All.FirstOrDefault(fault => subject.Contains($"[fault:{fault}]", StringComparison.Ordinal)) is { } named
            && (isStream || named != CutStream)
            && _seen.TryAdd(Hash(subject), 1))
        {
            return named;
        }

        var times = _seen.AddOrUpdate(Hash(body), 1, static (_, before) => before + 1);
        var draw = new Draw(options.Seed, $"{times}:{body}");
        return draw.Fraction() < options.FaultRate ? draw.Pick(All) : null;
    }

    /// <summary>Fails before an answer begins; a stream that is cut fails later.</summary>
    /// <returns>Whether the request is done with.</returns>
    public async Task<bool> FailAsync(HttpContext context, string? fault)
    {
        switch (fault)
        {
            case RateLimit:
                context.Response.Headers.RetryAfter = "1";
                await ErrorAsync(context, 429, "Rate limit reached for requests", "requests", "rate_limit_exceeded");
                return true;
            case ServerError:
                await ErrorAsync(context, 500, "The server had an error while processing your request", "server_error", null);
                return true;
            case Timeout:
                await Task.Delay(options.HangFor, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                context.Abort();
                return true;
            case MalformedJson:
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("""{"id":"chatcmpl-broken","object":"chat.completion","choices":[{"index":0,"mess""");
                return true;
            default:
                return false;
        }
    }

    private static UInt128 Hash(string text) => BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static Task ErrorAsync(HttpContext context, int status, string message, string type, string? code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = null, ["code"] = code },
        });
    }
}
