using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

/// <summary>Content that was cut, mixed up or made to hurt: shown as what can be read of it, never an error.</summary>
public sealed class BrokenContentTests
{
    private const string Messages =
        """[{"role":"user","parts":[{"type":"text","content":"Weather \ud83c\udf0d?"},{"type":"tool_call_response","id":"c","response":["""
            + """{"text":"a"}]}]},{"role":"assistant","content":null,"tool_calls":["""
            + """{"id":"c","function":{"name":"f","arguments":"{}"}}]}]""";

    private static readonly string[] Names =
    [
        "gen_ai.input.messages", "pydantic_ai.all_messages", "ai.prompt.messages", "input.value",
        "traceloop.entity.input",
        "gcp.vertex.agent.llm_request",
        "events",
        "all_messages_events",
        "llm.input_messages.0",
        "gen_ai.prompt.0.content",
    ];

    public static TheoryData<string> Attributes => [.. Names];

    [Theory]
    [MemberData(nameof(Attributes))]
    public void Read_MessagesCutAnywhere_ShowSomething(string attribute)
    {
        for (var length = 1; length < Messages.Length; length++)
        {
            var view = Some.Conversation(OperationKind.Model, Some.Json((attribute, Messages[..length])), scope: "openinference");

            Assert.True(
                view!.IsCaptured || attribute is "pydantic_ai.all_messages" or "all_messages_events" or "events", Messages[..length]);
        }
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"half \ud83c"}]""", "user input: text half \ufffd")]
    [InlineData("""[{"role":"user","content":"half \udf0d!"}]""", "user input: text half \ufffd!")]
    [InlineData("""[{"role":"user","content":"whole \ud83c\udf0d"}]""", "user input: text whole \ud83c\udf0d")]
    [InlineData("""[{"role":"user","content":"no escape \\ud83c"}]""", "user input: text no escape \\ud83c")]
    public void Read_HalfACharacter_IsReplaced(string messages, string expected) =>
        Assert.Equal([expected], Some.Conversation(OperationKind.Model, Some.Json(("gen_ai.input.messages", messages))).Said());

    [Theory]
    [InlineData("""[null,1,true,[],{},"x"]""")]
    [InlineData("""[{"role":null,"parts":null}]""")]
    [InlineData("""[{"role":7,"parts":{"0":{"type":[]}}}]""")]
    [InlineData("""[{"role":"tool","content":{}}]""")]
    [InlineData("""{"message":"failed"}""")]
    [InlineData("""{"messages":{"messages":{"messages":[]}}}""")]
    [InlineData(
        """[{"role":"assistant","tool_calls":"none","parts":[{"type":"tool_call"},{"type":"tool_call_response"},{"type":"image"}]}]""")]
    public void Read_ShapesNobodyPromised_DoNotThrow(string messages)
    {
        foreach (var kind in Enum.GetValues<OperationKind>())
        {
            foreach (var attribute in (string[])[
                .. Names, "gen_ai.output.messages", "gen_ai.system_instructions", "ai.response.toolCalls", "gen_ai.tool.call.result"])
            {
                var view = Some.Conversation(
                    kind,
                    Some.Json((attribute, messages)),
                    Some.Events(("gen_ai.choice", new { message = messages })),
                    "pydantic-ai",
                    new CapturedLog("gen_ai.user.message", messages, "{}"));

                Assert.Equal(kind is OperationKind.None, view is null);
            }
        }
    }

    [Fact]
    public void Read_FlattenedListAndClash_AreKept()
    {
        var view = Some.Conversation(OperationKind.Model, """
            {"llm.input_messages.0.message.role":"user","llm.input_messages.0.message.content":["a","b"],
             "llm.input_messages.0.message.content.text":"c","llm.input_messages.x":"d"}
            """);

        Assert.Equal(["user input: text a | text b"], view.Said());
    }

    [Fact]
    public void Read_EventsThatAreNone_AreLeftOut() =>
        Assert.Empty(
            Some.Conversation(OperationKind.Model, "{}", """[1,null,{"name":3},{"attributes":5,"name":"gen_ai.choice"}]""")!.Messages);
}
