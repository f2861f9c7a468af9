using AgentOtel.Viewer.Dialects;

namespace AgentOtel.Viewer.Tests.Dialects;

public sealed class PricingTests
{
    private static readonly (string, object)[] Attributes =
    [
        ("gen_ai.operation.name", "chat"),
        ("gen_ai.provider.name", "OpenAI"),
        ("gen_ai.request.model", "gpt-4.1"),
        ("gen_ai.response.model", "gpt-4.1-2025"),
        ("gen_ai.usage.input_tokens", 100), ("gen_ai.usage.output_tokens", 20), ("gen_ai.usage.cache_read.input_tokens", 30),
        ("gen_ai.usage.cache_write.input_tokens", 5), ("gen_ai.usage.reasoning.output_tokens", 7),
    ];

    [Fact]
    public void Read_CallWithoutACost_IsPricedByTheHost()
    {
        ViewedCall asked = default;
        var call = new SpanReader((in ViewedCall call) =>
        {
            asked = call;
            return 0.25m;
        }).Read(Some.Span("chat", Attributes));

        Assert.Equal(0.25, call.EstimatedCost);
        Assert.Null(call.Cost);
        Assert.Equal(
            new ViewedCall("openai", "gpt-4.1", "gpt-4.1-2025", new DateTimeOffset(2027, 1, 15, 8, 0, 0, TimeSpan.Zero), 100, 20, 30, 5, 7),
            asked);
    }

    [Fact]
    public void Read_CallWithACost_IsNotPriced() =>
        Assert.Null(
            new SpanReader((in ViewedCall _) => 1).Read(Some.Span("chat", [.. Attributes, ("gen_ai.usage.cost", 0.5)])).EstimatedCost);

    [Fact]
    public void Read_AgentOrCallWithoutUsage_IsNotPriced()
    {
        var reader = new SpanReader((in ViewedCall _) => 1);

        Assert.Null(reader.Read(Some.Span("chat", ("gen_ai.operation.name", "chat"))).EstimatedCost);
        Assert.Null(reader.Read(Some.Span("a", ("gen_ai.operation.name", "invoke_agent"), ("gen_ai.usage.input_tokens", 1))).EstimatedCost);
    }

    [Fact]
    public void Read_PricerThatThrowsOrKnowsNothing_GivesNoPrice()
    {
        Assert.Null(
            new SpanReader((in ViewedCall _) => throw new InvalidOperationException()).Read(Some.Span("chat", Attributes)).EstimatedCost);
        Assert.Null(new SpanReader((in ViewedCall _) => null).Read(Some.Span("chat", Attributes)).EstimatedCost);
        Assert.Null(new SpanReader((in ViewedCall _) => -1).Read(Some.Span("chat", Attributes)).EstimatedCost);
    }
}
