using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage;

public sealed class NamesFromAboveTests
{
    private static readonly SpanRecord Workflow = Some.Span(1, 1, name: "invoke_workflow ads", to: 900, attributes:
    [
        ("gen_ai.operation.name", "invoke_workflow"),
        ("gen_ai.workflow.name", "ads"),
        ("agentotel.workflow.run.id", "run-7"),
        ("agentotel.tenant", "acme"),
    ]);

    private static readonly SpanRecord Agent = Some.Span(1, 2, 1, name: "invoke_agent writer", to: 800, attributes:
    [
        ("gen_ai.operation.name", "invoke_agent"),
        ("gen_ai.agent.name", "writer"),
        ("gen_ai.conversation.id", "c1"),
        ("session.id", "s1"),
        ("user.id", "u1"),
    ]);

    private static readonly SpanRecord Model = Some.Span(1, 3, 2, name: "chat gpt-4o", attributes:
    [
        ("gen_ai.operation.name", "chat"),
        ("gen_ai.request.model", "gpt-4o"),
        ("gen_ai.usage.input_tokens", 10),
        ("gen_ai.usage.cost", 0.5),
    ]);

    private static readonly SpanRecord Http = Some.Span(1, 4, 3, name: "POST", kind: SpanKind.Client);

    public static TheoryData<int[][]> Orders =>
        new([[0, 1, 2, 3]], [[3], [2], [1], [0]], [[2], [0], [3], [1]], [[3, 2], [1, 0]], [[0], [3], [1], [2]]);

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task WriteAsync_InAnyOrder_FillsNamesBelow(int[][] requests)
    {
        await using var temporary = new TemporaryStore();
        await WriteAsync(temporary, requests, reopens: false);

        AssertFilled(temporary);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task WriteAsync_InAnyOrderAndNothingInMemory_FillsNamesBelow(int[][] requests)
    {
        await using var temporary = new TemporaryStore();
        await WriteAsync(temporary, requests, reopens: true);

        AssertFilled(temporary);
    }

    [Fact]
    public async Task WriteAsync_AgentBetween_TakesThePlaceOfTheOneAbove()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(1, 1, attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "chief")]));
        await temporary.WriteAsync(
            Some.Span(1, 3, 2, name: "tool", attributes: [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "search")]));
        await temporary.WriteAsync(
            Some.Span(1, 2, 1, attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "helper")]));

        Assert.Equal("helper|4", temporary.Row("SELECT agent, filled FROM span_rows WHERE span_id = 3"));
        Assert.Equal("helper|1", temporary.Row("SELECT agent, calls FROM sums WHERE kind = 5"));
    }

    [Fact]
    public async Task WriteAsync_CircleOfParents_IsKept()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1, 2), Some.Span(1, 2, 1), Some.Span(1, 3, 3));

        Assert.Equal("3|0", temporary.Row("SELECT spans, has_root FROM traces"));
    }

    private static async Task WriteAsync(TemporaryStore temporary, int[][] requests, bool reopens)
    {
        SpanRecord[] spans = [Workflow, Agent, Model, Http];
        foreach (var request in requests)
        {
            await temporary.WriteAsync([.. request.Select(i => spans[i])]);
            if (reopens)
            {
                await temporary.ReopenAsync();
            }
        }
    }

    private static void AssertFilled(TemporaryStore temporary)
    {
        Assert.Equal(
            [
                "1|ads|run-7||||||acme|0",
                "2|ads|run-7||writer|c1|s1|u1|acme|67",
                "3|ads|run-7|gpt-4o|writer|c1|s1|u1|acme|127",
                "4|ads|run-7||writer|c1|s1|u1|acme|127",
            ],
            temporary.Rows(
                "SELECT span_id, workflow, run_id, request_model, agent, conversation, session, user, tenant, filled FROM span_rows ORDER "
                    + "BY span_id"));
        Assert.Equal(
            ["1|shop|ads||ads|acme|1|0", "3|shop|ads|writer|writer|acme|1|0", "6|shop|ads|writer|gpt-4o|acme|1|0.5"],
            temporary.Rows("SELECT kind, service, workflow, agent, name, tenant, calls, cost FROM sums ORDER BY kind"));
        Assert.Equal(
            ["498780|1|ads|1|0", "498780|3|writer|1|0", "498780|6|gpt-4o|1|0.5"],
            temporary.Rows("SELECT hour, kind, name, calls, cost FROM hour_sums ORDER BY kind"));
        Assert.Equal(
            [
                "agent=writer",
                "conversation=c1",
                "kind=agent",
                "kind=model",
                "kind=workflow",
                "model=gpt-4o",
                "run=run-7",
                "service=shop",
                "session=s1",
                "tenant=acme", "user=u1", "workflow=ads",
            ],
            temporary.Rows("SELECT facet || '=' || value FROM trace_facets ORDER BY 1"));
        Assert.Equal("ads|1|1|completed|900000000|run-7|4|1|1|1|10|0.5", temporary.Row(
            "SELECT name, lead_kind, lead_span, status, duration, run_id, spans, workflows, agent_calls, model_calls, input_tokens, cost "
                + "FROM traces"));
    }
}
