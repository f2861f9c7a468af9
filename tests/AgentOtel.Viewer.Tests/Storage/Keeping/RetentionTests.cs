using AgentOtel.Tests;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

public sealed class RetentionTests
{
    private readonly SetClock _clock = new();

    [Fact]
    public async Task Upkeep_Age_LetsEachSignalGoByItsOwn()
    {
        using var folder = new TemporaryFolder();
        await using var store = OpenAged(folder);
        await store.WriteAsync(Some.Span(1, 1), Some.Log(), Some.Metric("m", points: Some.Point(1)));
        Assert.Equal((1, 1, 1), await HeldAsync(store, (1, 1, 1)));

        _clock.Now += TimeSpan.FromMinutes(61);
        Assert.Equal((0, 1, 1), await HeldAsync(store, (0, 1, 1)));

        _clock.Now += TimeSpan.FromMinutes(60);
        Assert.Equal((0, 0, 1), await HeldAsync(store, (0, 0, 1)));

        _clock.Now += TimeSpan.FromMinutes(60);
        Assert.Equal((0, 0, 0), await HeldAsync(store, (0, 0, 0)));
        Assert.Equal(new ItemCounts(1, 1, 1, 1), store.Figures.Evicted);
        Assert.Empty(store.Figures.Warnings);
        Assert.Equal(
            0, store.Ask("SELECT (SELECT count(*) FROM series)+(SELECT count(*) FROM instruments)+(SELECT count(*) FROM log_details)"));
        await store.WriteAsync(Some.Metric("m", points: Some.Point(2)));
        Assert.Equal(1, store.Ask("SELECT count(*) FROM metrics WHERE name='m' AND value=2"));
    }

    [Fact]
    public async Task Upkeep_TraceThatWent_LeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        await using var store = OpenAged(folder);
        await SendFailedRunAsync(store, 1);
        Assert.Equal(new ItemCounts(1, 2, 3, 0), store.Figures.Held);
        Assert.Equal(1, store.Ask("SELECT count(*) FROM error_groups"));
        Assert.Equal((1, 1), (store.Ask("SELECT count(*) FROM decisions"), store.Ask("SELECT count(*) FROM evaluations")));
        Assert.True(store.Ask("SELECT count(*) FROM sums") > 0);

        _clock.Now += TimeSpan.FromMinutes(61);
        await HeldAsync(store, (0, 0, 0));

        foreach (var table in new[]
        {
            "traces",
            "trace_facets",
            "span_rows",
            "span_details",
            "log_rows",
            "log_details",
            "sums",
            "hour_sums",
            "faults",
            "error_groups",
            "decisions",
            "evaluations",
        })
        {
            Assert.True(store.Ask($"SELECT count(*) FROM {table}") == 0, table);
        }

        Assert.Equal(0, store.Ask("SELECT count(*) FROM span_text WHERE span_text MATCH 'chat'"));
        Assert.Equal(0, store.Ask("SELECT count(*) FROM log_text WHERE log_text MATCH 'boom'"));
        Assert.Equal(new ItemCounts(1, 2, 3, 0), store.Figures.Evicted);
    }

    [Fact]
    public async Task Upkeep_GroupThatWasSpokenOfOrStillHappens_Stays()
    {
        using var folder = new TemporaryFolder();
        await using var store = OpenAged(folder);
        await SendFailedRunAsync(store, 1);
        await store.ChangeAsync(static writer =>
            StoreFile.Execute(writer.Connection, "UPDATE error_groups SET note='known', state='ignored'"));
        await store.WriteAsync(
            Some.Span(2, 1, status: Telemetry.SpanStatus.Error, attributes: ("error.type", "Other")));
        _clock.Now += TimeSpan.FromMinutes(50);
        await store.WriteAsync(
            Some.Span(3, 1, status: Telemetry.SpanStatus.Error, attributes: ("error.type", "Other")));

        _clock.Now += TimeSpan.FromMinutes(20);
        await HeldAsync(store, (1, 0, 0));

        Assert.Equal(2, store.Ask("SELECT count(*) FROM error_groups"));
        Assert.Equal(1, store.Ask("SELECT count(*) FROM faults"));
    }

    [Fact]
    public async Task Upkeep_LogsThatWent_AreNoLongerCountedByTheirTrace()
    {
        using var folder = new TemporaryFolder();
        await using var store = KeptFile.Open(
            new StoreSettings(folder.File("viewer.db"), 1 << 30, 64 << 20) { Logs = new SignalLimit(TimeSpan.FromHours(1), long.MaxValue) },
            _clock);
        await store.WriteAsync(
            Some.Span(1, 1), Some.Log(trace: 1), Some.Log(trace: 1), Some.Log(severity: 17, attributes: ("exception.type", "Lost")));
        Assert.Equal(1, store.Ask("SELECT count(*) FROM faults WHERE trace IS NULL"));

        _clock.Now += TimeSpan.FromMinutes(61);
        await HeldAsync(store, (1, 0, 0));
        Assert.Equal(0, store.Ask("SELECT logs FROM traces"));
        Assert.Equal(0, store.Ask("SELECT (SELECT count(*) FROM faults)+(SELECT count(*) FROM error_groups)"));
        await store.WriteAsync(Some.Log(trace: 1));
        Assert.Equal(1, store.Ask("SELECT logs FROM traces"));
    }

    [Fact]
    public async Task Upkeep_SpanOfATraceThatWent_BeginsItAnew()
    {
        using var folder = new TemporaryFolder();
        await using var store = OpenAged(folder);
        await store.WriteAsync(Some.Span(1, 1));
        _clock.Now += TimeSpan.FromMinutes(61);
        await HeldAsync(store, (0, 0, 0));

        await store.WriteAsync(Some.Span(1, 2, 1));

        Assert.Equal(1, store.Ask("SELECT count(*) FROM spans"));
        Assert.Equal(1, store.Ask("SELECT spans FROM traces"));
    }

    [Fact]
    public async Task Upkeep_MoreResourcesThanAreInUse_SweepsThem()
    {
        using var folder = new TemporaryFolder();
        await using var store = OpenAged(folder);
        await store.WriteAsync([.. Enumerable.Range(0, 6_000).Select(i => Some.Span(i + 1, 1, resource: Some.Service($"s{i}")))]);
        _clock.Now += TimeSpan.FromMinutes(61);
        await HeldAsync(store, (0, 0, 0));
        Assert.Equal(6_000, store.Figures.Evicted.Traces);

        await store.WriteAsync(Some.Span(9_000, 1));

        await Polling.UntilAsync(
            () => Task.FromResult(store.Ask("SELECT count(*) FROM resources")), static count => count == 1, "resources");
        await store.WriteAsync(Some.Span(9_001, 1, resource: Some.Service("s1")));
        Assert.Equal(2, store.Ask("SELECT count(*) FROM spans"));
    }

    private TelemetryStore OpenAged(TemporaryFolder folder) => KeptFile.Open(
        new StoreSettings(folder.File("viewer.db"), 1 << 30, 64 << 20)
        {
            Traces = new SignalLimit(TimeSpan.FromHours(1), long.MaxValue),
            Logs = new SignalLimit(TimeSpan.FromHours(2), long.MaxValue),
            Metrics = new SignalLimit(TimeSpan.FromHours(3), long.MaxValue),
        },
        _clock);

    private static Task<(long Traces, long Logs, long Points)> HeldAsync(
        TelemetryStore store, (long, long, long) awaited) => Polling.UntilAsync(
        () => Task.FromResult((store.Figures.Held.Traces, store.Figures.Held.Logs, store.Figures.Held.Points)),
        held => held == awaited,
        "What is held");

    private static Task SendFailedRunAsync(TelemetryStore store, int trace) => store.WriteAsync(
        Some.Span(
            trace,
            1,
            name: "chat gpt-4o",
            status: Telemetry.SpanStatus.Error,
            attributes: [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "gpt-4o"), ("error.type", "Timeout")]),
        Some.Span(trace, 2, 1),
        Some.Log("boom", trace, 1),
        Some.Log(
            "routed",
            trace,
            1,
            eventName: "agentotel.routing.decided",
            attributes: [("agentotel.routing.point", "team"), ("agentotel.routing.choice", "copy")]),
        Some.Log(
            "scored",
            trace,
            1,
            eventName: "gen_ai.evaluation.result",
            attributes: [("gen_ai.evaluation.name", "Relevance"), ("gen_ai.evaluation.score.value", 0.8)]));
}
