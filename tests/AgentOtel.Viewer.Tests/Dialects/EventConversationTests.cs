using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

/// <summary>Messages that stand in events: the older official log records, and the events of spans.</summary>
public sealed class EventConversationTests
{
    [Fact]
    public void Read_OlderLogs_AreTheConversation()
    {
        CapturedLog[] logs =
        [
            new("gen_ai.system.message", """{"content":"Be brief."}""", """{"gen_ai.system":"openai"}"""),
            new(null, """{"content":"Weather in Rome?"}""", """{"event.name":"gen_ai.user.message"}"""),
            new(
                "gen_ai.assistant.message",
                """{"tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Rome\"}"}}]}""",
                "{}"),
            new("gen_ai.tool.message", """{"id":"call_1","content":"clear"}""", "{}"),
            new("gen_ai.choice", """{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Clear."}}""", "{}"),
        ];

        Assert.Equal(
            [
                "system input: text Be brief.",
                "user input: text Weather in Rome?",
                "assistant input: tool_call weather call_1 {\"city\":\"Rome\"}",
                "tool input: tool_result call_1 clear",
                "assistant output (stop): text Clear.",
            ],
            Some.Conversation(OperationKind.Model, "{}", logs: logs).Said());
    }

    [Fact]
    public void Read_OlderLogsWithoutContent_SayHowToCaptureIt()
    {
        var view = Some.Conversation(
            OperationKind.Model,
            "{}",
            logs:
            [
                new("gen_ai.user.message", "{}", "{}"),
                new("gen_ai.choice", """{"index":0,"finish_reason":"stop","message":{"role":"assistant"}}""", "{}"),
            ]);

        Assert.False(view!.IsCaptured);
        Assert.NotNull(view.HowToCapture);
    }

    [Fact]
    public void Read_LogOfSomethingElse_IsNoMessage() =>
        Assert.Empty(Some.Conversation(OperationKind.Model, "{}", logs: new CapturedLog("app.started", "hello", "{}"))!.Messages);

    [Fact]
    public void Read_StrandsEvents_AreBlocksInTexts()
    {
        var events = Some.Events(
            ("gen_ai.user.message", new { content = """[{"text":"Weather in Rome?"}]""" }),
            ("gen_ai.assistant.message", new { content = """[{"toolUse":{"toolUseId":"t1","name":"weather","input":{"city":"Rome"}}}]""" }),
            (
                "gen_ai.tool.message",
                new { content = """[{"toolResult":{"toolUseId":"t1","status":"success","content":[{"text":"clear"}]}}]""" }),
            ("gen_ai.choice", new { finish_reason = "end_turn", message = """[{"text":"Clear."}]""" }));

        Assert.Equal(
            [
                "user input: text Weather in Rome?",
                "assistant input: tool_call weather t1 {\"city\":\"Rome\"}",
                "tool input: tool_result t1 clear",
                "assistant output (stop): text Clear.",
            ],
            Some.Conversation(OperationKind.Model, "{}", events).Said());
    }

    [Fact]
    public void Read_StrandsAgentsAnswer_IsItsText() =>
        Assert.Equal(
            ["user input: text Hi", "assistant output (stop): text Hello."],
            Some.Conversation(
                OperationKind.Agent,
                "{}",
                Some.Events(
                    ("gen_ai.user.message", new { content = """[{"text":"Hi"}]""" }),
                    ("gen_ai.choice", new { message = "Hello.", finish_reason = "end_turn" }))).Said());

    [Fact]
    public void Read_StrandsDetails_StandInSeveralEvents()
    {
        var events = Some.Events(
            (
                "gen_ai.client.inference.operation.details",
                new Dictionary<string, string>
                {
                    ["gen_ai.input.messages"] = """[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]""",
                }),
            (
                "gen_ai.client.inference.operation.details",
                new Dictionary<string, string>
                {
                    ["gen_ai.output.messages"] =
                        """[{"role":"assistant","parts":[{"type":"text","content":"Hello."}],"finish_reason":"end_turn"}]""",
                }));

        Assert.Equal(
            ["user input: text Hi", "assistant output (stop): text Hello."], Some.Conversation(OperationKind.Model, "{}", events).Said());
    }

    [Fact]
    public void Read_StrandsTool_HasArgumentsAndResult()
    {
        var events = Some.Events(
            ("gen_ai.tool.message", new { role = "tool", content = """{"city":"Rome"}""", id = "t1" }),
            ("gen_ai.choice", new { message = """[{"text":"clear"}]""", id = "t1" }));

        Assert.Equal(
            ["assistant input: tool_call t1 {\"city\":\"Rome\"}", "tool output: tool_result t1 clear"],
            Some.Conversation(OperationKind.Tool, "{}", events).Said());
    }

    [Fact]
    public void Read_OpenLitsOlderEvents_AreTexts() =>
        Assert.Equal(
            ["user input: text user: Hi", "assistant output: text Hello."],
            Some.Conversation(OperationKind.Model, "{}", Some.Events(
                ("gen_ai.content.prompt", new Dictionary<string, string> { ["gen_ai.prompt"] = "user: Hi" }),
                ("gen_ai.content.completion", new Dictionary<string, string> { ["gen_ai.completion"] = "Hello." }))).Said());
}
