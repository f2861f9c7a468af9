using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>What a trace's tree and waterfall make of its spans.</summary>
[Trait("Needs", "Chromium")]
public sealed class TreeTests(Browser browser) : IClassFixture<Browser>
{
    private const string Trace = "/traces/00000000000000000000000000000001";

    [Fact]
    public async Task Attempts_OfATask_StandInAGroup()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(
            Some.Span(
                1,
                1,
                name: "invoke_workflow orders",
                to: 900,
                attributes: [("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", "orders")]),
            Attempt(2, number: 1, from: 10, SpanStatus.Error),
            Attempt(3, number: 2, from: 210, SpanStatus.Ok));

        await look.GoAsync(Trace);

        await look.Expect(".span-row").ToHaveCountAsync(4);
        await look.Expect(".span-row:has(.icon-retries)").ToContainTextAsync("2 attempts");
        await look.Expect(".span-row >> nth=2").ToContainTextAsync("attempt 1");
        await look.Expect(".span-row >> nth=2").ToHaveAttributeAsync("aria-level", "3");
        await look.Expect(".span-row >> nth=3").ToContainTextAsync("attempt 2");
    }

    [Fact]
    public async Task SpansWithoutTheirParentOrTheirEnd_AreShown_AndSaySo()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(
            Some.Span(1, 7, parent: 99, name: "child of nobody"),
            Some.Span(1, 8, parent: 7, name: "still at it", from: 50, to: -1));

        await look.GoAsync(Trace);

        await look.Expect(".span-row >> nth=0").ToContainTextAsync("Span 0000000000000063 has not come");
        await look.Expect(".span-row >> nth=1").ToContainTextAsync("child of nobody");
        await look.Expect(".span-row >> nth=2").ToContainTextAsync("running");
        await look.Expect(".trace-head .hint").ToContainTextAsync("Incomplete");
    }

    [Fact]
    public async Task AModelCall_ShowsItsFirstChunk_ItsCost_AndHowToCaptureWhatWasSaid()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(Some.Span(1, 1, name: "chat gpt-4o", to: 800, kind: SpanKind.Client, attributes:
        [
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.provider.name", "openai"),
            ("gen_ai.request.model", "gpt-4o"),
            ("gen_ai.response.time_to_first_chunk", 0.2),
            ("gen_ai.usage.input_tokens", 12_345L), ("gen_ai.usage.output_tokens", 678L), ("gen_ai.usage.cost", 0.0123456),
        ]));

        await look.GoAsync($"{Trace}?span=0000000000000001");

        await look.Expect(".first-chunk").ToHaveAttributeAsync("title", "First chunk after 200 ms");
        await look.Expect(".span-cost span").ToHaveTextAsync("$0.0123");
        await look.Expect(".span-cost span").ToHaveAttributeAsync("title", "$0.0123456");
        await look.Expect(".span-tokens span").ToHaveTextAsync("13K");
        await look.Expect(".span-tokens span").ToHaveAttributeAsync("title", "12,345 input + 678 output tokens");
        await look.Expect(".not-captured").ToContainTextAsync("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT");
    }

    private static SpanRecord Attempt(ulong id, long number, double from, SpanStatus status) => Some.Span(
        1, id, parent: 1, name: "execute_task pick", from: from, to: from + 100, status: status,
        attributes:
        [
            ("gen_ai.operation.name", "execute_task"), ("agentotel.task.name", "pick"), ("agentotel.task.id", "t-1"),
            ("agentotel.task.attempt", number),
        ]);
}
