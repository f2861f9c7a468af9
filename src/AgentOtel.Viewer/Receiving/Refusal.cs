using Microsoft.AspNetCore.Http;

namespace AgentOtel.Viewer.Receiving;

/// <summary>Why a request is not taken, in the words of HTTP and of gRPC.</summary>
/// <param name="Code">For gRPC, and in the body of HTTP's answer.</param>
/// <param name="HttpStatus">For HTTP.</param>
/// <param name="Message">For whoever reads the sender's log.</param>
internal sealed record Refusal(RpcCode Code, int HttpStatus, string Message)
{
    /// <summary>How long a sender is asked to wait before it tries again.</summary>
    public const int RetrySeconds = 1;

    /// <summary>Whether the same request may be taken later, which OTLP's senders wait for by themselves.</summary>
    public bool IsRetryable { get; private init; }

    /// <summary>Whether it was refused for its encoding, so that the answer says which are taken.</summary>
    public bool IsOfEncoding { get; private init; }

    public static Refusal Malformed(string message) => new(RpcCode.InvalidArgument, StatusCodes.Status400BadRequest, message);

    public static Refusal Unauthenticated(string message) => new(RpcCode.Unauthenticated, StatusCodes.Status401Unauthorized, message);

    /// <summary>gRPC has the same code for what is too large and, marked as retryable, for what comes too fast.</summary>
    public static Refusal TooLarge(int max) => new(
        RpcCode.ResourceExhausted,
        StatusCodes.Status413PayloadTooLarge,
        $"The request is larger than {max} bytes unzipped. Send smaller batches, or raise {ViewerOptions.Section}:{nameof(ViewerOptions.MaxRequestBytes)}.");

    public static Refusal UnknownType(string message) => new(RpcCode.InvalidArgument, StatusCodes.Status415UnsupportedMediaType, message);

    public static Refusal UnknownEncoding(string encoding) => new(
        RpcCode.Unimplemented, StatusCodes.Status415UnsupportedMediaType, $"The encoding \"{encoding}\" is not known. Send gzip, or none.")
    {
        IsOfEncoding = true,
    };

    public static Refusal UnknownPath() => new(
        RpcCode.Unimplemented,
        StatusCodes.Status404NotFound,
        "OTLP/HTTP is taken at /v1/traces, /v1/metrics and /v1/logs, and OTLP/gRPC by the services of the same signals; the page has a port of its own, by default 18888.");

    public static Refusal OtherMethod() => new(RpcCode.Unimplemented, StatusCodes.Status405MethodNotAllowed, "OTLP/HTTP is sent with POST.");

    public static Refusal WrongHost(string message) => new(RpcCode.PermissionDenied, StatusCodes.Status421MisdirectedRequest, message);

    public static Refusal TooMuch() => new(
        RpcCode.ResourceExhausted,
        StatusCodes.Status429TooManyRequests,
        $"More than {ViewerOptions.Section}:{nameof(ViewerOptions.MaxQueuedBytes)} is being received. Try again.")
    {
        IsRetryable = true,
    };

    public static Refusal Unavailable(string message) => new(RpcCode.Unavailable, StatusCodes.Status503ServiceUnavailable, message) { IsRetryable = true };
}
