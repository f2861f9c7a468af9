using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage;

public sealed class LeadingSpanTests
{
    private const string Trace = "SELECT name, lead_span, lead_kind, status, duration FROM traces";
    private const uint LocalParent = 0x100;
    private const uint RemoteParent = 0x300;

    private static readonly SpanRecord Request = Some.Span(1, 1, name: "POST /ads", to: 1000, kind: SpanKind.Server);
    private static readonly SpanRecord Workflow = Some.Span(1, 2, 1, name: "invoke_workflow ads", to: 900, attributes:
        [("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", "ads"), ("agentotel.status", "paused")]);

    private static readonly SpanRecord Nested = Some.Span(
        1, 3, 2, to: 800, attributes: [("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", "inner")]);

    [Theory]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 2, 1, 0 })]
    [InlineData(new[] { 1, 2, 0 })]
    public async Task WriteAsync_WorkflowBelowTheRoot_Leads(int[] order)
    {
        SpanRecord[] spans = [Request, Workflow, Nested];
        await using var temporary = new TemporaryStore();
        foreach (var i in order)
        {
            await temporary.WriteAsync(spans[i]);
        }

        Assert.Equal("ads|2|1|paused|900000000", temporary.Row(Trace));
        Assert.Equal("1|1795608000000000000|1795608001000000000|2", temporary.Row("SELECT has_root, start, end, workflows FROM traces"));
    }

    [Fact]
    public async Task WriteAsync_AgentWithoutWorkflow_Leads()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Request,
            Some.Span(
                1,
                2,
                1,
                status: SpanStatus.Error,
                attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "writer")]));

        Assert.Equal("writer|2|3|failed|100000000", temporary.Row(Trace));
    }

    [Theory]
    [InlineData(LocalParent, "running")]
    [InlineData(RemoteParent, "completed")]
    [InlineData(0u, "completed")]
    public async Task WriteAsync_ParentOfTheLeadNeverCame_IsRunningWhereItIsOfThisProcess(uint flags, string status)
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(1, 2, 1, flags: flags, attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "writer")]));

        Assert.Equal($"writer|2|3|{status}|100000000", temporary.Row(Trace));
        Assert.Equal("0", temporary.Row("SELECT has_root FROM traces"));
    }

    [Fact]
    public async Task WriteAsync_OnlyPlainChildrenCame_EarliestLeadsAndRuns()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 3, 1, name: "late", from: 50), Some.Span(1, 2, 1, name: "early"));

        Assert.Equal("early|2|0|running|100000000", temporary.Row(Trace));
    }

    [Fact]
    public async Task WriteAsync_LeadEndsBeforeItStarts_LastsNothing()
    {
        await using var temporary = new TemporaryStore();

        await temporary.WriteAsync(Some.Span(1, 1, from: 100, to: 50));

        Assert.Equal("0", temporary.Row("SELECT duration FROM traces"));
    }

    [Fact]
    public async Task WriteAsync_LeadHasNotEnded_LastsToTheLatestKnown()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1, name: "root", to: -1), Some.Span(1, 2, 1, from: 100, to: 400));

        Assert.Equal("root|1|0|running|400000000", temporary.Row(Trace));
    }

    [Fact]
    public async Task WriteAsync_LogsAlone_MakeATrace()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Log(trace: 1, at: 5), Some.Log(trace: 1, at: 9));
        Assert.Equal("|0|2|1795608000005000000", temporary.Row("SELECT name, spans, logs, start FROM traces"));

        await temporary.ReopenAsync();
        await temporary.WriteAsync(Request);

        Assert.Equal("POST /ads|1|2|1795608000000000000", temporary.Row("SELECT name, spans, logs, start FROM traces"));

        await temporary.ReopenAsync();
        await temporary.WriteAsync(Some.Log(trace: 1, at: 9));

        Assert.Equal("POST /ads|1|3|completed", temporary.Row("SELECT name, spans, logs, status FROM traces"));
    }
}
