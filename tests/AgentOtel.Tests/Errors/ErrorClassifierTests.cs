using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Errors;

public sealed class ErrorClassifierTests
{
    public static TheoryData<string, Exception, string, string> Exceptions => new()
    {
        { "timeout", new TimeoutException(), "timeout", "minor" },
        { "client timeout", new TaskCanceledException("t", new TimeoutException()), "timeout", "minor" },
        {
            "client model timeout",
            new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout of 0:00:01."),
            "timeout",
            "minor"
        },
        { "cancelled", new OperationCanceledException(), "cancelled", "minor" },
        { "refused", new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), "network", "major" },
        { "socket", new SocketException((int)SocketError.ConnectionReset), "network", "major" },
        { "socket timeout", new SocketException((int)SocketError.TimedOut), "timeout", "minor" },
        { "connect timeout", new HttpRequestException("x", new SocketException((int)SocketError.TimedOut)), "timeout", "minor" },
        { "policy's timeout", new TimeoutRejectedException(), "timeout", "minor" },
        { "json", new JsonException(), "parse", "major" },
        { "format", new FormatException(), "parse", "major" },
        { "argument", new ArgumentOutOfRangeException("x"), "validation", "major" },
        { "denied", new UnauthorizedAccessException(), "permission", "major" },
        { "429", new HttpRequestException("x", null, HttpStatusCode.TooManyRequests), "rate_limit", "minor" },
        { "401", new HttpRequestException("x", null, HttpStatusCode.Unauthorized), "authentication", "critical" },
        { "404 of a tool", new HttpRequestException("x", null, HttpStatusCode.NotFound), "invalid_request", "major" },
        { "unknown", new InvalidOperationException(), "tool_failure", "major" },
        { "inside", new InvalidOperationException("x", new IOException("y", new TimeoutException())), "timeout", "minor" },
        { "several", new AggregateException(new OperationCanceledException(), new TimeoutException()), "timeout", "minor" },
        { "all cancelled", new AggregateException(new OperationCanceledException(), new TaskCanceledException()), "cancelled", "minor" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Fail_WithAnExceptionOfDotNet_KnowsIt(string name, Exception exception, string category, string severity)
    {
        using var recorder = new Recorder();

        recorder.Telemetry.StartTool(name).FailAndEnd(exception);

        var span = recorder.Span($"execute_tool {name}");
        Assert.Equal(category, span.GetTagItem("agentotel.error.category"));
        Assert.Equal(severity, span.GetTagItem("agentotel.error.severity"));
    }

    [Fact]
    public void Fail_WithAUsedUpBudget_IsTheBudget()
    {
        var options = new AgentTelemetryOptions { Budgets = { new Budget("day", BudgetPeriod.Day) { LimitTokens = 1 } } };
        using var recorder = new Recorder(options);
        using (var call = recorder.Telemetry.StartChat(new("openai", "gpt-4.1")))
        {
            call.SetResponse(new() { Usage = new() { InputTokens = 10 } });
        }

        var refused = Record.Exception(recorder.Telemetry.EnsureWithinBudget);
        recorder.Telemetry.StartTask("write").FailAndEnd(refused!);

        Assert.Equal("budget", recorder.Span("execute_task write").GetTagItem("agentotel.error.category"));
    }

    [Fact]
    public void Fail_WithARuleOfTheApps_FollowsIt()
    {
        var options = new AgentTelemetryOptions
        {
            ErrorRules =
            {
                _ => throw new InvalidOperationException("a rule that fails"),
                exception => exception is KeyNotFoundException ? new(ErrorCategories.Validation, ErrorSeverity.Critical) : null,
                exception => exception is IOException ? new("made_up") : null,
            },
        };
        using var recorder = new Recorder(options);

        recorder.Telemetry.StartTool("ruled").FailAndEnd(new InvalidOperationException("x", new KeyNotFoundException()));
        recorder.Telemetry.StartTool("unbounded").FailAndEnd(new IOException());

        Assert.Equal("validation", recorder.Span("execute_tool ruled").GetTagItem("agentotel.error.category"));
        Assert.Equal("critical", recorder.Span("execute_tool ruled").GetTagItem("agentotel.error.severity"));
        Assert.Equal("internal", recorder.Span("execute_tool unbounded").GetTagItem("agentotel.error.category"));
    }

    [Fact]
    public void Fail_WithASeverityOfTheApps_TakesIt()
    {
        using var recorder = new Recorder(new() { ErrorSeverities = { ["timeout"] = ErrorSeverity.Critical } });

        recorder.Telemetry.StartTool("slow").FailAndEnd(new TimeoutException());

        Assert.Equal("critical", recorder.Measurement("agentotel.errors").Tags["agentotel.error.severity"]);
        Assert.Equal(LogLevel.Critical, recorder.Event("agentotel.error").Level);
    }

    [Fact]
    public void RecordUnhandled_OfWhatAnOperationRecorded_IsCriticalAndOnce()
    {
        using var recorder = new Recorder();
        var failure = new InvalidOperationException("x");
        recorder.Telemetry.StartTask("write").FailAndEnd(failure);

        recorder.Telemetry.RecordUnhandled(failure, "process");
        recorder.Telemetry.RecordUnhandled(new AggregateException(failure), "task");
        recorder.Telemetry.RecordError(failure);

        Assert.Equal(
            ["major", "critical"],
            recorder.Events.Where(e => e.Name == "agentotel.error").Select(e => e.Fields["agentotel.error.severity"]));
        Assert.Equal("process", recorder.Events.Last(e => e.Name == "agentotel.error").Fields["agentotel.error.unhandled"]);
        Assert.Equal(2, recorder.Sum("agentotel.errors"));
    }

    [Fact]
    public void RecordError_OutsideOfAnyOperation_CountsAndSaysSo()
    {
        using var recorder = new Recorder();

        recorder.Telemetry.RecordError(new TimeoutException("canary"));

        var said = recorder.Event("agentotel.error");
        Assert.Equal(LogLevel.Warning, said.Level);
        Assert.Equal("System.TimeoutException", said.Fields["error.type"]);
        Assert.NotNull(said.Fields["agentotel.error.fingerprint"]);
        Assert.DoesNotContain(said.Fields.Values, value => $"{value}".Contains("canary", StringComparison.Ordinal));
        Assert.Equal("timeout", recorder.Measurement("agentotel.errors").Tags["agentotel.error.category"]);
    }

    /// <summary>As Polly names it.</summary>
    private sealed class TimeoutRejectedException : Exception;
}
