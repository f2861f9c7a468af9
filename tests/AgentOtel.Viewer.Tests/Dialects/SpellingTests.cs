using AgentOtel.Viewer.Dialects;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("OpenAI", "openai")]
    [InlineData("openai.responses", "openai")]
    [InlineData("azure-openai.chat", "azure.ai.openai")]
    [InlineData("az.ai.inference", "azure.ai.inference")]
    [InlineData("amazon-bedrock", "aws.bedrock")]
    [InlineData("google.generative-ai", "gcp.gemini")]
    [InlineData("google.vertex.chat", "gcp.vertex_ai")]
    [InlineData("anthropic.messages", "anthropic")]
    [InlineData("xai", "x_ai")]
    [InlineData("MistralAI", "mistral_ai")]
    [InlineData("acme.ai", "acme.ai")]
    [InlineData("strands-agents", null)]
    [InlineData("", null)]
    public void Provider_AnySpelling_IsTheConventions(string sent, string? expected) => Assert.Equal(expected, Providers.Of(sent));

    [Theory]
    [InlineData("tool_calls", "tool_call")]
    [InlineData("tool-calls", "tool_call")]
    [InlineData("tool_use", "tool_call")]
    [InlineData("completed", "stop")]
    [InlineData("end_turn", "stop")]
    [InlineData("STOP", "stop")]
    [InlineData("FinishReason.MAX_TOKENS", "length")]
    [InlineData("FINISH_REASON_SAFETY", "content_filter")]
    [InlineData("content-filter", "content_filter")]
    [InlineData("refusal", "content_filter")]
    [InlineData("error", "error")]
    [InlineData("pause_turn", "pause_turn")]
    [InlineData("""["end_turn"]""", "stop")]
    [InlineData("""["stop", "tool_calls"]""", "stop,tool_call")]
    [InlineData("['stop']", "stop")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    public void FinishReason_AnySpelling_IsTheConventions(string sent, string expected) =>
        Assert.Equal(expected, string.Join(',', FinishReasons.Read(AttributeValue.Of(sent))));

    [Theory]
    [InlineData("timeout", "timeout")]
    [InlineData("TIMEOUT", "timeout")]
    [InlineData("canceled", "cancelled")]
    [InlineData("429", "429")]
    [InlineData("HTTP 503", "503")]
    [InlineData("429 Too Many Requests", "429")]
    [InlineData("<class 'openai.RateLimitError'>", "openai.RateLimitError")]
    [InlineData("builtins.ValueError", "ValueError")]
    [InlineData("System.TimeoutException", "System.TimeoutException")]
    [InlineData("_OTHER", null)]
    public void ErrorType_AnySpelling_IsOne(string sent, string? expected) => Assert.Equal(expected, ErrorReader.Spell(sent));

    [Fact]
    public void Error_ClassNameBesideItsFullName_IsTheFullName() =>
        Assert.Equal(
            "openai.RateLimitError", Error("RateLimitError", Some.Event("exception", ("exception.type", "openai.RateLimitError"))).Type);

    [Fact]
    public void Error_SameExceptionTwice_IsTheLast() =>
        Assert.Equal(
            "b",
            Error(
                "_OTHER",
                Some.Event("exception", ("exception.type", "X"), ("exception.message", "a")),
                Some.Event("exception", ("exception.type", "X"), ("exception.message", "b"))).Message);

    [Fact]
    public void Error_NothingSaid_IsOther() =>
        Assert.Equal(new ReadError("_OTHER", null, null), ErrorReader.Read(Some.Span("x").Failed(), null));

    [Fact]
    public void Error_TypeInTheStatusAlone_IsFound() =>
        Assert.Equal(
            new ReadError("ValueError", "ValueError: no such city", null),
            ErrorReader.Read(Some.Span("x").Failed("ValueError: no such city"), null));

    [Fact]
    public void Error_StackInTheStatus_StandsApart()
    {
        var python = ErrorReader.Read(
            Some.Span("x").Failed("Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: no such city\n"), null);
        var javascript = ErrorReader.Read(Some.Span("x").Failed("TypeError: x is not a function\n    at f (a.js:1:2)"), null);

        Assert.Equal(("ValueError", "ValueError: no such city"), (python.Type, python.Message));
        Assert.StartsWith("Traceback", python.Stack);
        Assert.Equal(("TypeError", "TypeError: x is not a function"), (javascript.Type, javascript.Message));
        Assert.EndsWith("(a.js:1:2)", javascript.Stack);
    }

    [Fact]
    public void Error_ExceptionThatWasHandled_IsNone() =>
        Assert.Equal(default, ErrorReader.Read(Some.Span("x") with { Events = [Some.Event("exception", ("exception.type", "X"))] }, null));

    [Theory]
    [InlineData("System.Threading.Tasks.TaskCanceledException")]
    [InlineData("asyncio.CancelledError")]
    [InlineData("AbortError")]
    public void Read_Cancellation_IsCancelled(string type) =>
        Assert.Equal("cancelled", Some.Span("chat", ("gen_ai.operation.name", "chat"), ("error.type", type)).Failed().Read().Status);

    private static ReadError Error(string type, params SpanEvent[] events) => ErrorReader.Read(Some.Span("x").Failed("", events), type);
}
