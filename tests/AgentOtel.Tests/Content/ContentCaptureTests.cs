using System.Diagnostics;
using System.Text.Json;

namespace AgentOtel.Tests.Content;

public sealed class ContentCaptureTests
{
    private const string Mail = "ada@example.com";

    [Theory]
    [InlineData(null, false, false)]
    [InlineData("false", false, false)]
    [InlineData("NO_CONTENT", false, false)]
    [InlineData("ture", false, false)]
    [InlineData("true", true, false)]
    [InlineData("True", true, false)]
    [InlineData("1", true, false)]
    [InlineData("SPAN_ONLY", true, false)]
    [InlineData("span-only", true, false)]
    [InlineData("EVENT_ONLY", false, true)]
    [InlineData("SPAN_AND_EVENT", true, true)]
    [InlineData(" span_and_event ", true, true)]
    public void Parse_OfEachSpelling_MeansTheSameAsElsewhere(string? value, bool onSpans, bool onEvents)
    {
        var capture = ContentCaptureVariable.Parse(value);

        Assert.Equal(onSpans, capture.HasFlag(ContentCapture.Spans));
        Assert.Equal(onEvents, capture.HasFlag(ContentCapture.Events));
    }

    [Fact]
    public void SetInput_WithCaptureOff_RecordsTheShapeAlone()
    {
        using var recorder = new Recorder();

        Talk(recorder);

        Assert.Null(recorder.Span("chat gpt-4.1").GetTagItem("gen_ai.input.messages"));
        Assert.DoesNotContain(recorder.Events, e => e.Name == "gen_ai.client.inference.operation.details");
        var completed = recorder.Event("agentotel.model.completed").Fields;
        Assert.Equal("messages, 2 items, 29 chars", completed["agentotel.input.summary"]);
        Assert.Equal("string, 28 chars, 28 bytes", completed["agentotel.output.summary"]);
    }

    [Fact]
    public void SetInput_CapturedOnSpans_IsTheConventionsJsonRedacted()
    {
        using var recorder = new Recorder(new() { ContentCapture = ContentCapture.Spans });

        Talk(recorder);

        var span = recorder.Span("chat gpt-4.1");
        Assert.Equal(
            """[{"role":"system","parts":[{"type":"text","content":"Be brief."}]},{"role":"user","parts":[{"type":"text","content":"I am """
                + """[redacted]"},{"type":"tool_call_response","id":"c1","response":{"rows":2,"password":"[redacted]"}}]}]""",
            span.GetTagItem("gen_ai.input.messages"));
        Assert.Equal(
            """[{"role":"assistant","parts":[{"type":"text","content":"Write to [redacted] now"}]}]""",
            span.GetTagItem("gen_ai.output.messages"));
        Assert.Equal("""[{"type":"text","content":"Obey."}]""", span.GetTagItem("gen_ai.system_instructions"));
        Assert.Equal("""[{"name":"search"}]""", span.GetTagItem("gen_ai.tool.definitions"));
        Assert.DoesNotContain(recorder.Events, e => e.Name == "gen_ai.client.inference.operation.details");
        Assert.StartsWith(
            "messages, 2 items, 29 chars: [{\"role\":\"system\"",
            $"{recorder.Event("agentotel.model.completed").Fields["agentotel.input.summary"]}",
            StringComparison.Ordinal);
    }

    [Fact]
    public void SetInput_CapturedOnEvents_StandsOnTheConventionsEventAlone()
    {
        using var recorder = new Recorder(new() { ContentCapture = ContentCapture.Events });

        Talk(recorder);

        Assert.Null(recorder.Span("chat gpt-4.1").GetTagItem("gen_ai.input.messages"));
        var details = recorder.Event("gen_ai.client.inference.operation.details");
        Assert.Equal("chat", details.Fields["gen_ai.operation.name"]);
        Assert.Equal("gpt-4.1", details.Fields["gen_ai.request.model"]);
        Assert.Contains("Be brief.", $"{details.Fields["gen_ai.input.messages"]}", StringComparison.Ordinal);
        Assert.Contains("[redacted] now", $"{details.Fields["gen_ai.output.messages"]}", StringComparison.Ordinal);
        Assert.Equal(recorder.Span("chat gpt-4.1").SpanId.ToHexString(), details.SpanId);
    }

    [Fact]
    public void SetInput_WithAnUpload_LeavesOnlyAReferenceEvenUnsampled()
    {
        List<CapturedContent> uploaded = [];
        var options = new AgentTelemetryOptions
        {
            ContentUpload = content =>
            {
                uploaded.Add(content);
                return $"blob://{uploaded.Count}";
            },
        };
        using var recorder = new Recorder(options);
        Talk(recorder);
        using var unsampled = new Recorder(options, ActivitySamplingResult.PropagationData);
        Talk(unsampled);

        Assert.Equal(2, uploaded.Count);
        Assert.Equal("chat gpt-4.1", uploaded[0].Operation);
        Assert.Contains("I am [redacted]", uploaded[0].Input, StringComparison.Ordinal);
        Assert.Contains("[redacted] now", uploaded[0].Output, StringComparison.Ordinal);
        var span = recorder.Span("chat gpt-4.1");
        Assert.Equal(span.SpanId, uploaded[0].Span.SpanId);
        Assert.Equal("blob://1", span.GetTagItem("agentotel.content.reference"));
        Assert.Null(span.GetTagItem("gen_ai.input.messages"));
    }

    [Fact]
    public void ContentUpload_ThatThrows_LeavesTheOperationWhole()
    {
        using var recorder = new Recorder(new() { ContentUpload = _ => throw new InvalidOperationException("x") });

        Talk(recorder);

        Assert.Null(recorder.Span("chat gpt-4.1").GetTagItem("agentotel.content.reference"));
        Assert.Equal(1, recorder.Measurements.Count(m => m.Name == "gen_ai.client.operation.duration"));
        Assert.Equal("fault", recorder.Measurement("agentotel.telemetry.dropped").Tags["agentotel.reason"]);
    }

    [Fact]
    public void SetInput_OfATool_CapturesArgumentsAndResult()
    {
        using var recorder = new Recorder(new() { ContentCapture = ContentCapture.SpansAndEvents });

        using (var tool = recorder.Telemetry.StartTool("send"))
        {
            tool.SetInput("""{"to":"ada@example.com","api_key":"abc","count":3}""");
            tool.SetOutput(new object?[] { true, null, 1.5 });
        }

        var span = recorder.Span("execute_tool send");
        Assert.Equal("""{"to":"[redacted]","api_key":"[redacted]","count":3}""", span.GetTagItem("gen_ai.tool.call.arguments"));
        Assert.Equal("[true,null,1.5]", span.GetTagItem("gen_ai.tool.call.result"));
        Assert.Equal(
            span.GetTagItem("gen_ai.tool.call.result"), recorder.Event("agentotel.tool.completed").Fields["gen_ai.tool.call.result"]);
    }

    [Fact]
    public void SetInput_OfARetrievalAgentAndWorkflow_HasTheConventionsNames()
    {
        using var recorder = new Recorder(new() { ContentCapture = ContentCapture.Spans });

        using (var run = recorder.Telemetry.StartWorkflow("campaign"))
        using (var agent = recorder.Telemetry.StartAgent("writer"))
        {
            run.SetInput("go");
            agent.SetOutput(new Dictionary<string, object?> { ["text"] = "done" });
            using var retrieval = recorder.Telemetry.StartRetrieval(new("products"));
            retrieval.SetInput("shoes");
            retrieval.SetOutput(new[] { new Dictionary<string, object?> { ["id"] = "d1", ["score"] = 0.5 } });
        }

        Assert.Equal("\"shoes\"", recorder.Span("retrieval products").GetTagItem("gen_ai.retrieval.query.text"));
        Assert.Equal("""[{"id":"d1","score":0.5}]""", recorder.Span("retrieval products").GetTagItem("gen_ai.retrieval.documents"));
        Assert.Equal(
            """[{"role":"user","parts":[{"type":"text","content":"go"}]}]""",
            recorder.Span("invoke_workflow campaign").GetTagItem("gen_ai.input.messages"));
        Assert.Contains(
            "assistant", $"{recorder.Span("invoke_agent writer").GetTagItem("gen_ai.output.messages")}", StringComparison.Ordinal);
    }

    [Fact]
    public void AppendOutput_OfAStream_GivesOneMessage()
    {
        using var recorder = new Recorder(new() { ContentCapture = ContentCapture.Spans });

        using (var call = recorder.Telemetry.StartChat(new("openai", "gpt-4.1") { Stream = true }))
        {
            call.AppendOutput("ada@exam");
            call.AppendOutput("ple.com wrote");
            call.SetResponse(new() { FinishReasons = ["stop"] });
        }

        Assert.Equal(
            """[{"role":"assistant","parts":[{"type":"text","content":"[redacted] wrote"}]}]""",
            recorder.Span("chat gpt-4.1").GetTagItem("gen_ai.output.messages"));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(5000)]
    public void ContentMaxBytes_OfALongConversation_CutsToJsonThatParses(int maxBytes)
    {
        using var recorder = new Recorder(new() { ContentCapture = ContentCapture.Spans, ContentMaxBytes = maxBytes });
        using (var call = recorder.Telemetry.StartChat(new("openai", "gpt-4.1")))
        {
            call.SetInput(Enumerable.Range(0, 1000).Select(i => new ModelMessage("user", $"\"{i}\" ä\n" + new string('x', 300))).ToList());
        }

        var json = Assert.IsType<string>(recorder.Span("chat gpt-4.1").GetTagItem("gen_ai.input.messages"));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(json), maxBytes / 2, maxBytes);
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal("user", parsed.RootElement[0].GetProperty("role").GetString());
    }

    [Fact]
    public void LogEvent_OfTheApps_HasItsNameFieldsAndTheContext()
    {
        using var recorder = new Recorder();

        using (recorder.Telemetry.StartWorkflow("campaign"))
        {
            recorder.Telemetry.LogEvent(
                Microsoft.Extensions.Logging.LogLevel.Information,
                "campaign.approved",
                "Approved",
                ("campaign.id", 7),
                ("campaign.note", null));
        }

        var said = recorder.Event("campaign.approved");
        Assert.Equal(7, said.Fields["campaign.id"]);
        Assert.DoesNotContain("campaign.note", said.Fields.Keys);
        Assert.Equal("campaign", said.Fields["gen_ai.workflow.name"]);
        Assert.Equal("campaign.approved", said.Fields["event.name"]);
        Assert.Equal(recorder.Span("invoke_workflow campaign").SpanId.ToHexString(), said.SpanId);
    }

    private static void Talk(Recorder recorder)
    {
        using var call = recorder.Telemetry.StartChat(new("openai", "gpt-4.1"));
        call.SetInstructions("Obey.");
        call.SetToolDefinitions("""[{"name":"search"}]""");
        call.SetInput(new List<ModelMessage>
        {
            new("system", "Be brief."),
            new("user", [MessagePart.Text($"I am {Mail}"), MessagePart.ToolCallResponse("c1", """{"rows":2,"password":"hunter2"}""")]),
        });
        call.SetOutput($"Write to {Mail} now");
    }
}
