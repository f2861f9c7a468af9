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

    public static Refusal Malformed(string message) => new(RpcCode.InvalidArgument, StatusCodes.Status400BadRequest, message);

    public static Refusal Unauthenticated(string message) => new(RpcCode.Unauthenticated, StatusCodes.Status401Unauthorized, message);

    /// <summary>gRPC has the same code for what is too large and, marked as retryable, for what comes too fast.</summary>
    public static Refusal TooLarge(int max) => new(
        RpcCode.ResourceExhausted,
        StatusCodes.Status413PayloadTooLarge,
        $"The request is larger than {max} bytes unzipped. Send smaller batches, or raise {ViewerOptions.Section}:{nameof(ViewerOptions.MaxRequestBytes)}.");

    public static Refusal UnknownType(string message) => new(RpcCode.InvalidArgument, StatusCodes.Status415UnsupportedMediaType, message);

    public static Refusal UnknownEncoding(string encoding) => new(
        RpcCode.Unimplemented, StatusCodes.Status415UnsupportedMediaType, $"The encoding \"{encoding}\" is not known. Send gzip, or none.");

    public static Refusal TooMuch() => new(
        RpcCode.ResourceExhausted,
        StatusCodes.Status429TooManyRequests,
        $"More than {ViewerOptions.Section}:{nameof(ViewerOptions.MaxQueuedBytes)} is being received. Try again.")
    {
        IsRetryable = true,
    };

    public static Refusal Unavailable(string message) => new(RpcCode.Unavailable, StatusCodes.Status503ServiceUnavailable, message) { IsRetryable = true };
}
