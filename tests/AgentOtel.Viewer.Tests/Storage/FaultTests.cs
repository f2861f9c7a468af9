using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Storage;

public sealed class FaultTests
{
    private const string Groups = "SELECT fingerprint, type, count FROM error_groups ORDER BY fingerprint";

    private static readonly SpanRecord KitModel = Some.Span(1, 3, 2, name: "chat", status: SpanStatus.Error, attributes:
    [
        ("gen_ai.operation.name", "chat"), ("error.type", "429"), ("agentotel.error.fingerprint", "aaaa"),
        ("agentotel.error.category", "rate_limit"), ("agentotel.error.severity", "minor"),
    ]);

    private static readonly SpanRecord KitAgent = Some.Span(1, 2, 1, name: "invoke_agent", status: SpanStatus.Error, attributes:
    [
        ("gen_ai.operation.name", "invoke_agent"),
        ("gen_ai.agent.name", "writer"),
        ("error.type", "429"),
        ("agentotel.error.fingerprint", "aaaa"),
        ("agentotel.error.category", "rate_limit"), ("agentotel.error.severity", "minor"),
    ]);

    private static readonly LogRecord KitEvent = Some.Log("failed", 1, 3, eventName: "agentotel.error", severity: 13, attributes:
    [
        ("error.type", "429"),
        ("agentotel.error.fingerprint", "aaaa"),
        ("agentotel.error.category", "rate_limit"),
        ("agentotel.error.severity", "minor"),
        ("exception.type", "OpenAI.ClientResultException"), ("exception.stacktrace", "   at Shop.Ask()"),
    ]);

    public static TheoryData<int[]> Orders => new([0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1], [1, 0, 2]);

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task WriteAsync_EventSpanAndParent_AreOneFault(int[] order)
    {
        object[] items = [KitModel, KitAgent, KitEvent];
        await using var temporary = new TemporaryStore();
        foreach (var i in order)
        {
            await temporary.WriteAsync(items[i]);
            await temporary.ReopenAsync();
        }

        Assert.Equal("aaaa|429|rate_limit|minor|1", temporary.Row("SELECT fingerprint, type, category, severity, count FROM error_groups"));
        Assert.Equal(
            ["2|1|writer||", "3|0|writer|1|   at Shop.Ask()"],
            temporary.Rows("SELECT span_id, passed_on, agent, log, stack FROM faults ORDER BY span_id"));
        Assert.Equal("2", temporary.Row("SELECT errors FROM traces"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_SenderWithoutFingerprints_GroupsByWhatDoesNotChange(bool reopens)
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Failed(1, 1, "execute_tool", "ValueError", "no city 'Paris' in order 4711"));
        await temporary.WriteAsync(Failed(2, 1, "execute_tool", "ValueError", "no city 'Rome' in order 4712"));
        if (reopens)
        {
            await temporary.ReopenAsync();
        }

        await temporary.WriteAsync(Failed(3, 1, "execute_tool", "ValueError", "no such order 4713"));
        await temporary.WriteAsync(Failed(4, 1, "chat", "ValueError", "no city 'Oslo' in order 1"));

        Assert.Equal(
            [
                "2|ValueError: no city 'Paris' in order 4711|validation|major", "1|ValueError: no city 'Oslo' in order 1|validation|major",
                "1|ValueError: no such order 4713|validation|major",
            ],
            temporary.Rows("SELECT count, title, category, severity FROM error_groups ORDER BY count DESC, title"));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 2, 1, 0 })]
    [InlineData(new[] { 1, 2, 0 })]
    public async Task WriteAsync_ParentsOfASenderWithoutFingerprints_PassOn(int[] order)
    {
        object[] items =
        [
            Failed(1, 1, "invoke_agent", null, ""),
            Failed(1, 2, "execute_tool", "ValueError", "no city", parent: 1),
            Failed(1, 3, "chat", "ValueError", "no city", parent: 2),
        ];
        await using var temporary = new TemporaryStore();
        foreach (var i in order)
        {
            await temporary.WriteAsync(items[i]);
        }

        Assert.Equal("1|ValueError: no city", temporary.Row("SELECT count, title FROM error_groups"));
        Assert.Equal(["1|1", "2|1", "3|0"], temporary.Rows("SELECT span_id, passed_on FROM faults ORDER BY span_id"));
        Assert.Equal("1", temporary.Row("SELECT count(DISTINCT fingerprint) FROM span_rows"));
    }

    [Theory]
    [InlineData(new[] { 0, 1 })]
    [InlineData(new[] { 1, 0 })]
    public async Task WriteAsync_PlainClientBelowAFailedOperation_IsNoGroup(int[] order)
    {
        object[] items =
        [
            KitModel,
            Some.Span(1, 4, 3, name: "POST", kind: SpanKind.Client, status: SpanStatus.Error, attributes: ("error.type", "429")),
        ];
        await using var temporary = new TemporaryStore();
        foreach (var i in order)
        {
            await temporary.WriteAsync(items[i]);
        }

        Assert.Equal("aaaa|429|1", temporary.Row(Groups));
    }

    [Fact]
    public async Task WriteAsync_PlainClientBelowAnOperationThatWentOn_IsAGroup()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Span(1, 4, 3, name: "POST", kind: SpanKind.Client, status: SpanStatus.Error, attributes: ("error.type", "503")),
            Some.Span(1, 3, attributes: ("gen_ai.operation.name", "chat")));

        Assert.Equal("503|overloaded|1|503 in POST", temporary.Row("SELECT type, category, count, title FROM error_groups"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_ExceptionLoggedInAFailedSpan_IsTheSpans(bool logFirst)
    {
        await using var temporary = new TemporaryStore();
        var log = Some.Log("oh no", trace: 1, span: 1, severity: 17, attributes:
            [("exception.type", "openai.RateLimitError"), ("exception.message", "slow down"), ("exception.stacktrace", "Traceback")]);
        var span = Failed(1, 1, "chat", "RateLimitError", "slow down");
        await temporary.WriteAsync(logFirst ? log : span);
        await temporary.WriteAsync(logFirst ? span : log);

        Assert.Equal("RateLimitError|rate_limit|1", temporary.Row("SELECT type, category, count FROM error_groups"));
        Assert.Equal("1|1|Traceback", temporary.Row("SELECT span_id, log, stack FROM faults"));
    }

    [Fact]
    public async Task WriteAsync_ExceptionLoggedOutsideOfATrace_IsAFault()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(
            Some.Log(
                "oh no", severity: 21, attributes: [("exception.type", "System.TimeoutException"), ("exception.message", "too late")]));

        Assert.Equal(
            "System.TimeoutException|timeout|critical|System.TimeoutException: too late|1",
            temporary.Row("SELECT type, category, severity, title, count FROM error_groups"));
        Assert.Equal("|1|shop", temporary.Row("SELECT trace, log, service FROM faults"));
    }

    [Fact]
    public async Task WriteAsync_Cancelled_IsNoFault()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(Some.Span(1, 1, status: SpanStatus.Error, attributes:
            [("gen_ai.operation.name", "chat"), ("error.type", "System.OperationCanceledException"), ("agentotel.status", "cancelled")]));

        Assert.Empty(temporary.Rows(Groups));
        Assert.Equal("cancelled|0", temporary.Row("SELECT status, errors FROM traces"));
    }

    [Fact]
    public async Task WriteAsync_GroupMarkedResolved_SaysThatItCameBack()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(KitModel);
        await temporary.ExecuteAsync($"UPDATE error_groups SET state='resolved', note='fixed in 1.2', state_changed={Some.At(1000)}");
        await temporary.WriteAsync(
            Some.Span(
                2,
                1,
                from: 0,
                to: 900,
                status: SpanStatus.Error,
                attributes: [("error.type", "429"), ("agentotel.error.fingerprint", "aaaa")]));
        Assert.Equal("resolved|fixed in 1.2|0|2", temporary.Row("SELECT state, note, came_back, count FROM error_groups"));

        await temporary.WriteAsync(
            Some.Span(
                3,
                1,
                from: 0,
                to: 1100,
                status: SpanStatus.Error,
                attributes: [("error.type", "429"), ("agentotel.error.fingerprint", "aaaa")]));

        Assert.Equal("open|fixed in 1.2|1|3", temporary.Row("SELECT state, note, came_back, count FROM error_groups"));
    }

    [Fact]
    public async Task WriteAsync_GroupMarkedIgnored_StaysSo()
    {
        await using var temporary = new TemporaryStore();
        await temporary.WriteAsync(KitModel);
        await temporary.ExecuteAsync("UPDATE error_groups SET state='ignored', state_changed=1");
        await temporary.WriteAsync(
            Some.Span(2, 1, status: SpanStatus.Error, attributes: [("error.type", "429"), ("agentotel.error.fingerprint", "aaaa")]));

        Assert.Equal("ignored|0|2", temporary.Row("SELECT state, came_back, count FROM error_groups"));
    }

    private static SpanRecord Failed(int trace, ulong id, string operation, string? type, string message, ulong parent = 0) => Some.Span(
        trace, id, parent, name: operation, status: SpanStatus.Error, message: message,
        attributes: type is null ? [("gen_ai.operation.name", operation)] : [("gen_ai.operation.name", operation), ("error.type", type)]);

    [Theory]
    [InlineData("429", "429", "429 in chat")]
    [InlineData("TimeoutError", "TimeoutError: too late", "TimeoutError: too late")]
    [InlineData("TimeoutError", "TimeoutErrors happen", "TimeoutError: TimeoutErrors happen")]
    public async Task Title_OfAMessageThatRepeatsTheType_SaysItOnce(string type, string message, string title)
    {
        await using var temporary = new TemporaryStore();

        await temporary.WriteAsync(Failed(1, 1, "chat", type, message));

        Assert.Equal(title, temporary.Row("SELECT title FROM error_groups"));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 })]
    [InlineData(new[] { 3, 2, 1, 0 })]
    [InlineData(new[] { 2, 0, 3, 1 })]
    public async Task WriteAsync_AnExceptionThatGoesUpThroughTheKitsSpans_IsOneFault(int[] order)
    {
        object[] items =
        [
            Kit(1, 0, "invoke_agent", "aa", "429"), Kit(2, 1, "plan", "bb", "429"), Kit(3, 2, "chat", "cc", "429"),
            Kit(4, 1, "execute_tool", "dd", "timeout"),
        ];
        await using var temporary = new TemporaryStore();
        foreach (var i in order)
        {
            await temporary.WriteAsync(items[i]);
        }

        Assert.Equal(["cc|1", "dd|1"], temporary.Rows("SELECT fingerprint, count FROM error_groups ORDER BY fingerprint"));

        static SpanRecord Kit(ulong id, ulong parent, string operation, string fingerprint, string type) => Some.Span(
            1, id, parent, status: SpanStatus.Error,
            attributes:
            [
                ("gen_ai.operation.name", operation), ("error.type", type), ("agentotel.error.category", "rate_limit"),
                ("agentotel.error.fingerprint", fingerprint),
            ]);
    }
}
