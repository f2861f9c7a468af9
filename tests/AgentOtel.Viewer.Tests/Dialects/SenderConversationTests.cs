using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

/// <summary>Messages in the attributes of each sender other than the official ones.</summary>
public sealed class SenderConversationTests
{
    [Fact]
    public void Read_OpenInference_UnflattensMessagesInOrder()
    {
        var view = Some.Conversation(OperationKind.Model, Some.Json(
            ("openinference.span.kind", "LLM"),
            ("input.value", """{"messages":[]}"""),
            ("llm.input_messages.10.message.role", "user"),
            ("llm.input_messages.10.message.contents.0.message_content.type", "text"),
            ("llm.input_messages.10.message.contents.0.message_content.text", "And this?"),
            ("llm.input_messages.10.message.contents.1.message_content.type", "image"),
            ("llm.input_messages.10.message.contents.1.message_content.image.image.url", "https://example.com/a.png"),
            ("llm.input_messages.0.message.role", "system"),
            ("llm.input_messages.0.message.content", "Be brief."),
            ("llm.input_messages.2.message.role", "tool"),
            ("llm.input_messages.2.message.content", "clear"),
            ("llm.input_messages.2.message.tool_call_id", "call_1"),
            ("llm.output_messages.0.message.role", "assistant"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.id", "call_2"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "weather"),
            ("llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments", """{"city": "Rome"}""")));

        Assert.Equal(
            [
                "system input: text Be brief.",
                "tool input: tool_result call_1 clear",
                "user input: text And this? | media image https://example.com/a.png",
                "assistant output: tool_call weather call_2 {\"city\": \"Rome\"}",
            ],
            view.Said());
    }

    [Fact]
    public void Read_OpenInferenceToolAndAgent_HaveTheirValues()
    {
        Assert.Equal(
            ["assistant input: tool_call web_search {\"q\":\"shoes\"}", "tool output: tool_result web_search 3 found"],
            Some.Conversation(
                OperationKind.Tool,
                Some.Json(("tool.name", "web_search"), ("input.value", """{"q":"shoes"}"""), ("output.value", "3 found"))).Said());
        Assert.Equal(
            ["user input: text Find shoes", "assistant output: other {\"found\":3}"],
            Some.Conversation(OperationKind.Agent, Some.Json(("input.value", "Find shoes"), ("output.value", """{"found":3}"""))).Said());
    }

    [Fact]
    public void Read_OpenLlmetry_UnflattensPromptsAndCompletions()
    {
        var view = Some.Conversation(OperationKind.Model, Some.Json(
            ("gen_ai.prompt.0.role", "user"),
            ("gen_ai.prompt.0.content", "Weather in Rome?"),
            ("gen_ai.prompt.1.role", "assistant"),
            ("gen_ai.prompt.1.tool_calls.0.id", "call_1"),
            ("gen_ai.prompt.1.tool_calls.0.name", "weather"),
            ("gen_ai.prompt.1.tool_calls.0.arguments", """{"city":"Rome"}"""),
            ("gen_ai.prompt.2.role", "tool"),
            ("gen_ai.prompt.2.content", "clear"),
            ("gen_ai.prompt.2.tool_call_id", "call_1"),
            ("gen_ai.completion.0.role", "assistant"),
            ("gen_ai.completion.0.content", "Clear."),
            ("gen_ai.completion.0.finish_reason", "stop")));

        Assert.Equal(
            [
                "user input: text Weather in Rome?",
                "assistant input: tool_call weather call_1 {\"city\":\"Rome\"}",
                "tool input: tool_result call_1 clear",
                "assistant output (stop): text Clear.",
            ],
            view.Said());
    }

    [Fact]
    public void Read_LangGraphThroughOpenLlmetry_HasTheMessagesInsideTheEntity()
    {
        var view = Some.Conversation(OperationKind.Workflow, Some.Json(
            ("traceloop.span.kind", "workflow"),
            (
                "traceloop.entity.input",
                """{"inputs":{"messages":[{"lc":1,"type":"constructor","id":["langchain","schema","messages","HumanMessage"],"kwargs":"""
                    + """{"content":"Hi","type":"human"}}]},"tags":[]}"""),
            (
                "traceloop.entity.output",
                """{"outputs":{"messages":[{"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessage"],"kwargs":"""
                    + """{"content":"Hello.","type":"ai"}}]}}""")));

        Assert.Equal(["user input: text Hi", "assistant output: text Hello."], view.Said());
    }

    [Fact]
    public void Read_VercelAi6_HasPromptAnswerAndToolCalls()
    {
        var view = Some.Conversation(OperationKind.Model, Some.Json(
            ("ai.prompt.messages",
                """
                [{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"Weather?"}]},
                 {"role":"assistant","content":[{"type":"reasoning","text":"Hm."},{"type":"tool-call","toolCallId":"call-1",
                  "toolName":"weather","input":{"city":"Rome"}}]},
                 {"role":"tool","content":[{"type":"tool-result","toolCallId":"call-1","toolName":"weather","output":{"type":"text",
                  "value":"clear"}}]}]
                """),
            ("ai.response.text", "Clear."),
            ("ai.response.reasoning", "Easy."),
            ("ai.response.toolCalls", """[{"toolCallId":"call-2","toolName":"log","input":{}}]"""),
            ("ai.response.finishReason", "tool-calls")));

        Assert.Equal(
            [
                "system input: text Be brief.",
                "user input: text Weather?",
                "assistant input: reasoning Hm. | tool_call weather call-1 {\"city\":\"Rome\"}",
                "tool input: tool_result weather call-1 clear",
                "assistant output (tool_call): reasoning Easy. | text Clear. | tool_call log call-2 {}",
            ],
            view.Said());
    }

    [Fact]
    public void Read_VercelAi6Root_HasThePromptInAnyForm()
    {
        Assert.Equal(
            ["system input: text Be brief.", "user input: text Weather?", "assistant output: text Clear."],
            Some.Conversation(
                OperationKind.Agent,
                Some.Json(("ai.prompt", """{"system":"Be brief.","prompt":"Weather?"}"""), ("ai.response.text", "Clear."))).Said());
        Assert.Equal(
            ["system input: text Be brief.", "user input: text Weather?"],
            Some.Conversation(
                OperationKind.Agent,
                Some.Json(("ai.prompt", """{"system":"Be brief.","messages":[{"role":"user","content":"Weather?"}]}"""))).Said());
    }

    [Fact]
    public void Read_VercelAi6Tool_HasArgumentsAndResult() =>
        Assert.Equal(
            ["assistant input: tool_call weather call-1 {\"city\":\"Rome\"}", "tool output: tool_result weather call-1 \"clear\""],
            Some.Conversation(OperationKind.Tool, Some.Json(
                ("ai.toolCall.name", "weather"),
                ("ai.toolCall.id", "call-1"),
                ("ai.toolCall.args", """{"city":"Rome"}"""),
                ("ai.toolCall.result", "\"clear\""))).Said());

    [Fact]
    public void Read_GoogleAdk_HasRequestAndAnswerOfGemini()
    {
        var view = Some.Conversation(OperationKind.Model, Some.Json(
            ("gcp.vertex.agent.llm_request",
                """
                {"model":"gemini-2.5-flash","config":{"system_instruction":"Be brief."},
                 "contents":[{"role":"user","parts":[{"text":"Weather?"}]},
                  {"role":"model","parts":[{"function_call":{"id":"f1","name":"weather","args":{"city":"Rome"}}}]},
                  {"role":"user","parts":[{"function_response":{"id":"f1","name":"weather","response":{"sky":"clear"}}}]}]}
                """),
            ("gcp.vertex.agent.llm_response", """{"content":{"role":"model","parts":[{"text":"Clear."}]},"finish_reason":"STOP"}""")));

        Assert.Equal(
            [
                "system input: text Be brief.",
                "user input: text Weather?",
                "assistant input: tool_call weather f1 {\"city\":\"Rome\"}",
                "user input: tool_result weather f1 {\"sky\":\"clear\"}",
                "assistant output (stop): text Clear.",
            ],
            view.Said());
    }

    [Fact]
    public void Read_GoogleAdkWithCaptureOff_IsNotCaptured()
    {
        Assert.False(
            Some.Conversation(
                OperationKind.Model,
                Some.Json(("gcp.vertex.agent.llm_request", "{}"), ("gcp.vertex.agent.llm_response", "{}")))!.IsCaptured);
        Assert.False(
            Some.Conversation(
                OperationKind.Tool,
                Some.Json(("gcp.vertex.agent.tool_call_args", "{}"), ("gcp.vertex.agent.tool_response", "{}")))!.IsCaptured);
    }

    [Fact]
    public void Read_PydanticAiAgent_HasItsHistoryWithTheAnswerLast()
    {
        var view = Some.Conversation(OperationKind.Agent, Some.Json(("pydantic_ai.all_messages",
            """[{"role":"user","parts":[{"type":"text","content":"Hi"}]},{"role":"assistant","parts":["""
                + """{"type":"text","content":"Hello."}],"finish_reason":"stop"}]""")));

        Assert.Equal(["user input: text Hi", "assistant output (stop): text Hello."], view.Said());
    }

    [Fact]
    public void Read_PydanticAiEventsOfItsFirstFormat_AreMessages()
    {
        var view = Some.Conversation(
            OperationKind.Model,
            Some.Json(("events",
                """
                [{"content":"Be brief.","role":"system","event.name":"gen_ai.system.message"},{"content":"Hi","role":"user",
                 "event.name":"gen_ai.user.message"},
                 {"index":0,"message":{"role":"assistant","content":"Hello."},"event.name":"gen_ai.choice"}]
                """)),
            scope: "pydantic-ai");

        Assert.Equal(["system input: text Be brief.", "user input: text Hi", "assistant output: text Hello."], view.Said());
    }

    [Fact]
    public void Read_PydanticAiTool_HasArgumentsAndResponse() =>
        Assert.Equal(
            ["assistant input: tool_call weather {\"city\":\"Rome\"}", "tool output: tool_result weather clear"],
            Some.Conversation(
                OperationKind.Tool,
                Some.Json(("gen_ai.tool.name", "weather"), ("tool_arguments", """{"city":"Rome"}"""), ("tool_response", "clear"))).Said());

    [Fact]
    public void Read_KitsTool_HasArgumentsAndResult() =>
        Assert.Equal(
            [
                "assistant input: tool_call web_search call_1f {\"query\":\"shoes\"}",
                "tool output: tool_result web_search call_1f [{\"id\":1}]",
            ],
            Some.Conversation(OperationKind.Tool, Some.Json(
                ("gen_ai.tool.name", "web_search"),
                ("gen_ai.tool.call.id", "call_1f"),
                ("gen_ai.tool.call.arguments", """{"query":"shoes"}"""),
                ("gen_ai.tool.call.result", """[{"id":1}]"""))).Said());

    [Fact]
    public void Read_OpenLitsPromptAndCompletion_AreTexts() =>
        Assert.Equal(
            ["user input: text user: Hi", "assistant output: text Hello."],
            Some.Conversation(OperationKind.Model, Some.Json(("gen_ai.prompt", "user: Hi"), ("gen_ai.completion", "Hello."))).Said());

    [Fact]
    public void Read_AnthropicsShape_HasToolUseAndResult()
    {
        var view = Some.Conversation(OperationKind.Model, Some.Json(("gen_ai.input.messages",
            """
            [{"role":"assistant","content":[{"type":"thinking","thinking":"Hm."},{"type":"tool_use","id":"toolu_1","name":"weather",
             "input":{"city":"Rome"}}]},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"clear"}]}]}]
            """)));

        Assert.Equal(
            ["assistant input: reasoning Hm. | tool_call weather toolu_1 {\"city\":\"Rome\"}", "user input: tool_result toolu_1 clear"],
            view.Said());
    }
}
