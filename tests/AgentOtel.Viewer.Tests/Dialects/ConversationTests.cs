using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class ConversationTests
{
    private static readonly string[] Weather =
    [
        "system input: text Be brief.",
        "user input: text Weather in Rome?",
        "assistant output (tool_call): tool_call weather call_1 {\"city\":\"Rome\"}",
    ];

    [Fact]
    public void Read_OfficialAttributes_AreInstructionsInputAndOutput()
    {
        var view = Some.Conversation(
            OperationKind.Model,
            Some.Json(
                ("gen_ai.system_instructions", """[{"type":"text","content":"Be brief."}]"""),
                ("gen_ai.input.messages", """[{"role":"user","parts":[{"type":"text","content":"Weather in Rome?"}]}]"""),
                (
                    "gen_ai.output.messages",
                    """[{"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"weather","arguments":"""
                        + """{"city":"Rome"}}],"finish_reason":"tool_calls"}]""")));

        Assert.Equal(Weather, view.Said());
        Assert.True(view!.IsCaptured);
        Assert.Null(view.HowToCapture);
    }

    [Fact]
    public void Read_OfficialDetailsEvent_IsReadFromStructuresInALog()
    {
        var log = new CapturedLog(
            "gen_ai.client.inference.operation.details",
            "",
            """
            {"gen_ai.system_instructions":[{"type":"text","content":"Be brief."}],
             "gen_ai.input.messages":[{"role":"user","parts":[{"type":"text","content":"Weather in Rome?"}]}],
             "gen_ai.output.messages":[{"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"weather",
             "arguments":{"city":"Rome"}}],"finish_reason":"tool_call"}]}
            """);

        Assert.Equal(Weather, Some.Conversation(OperationKind.Model, Some.Json(("gen_ai.operation.name", "chat")), logs: log).Said());
    }

    [Fact]
    public void Read_OfficialParts_AreAllShown()
    {
        var view = Some.Conversation(OperationKind.Model, Some.Json(
            ("gen_ai.input.messages",
                """
                [{"role":"user","parts":[{"type":"uri","modality":"image","mime_type":"image/png","uri":"https://example.com/a.png"},
                 {"type":"blob","modality":"image","mime_type":"image/png","content":"aGVsbG8="}]},
                 {"role":"tool","parts":[{"type":"tool_call_response","id":"call_1","response":{"sky":"clear"}}]}]
                """),
            (
                "gen_ai.output.messages",
                """[{"role":"assistant","parts":[{"type":"reasoning","content":"Hm."},{"type":"text","content":"Clear."},"""
                    + """{"type":"compaction","id":"c1"}],"finish_reason":"stop"}]""")));

        Assert.Equal(
            [
                "user input: media image/png https://example.com/a.png | media image/png (image/png)",
                "tool input: tool_result call_1 {\"sky\":\"clear\"}",
                "assistant output (stop): reasoning Hm. | text Clear. | other compaction {\"type\":\"compaction\",\"id\":\"c1\"}",
            ],
            view.Said());
    }

    [Theory]
    [InlineData("""[{"role":"user","parts":[{"type":"text","content":"Weather in""")]
    [InlineData("{'role': 'user'}")]
    [InlineData("[1,")]
    public void Read_CutOrInvalidJson_IsShownAsText(string messages) =>
        Assert.Equal(
            ["user input: text " + messages],
            Some.Conversation(OperationKind.Model, Some.Json(("gen_ai.input.messages", messages))).Said());

    [Fact]
    public void Read_JsonNestedTooDeep_IsShownAsText()
    {
        var deep = new string('[', 1000) + new string(']', 1000);

        Assert.Equal(
            ["user input: text " + deep], Some.Conversation(OperationKind.Model, Some.Json(("gen_ai.input.messages", deep))).Said());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("[]")]
    public void Read_AttributesWithoutContent_SayHowToCaptureIt(string attributes)
    {
        var view = Some.Conversation(OperationKind.Model, attributes);

        Assert.False(view!.IsCaptured);
        Assert.Empty(view.Messages);
        Assert.Contains("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", view.HowToCapture, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AgentOtel", "agentotel.task.name", "AgentOtel:ContentCapture")]
    [InlineData("Experimental.Microsoft.Extensions.AI", "gen_ai.request.model", "EnableSensitiveData")]
    [InlineData("agent_framework", "gen_ai.request.model", "ENABLE_SENSITIVE_DATA=true")]
    [InlineData("pydantic-ai", "gen_ai.request.model", "include_content=True")]
    [InlineData("openlit.otel.tracing", "gen_ai.request.model", "capture_message_content=True")]
    [InlineData("gcp.vertex.agent", "gen_ai.request.model", "ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=true")]
    [InlineData("opentelemetry.instrumentation.openai", "llm.request.type", "TRACELOOP_TRACE_CONTENT=true")]
    [InlineData("openinference.instrumentation.openai", "openinference.span.kind", "OPENINFERENCE_HIDE_INPUTS")]
    [InlineData("ai", "ai.operationId", "recordInputs")]
    public void Read_NothingCaptured_NamesTheSendersSwitch(string scope, string attribute, string expected) =>
        Assert.Contains(
            expected,
            Some.Conversation(OperationKind.Model, Some.Json((attribute, "x")), scope: scope)!.HowToCapture,
            StringComparison.Ordinal);

    [Fact]
    public void Read_ContentKeptElsewhere_GivesTheReference()
    {
        var view = Some.Conversation(OperationKind.Model, Some.Json(("agentotel.content.reference", "blob://campaigns/7")));

        Assert.Equal("blob://campaigns/7", view!.Reference);
        Assert.False(view.IsCaptured);
        Assert.Null(view.HowToCapture);
    }

    [Fact]
    public void Read_PlainSpanOrSilentTask_HasNone()
    {
        Assert.Null(Some.Conversation(OperationKind.None, Some.Json(("input.value", "x"))));
        Assert.Null(Some.Conversation(OperationKind.Task, "{}"));
        Assert.Null(Some.Conversation(OperationKind.Plan, "{}"));
    }

    [Fact]
    public void Read_Retrieval_HasQueryAndDocuments() =>
        Assert.Equal(
            ["user input: text shoes", """tool output: tool_result [{"id":"d1","score":0.5}]"""],
            Some.Conversation(
                OperationKind.Retrieval,
                Some.Json(
                    ("gen_ai.retrieval.query.text", "shoes"), ("gen_ai.retrieval.documents", """[{"id":"d1","score":0.5}]"""))).Said());
}
