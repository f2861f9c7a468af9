using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Google;
using Google.Apis.Requests;
using Grpc.Core;
using Microsoft.SemanticKernel;

namespace AgentOtel.Tests.Errors;

/// <summary>Exceptions of clients that the kit knows nothing of, read by the shape of their public properties.</summary>
public sealed class StatusPropertyTests
{
    [Theory]
    [InlineData(429, "ThrottlingException", "Too many tokens, please wait before trying again.", "rate_limit", "minor")]
    [InlineData(400, "ServiceQuotaExceededException", "Your request exceeds the quota.", "rate_limit", "minor")]
    [InlineData(400, "ValidationException", "Input is too long for requested model.", "context_length", "major")]
    [InlineData(400, "ValidationException", "Malformed input request.", "invalid_request", "major")]
    [InlineData(403, "AccessDeniedException", "You don't have access to the model.", "permission", "major")]
    [InlineData(403, "ExpiredTokenException", "The security token included in the request is expired", "authentication", "critical")]
    [InlineData(404, "ResourceNotFoundException", "Could not resolve the foundation model.", "model_not_found", "major")]
    [InlineData(408, "ModelTimeoutException", "The model took too long.", "timeout", "minor")]
    [InlineData(503, "ServiceUnavailableException", "Try again.", "overloaded", "major")]
    public void Fail_WithWhatBedrocksClientThrows_KnowsIt(int status, string code, string message, string category, string severity) =>
        AssertRecorded(
            new AmazonServiceException(message, null, ErrorType.Unknown, code, "id", (HttpStatusCode)status),
            $"{status}",
            category,
            severity);

    [Theory]
    [InlineData(429, "Resource has been exhausted (e.g. check quota).", "rate_limit", "minor")]
    [InlineData(400, "API key not valid. Please pass a valid API key. [API_KEY_INVALID]", "authentication", "critical")]
    [InlineData(400, "The input token count (1100000) exceeds the maximum number of tokens allowed (1048576).", "context_length", "major")]
    [InlineData(500, "An internal error has occurred.", "overloaded", "major")]
    public void Fail_WithWhatGooglesClientThrows_KnowsIt(int status, string message, string category, string severity) =>
        AssertRecorded(
            new GoogleApiException("aiplatform", message)
            {
                HttpStatusCode = (HttpStatusCode)status,
                Error = new RequestError { Code = status },
            },
            $"{status}",
            category,
            severity);

    [Theory]
    [InlineData(429, "", "rate_limit", "minor")]
    [InlineData(429, """{"error":{"code":"insufficient_quota"}}""", "rate_limit", "critical")]
    [InlineData(400, """{"error":{"code":"content_filter"}}""", "content_filter", "major")]
    [InlineData(401, "", "authentication", "critical")]
    public void Fail_WithWhatSemanticKernelThrows_KnowsIt(int status, string body, string category, string severity) =>
        AssertRecorded(
            new HttpOperationException((HttpStatusCode)status, body, "Service request failed.", null), $"{status}", category, severity);

    [Theory]
    [InlineData(StatusCode.Cancelled, "CANCELLED", "cancelled", "minor")]
    [InlineData(StatusCode.Unknown, "UNKNOWN", "overloaded", "major")]
    [InlineData(StatusCode.InvalidArgument, "INVALID_ARGUMENT", "invalid_request", "major")]
    [InlineData(StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED", "timeout", "minor")]
    [InlineData(StatusCode.NotFound, "NOT_FOUND", "model_not_found", "major")]
    [InlineData(StatusCode.AlreadyExists, "ALREADY_EXISTS", "invalid_request", "major")]
    [InlineData(StatusCode.PermissionDenied, "PERMISSION_DENIED", "permission", "major")]
    [InlineData(StatusCode.ResourceExhausted, "RESOURCE_EXHAUSTED", "rate_limit", "minor")]
    [InlineData(StatusCode.FailedPrecondition, "FAILED_PRECONDITION", "invalid_request", "major")]
    [InlineData(StatusCode.Aborted, "ABORTED", "invalid_request", "major")]
    [InlineData(StatusCode.OutOfRange, "OUT_OF_RANGE", "invalid_request", "major")]
    [InlineData(StatusCode.Unimplemented, "UNIMPLEMENTED", "invalid_request", "major")]
    [InlineData(StatusCode.Internal, "INTERNAL", "overloaded", "major")]
    [InlineData(StatusCode.Unavailable, "UNAVAILABLE", "overloaded", "major")]
    [InlineData(StatusCode.DataLoss, "DATA_LOSS", "overloaded", "major")]
    [InlineData(StatusCode.Unauthenticated, "UNAUTHENTICATED", "authentication", "critical")]
    public void Fail_WithWhatGrpcsClientThrows_KnowsIt(StatusCode status, string type, string category, string severity) =>
        AssertRecorded(new RpcException(new Status(status, "no words of it")), type, category, severity);

    [Fact]
    public void Fail_WhereGrpcReachesNobody_IsTheNetwork() => AssertRecorded(
        new RpcException(
            new Status(
                StatusCode.Unavailable, "x", new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)))),
        "UNAVAILABLE",
        "network",
        "major");

    [Fact]
    public void Fail_WithAStatusInsideOfAnotherException_FindsIt() => AssertRecorded(
        new InvalidOperationException("x", new HttpOperationException(HttpStatusCode.TooManyRequests, "", "x", null)),
        "429",
        "rate_limit",
        "minor");

    [Theory]
    [InlineData(429, "429", "rate_limit")]
    [InlineData(404, "404", "model_not_found")]
    [InlineData(0, "AgentOtel.Tests.Errors.StatusPropertyTests+NumberedException", "internal")]
    [InlineData(200, "AgentOtel.Tests.Errors.StatusPropertyTests+NumberedException", "internal")]
    [InlineData(7, "AgentOtel.Tests.Errors.StatusPropertyTests+NumberedException", "internal")]
    public void Fail_WithANumber_CountsWhatIsAnError(int status, string type, string category) =>
        AssertRecorded(new NumberedException { Status = status }, type, category, null);

    [Fact]
    public void Fail_WithAPropertyThatIsNoStatus_IgnoresIt()
    {
        const string Prefix = "AgentOtel.Tests.Errors.StatusPropertyTests+";
        AssertRecorded(new WordedException(), Prefix + "WordedException", "internal", "major");
        AssertRecorded(new FailingException(), Prefix + "FailingException", "internal", "major");
        AssertRecorded(new WebException("x", WebExceptionStatus.Timeout), "System.Net.WebException", "internal", "major");
        AssertRecorded(new HidingException { Status = 5, StatusCode = HttpStatusCode.ServiceUnavailable }, "503", "overloaded", "major");
    }

    private static void AssertRecorded(Exception failure, string type, string category, string? severity)
    {
        using var recorder = new Recorder();
        recorder.Telemetry.StartChat(new("test", "m")).FailAndEnd(failure);

        var span = recorder.Span("chat m");
        Assert.Equal((type, category), (span.GetTagItem("error.type"), span.GetTagItem("agentotel.error.category")));
        Assert.Equal(severity ?? span.GetTagItem("agentotel.error.severity"), span.GetTagItem("agentotel.error.severity"));
    }

    private class NumberedException : Exception
    {
        public int Status { get; init; }
    }

    private sealed class HidingException : NumberedException
    {
        public HttpStatusCode? StatusCode { get; init; }
    }

    private sealed class WordedException : Exception
    {
        public string Status { get; } = "429";
    }

    private sealed class FailingException : Exception
    {
        public int StatusCode => Message.Length > 0 ? throw new InvalidOperationException("x") : 0;
    }
}
