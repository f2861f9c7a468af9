using System.Net;

namespace AgentOtel.Tests.Errors;

/// <summary>One failure is one group, however many operations it passes through.</summary>
public sealed class OneFailureTests
{
    [Fact]
    public void Fail_ThroughSeveralOperations_HasOneFingerprintAndOneMeaning()
    {
        using var recorder = new Recorder();

        Assert.Throws<InvalidOperationException>(() => recorder.Telemetry.StartWorkflow("campaign").Run(() =>
            recorder.Telemetry.StartAgent("writer").Run(() =>
                recorder.Telemetry.StartTool("search").Run(() => throw new InvalidOperationException("x")))));

        Assert.Equal(3, recorder.Spans.Count);
        Assert.Single(recorder.Spans.Select(span => span.GetTagItem("agentotel.error.fingerprint")).Distinct());
        Assert.All(recorder.Spans, span => Assert.Equal("tool_failure", span.GetTagItem("agentotel.error.category")));
        Assert.Equal(
            recorder.Span("execute_tool search").GetTagItem("agentotel.error.fingerprint"),
            recorder.Event("agentotel.error").Fields["agentotel.error.fingerprint"]);
    }

    [Fact]
    public void Fail_WithAnExceptionAroundIt_IsInItsGroup()
    {
        using var recorder = new Recorder();
        var inner = new HttpRequestException("x", null, HttpStatusCode.NotFound);

        recorder.Telemetry.StartChat(new("openai", "m")).FailAndEnd(inner);
        recorder.Telemetry.StartAgent("writer").FailAndEnd(new InvalidOperationException("around", inner));

        Assert.Single(recorder.Spans.Select(span => span.GetTagItem("agentotel.error.fingerprint")).Distinct());
        Assert.Single(recorder.Events, e => e.Name == "agentotel.error");
    }

    [Fact]
    public void Fail_AgainWithTheSameException_ReadsItsStackOnce()
    {
        using var recorder = new Recorder();
        var failure = new CountingException();

        foreach (var name in (string[])["a", "b", "c"])
        {
            recorder.Telemetry.StartTool(name).FailAndEnd(failure);
        }

        // Once for the fingerprint, once for the one event.
        Assert.Equal(2, failure.Reads);
    }

    [Fact]
    public void Fail_OfDifferentExceptions_HasAGroupForEachOperation()
    {
        using var recorder = new Recorder();

        recorder.Telemetry.StartTool("a").FailAndEnd(new InvalidOperationException("x"));
        recorder.Telemetry.StartTool("b").FailAndEnd(new InvalidOperationException("x"));

        Assert.Equal(2, recorder.Spans.Select(span => span.GetTagItem("agentotel.error.fingerprint")).Distinct().Count());
    }

    [Fact]
    public void RecordUnhandled_OfWhatAnOperationRecorded_IsInItsGroup()
    {
        using var recorder = new Recorder();
        var failure = new InvalidOperationException("x");

        recorder.Telemetry.StartTask("write").FailAndEnd(failure);
        recorder.Telemetry.RecordUnhandled(failure, "process");

        Assert.Single(
            recorder.Events.Where(e => e.Name == "agentotel.error").Select(e => e.Fields["agentotel.error.fingerprint"]).Distinct());
    }

    private sealed class CountingException : Exception
    {
        public int Reads { get; private set; }

        public override string StackTrace
        {
            get
            {
                Reads++;
                return "   at Shop.Orders.Place(String id)";
            }
        }
    }
}
