using AgentOtel.Tests;
using AgentOtel.Viewer.Storage;
using AgentOtel.Viewer.Tests.Support;
using AgentOtel.Viewer.Tests.Wire;

namespace AgentOtel.Viewer.Tests.Storage.Keeping;

public sealed class BoundTests
{
    private const int MaxBytes = 16 << 20;

    [Fact]
    public async Task WriteAsync_FarMoreThanTheBound_StaysWithinAndLetsTheOldestGo()
    {
        const int Requests = 140;
        using var folder = new TemporaryFolder();
        await using var viewer = await RunningTestViewer.StartAsync(options =>
        {
            options.File = folder.File("viewer.db");
            options.MaxBytes = MaxBytes;
        });
        var store = viewer.Store;
        var random = new Random(1);
        long most = 0;
        for (var i = 1; i <= Requests; i++)
        {
            await store.WriteAsync(Some.Batch(Request(i, random)), 300_000, CancellationToken.None);
            most = Math.Max(most, StoreFiles.Bytes(store.Path));
        }

        Assert.InRange(most, MaxBytes / 2, MaxBytes);
        var status = await viewer.GetAsync("status");
        Assert.Equal(MaxBytes, status.GetProperty("maxBytes").GetInt64());
        Assert.True(status.GetProperty("evicted").GetProperty("traces").GetInt64() > 1_000);
        await store.ChangeAsync(_ =>
        {
            var (held, evicted) = (store.Figures.Held, store.Figures.Evicted);
            Assert.Equal(Requests * 50, evicted.Traces + held.Traces - 1);
            Assert.Equal(Requests * 102, evicted.Spans + held.Spans);
            Assert.Equal(Requests * 100, evicted.Logs + held.Logs);
            AssertCounted(store);
            AssertNothingLeft(store);

            // The trace that grew all the while is there whole, and beside it the latest.
            Assert.Equal(2 * Requests, store.Ask("SELECT spans FROM traces WHERE trace_id=printf('%032x', 1000000)"));
            var latest = held.Traces - 1;
            Assert.Equal(latest, store.Ask($"SELECT count(*) FROM traces WHERE trace_id>printf('%032x', {(Requests * 50) - latest})") - 1);
        });
    }

    [Fact]
    public async Task WriteAsync_TinyTraces_StaysWithin()
    {
        using var folder = new TemporaryFolder();
        await using var store = KeptFile.Open(folder.File("viewer.db"), maxBytes: MaxBytes);
        long most = 0;
        for (var i = 0; i < 60; i++)
        {
            var first = i * 2_000;
            Assert.Null((await store.WriteAsync(
                Some.Batch([.. Enumerable.Range(1, 2_000).Select(n => Some.Span(first + n, 1))]),
                400_000,
                CancellationToken.None)).Refusal);
            most = Math.Max(most, StoreFiles.Bytes(store.Path));
        }

        Assert.InRange(most, MaxBytes / 2, MaxBytes);
        await store.ChangeAsync(_ =>
        {
            var held = store.Figures.Held.Traces;
            Assert.Equal(60 * 2_000, held + store.Figures.Evicted.Traces);
            Assert.True(store.Figures.Evicted.Traces > 60_000);
            AssertCounted(store);
            Assert.Equal(held, store.Ask($"SELECT count(*) FROM traces WHERE trace_id>printf('%032x', {(60 * 2_000) - held})"));
        });
    }

    [Fact]
    public async Task ClearAsync_FullFile_GivesTheSpaceBack()
    {
        using var folder = new TemporaryFolder();
        await using var store = KeptFile.Open(folder.File("viewer.db"), maxBytes: 64 << 20);
        var random = new Random(2);
        for (var i = 1; i <= 60; i++)
        {
            await store.WriteAsync(Request(i, random));
        }

        KeptFile.ExecuteForeign(store.Path, "PRAGMA wal_checkpoint(TRUNCATE)");
        var before = new FileInfo(store.Path).Length;
        Assert.True(before > 8 << 20, $"{before}");

        await store.ClearAsync();

        await Polling.UntilAsync(
            () =>
            {
                KeptFile.ExecuteForeign(store.Path, "PRAGMA wal_checkpoint(TRUNCATE)");
                return Task.FromResult(new FileInfo(store.Path).Length);
            },
            length => length <= 3 << 20,
            "The file's length");
        Assert.Equal(default, store.Figures.Held);
    }

    /// <summary>50 traces of two spans with their logs, one more span of a trace that grows, points.</summary>
    private static object[] Request(int number, Random random)
    {
        List<object> items =
        [
            Some.Span(1_000_000, (ulong)(2 * number) + 1, name: "grows"), Some.Span(1_000_000, (ulong)(2 * number) + 2, name: "grows"),
        ];
        for (var i = 1; i <= 50; i++)
        {
            var trace = ((number - 1) * 50) + i;
            var at = trace * 1000d;
            items.Add(Some.Span(trace, 1, name: "chat gpt-4o", from: at, to: at + 10, status: Telemetry.SpanStatus.Error, attributes:
            [
                ("gen_ai.operation.name", "chat"),
                ("gen_ai.request.model", "gpt-4o"),
                ("prompt", KeptFile.Text(random, 60)),
                ("error.type", $"E{trace}"),
            ]));
            items.Add(Some.Span(trace, 2, 1, from: at, to: at + 10, attributes: ("text", KeptFile.Text(random, 20))));
            items.Add(
                Some.Log(
                    KeptFile.Text(random, 30),
                    trace,
                    1,
                    at: at,
                    eventName: "gen_ai.evaluation.result",
                    attributes: [("gen_ai.evaluation.name", "Relevance"), ("gen_ai.evaluation.score.value", 0.5)]));
            items.Add(Some.Log(KeptFile.Text(random, 10), trace, 2, at: at));
        }

        items.Add(Some.Metric("m", points: [.. Enumerable.Range(0, 50).Select(i => Some.Point(i, (number * 50) + i, ("n", i)))]));
        return [.. items];
    }

    /// <summary>To be asked on the writer's thread, which goes on with its upkeep after the last answer.</summary>
    private static void AssertCounted(TelemetryStore store)
    {
        var held = store.Figures.Held;
        Assert.Equal(held.Traces, store.Ask("SELECT count(*) FROM traces"));
        Assert.Equal(held.Spans, store.Ask("SELECT count(*) FROM span_rows"));
        Assert.Equal(held.Logs, store.Ask("SELECT count(*) FROM log_rows"));
        Assert.Equal(held.Points, store.Ask("SELECT count(*) FROM points"));
    }

    private static void AssertNothingLeft(TelemetryStore store)
    {
        foreach (var (table, trace) in new[]
        {
            ("trace_facets", "trace"),
            ("faults", "trace"),
            ("span_rows", "trace"),
            ("log_rows", "trace"),
            ("decisions", "trace"),
            ("evaluations", "trace"),
        })
        {
            Assert.True(store.Ask($"SELECT count(*) FROM {table} WHERE {trace} NOT IN (SELECT id FROM traces)") == 0, table);
        }

        Assert.Equal(store.Figures.Held.Spans, store.Ask("SELECT count(*) FROM span_details"));
        Assert.Equal(store.Figures.Held.Logs, store.Ask("SELECT count(*) FROM log_details"));
        Assert.Equal(store.Ask("SELECT count(DISTINCT fingerprint) FROM faults"), store.Ask("SELECT count(*) FROM error_groups"));
        Assert.Equal(0, store.Ask("SELECT count(*) FROM sums WHERE minute<(SELECT min(start)/60000000000 FROM traces)"));
        Assert.Equal(0, store.Ask("SELECT count(*) FROM evaluations WHERE id NOT IN (SELECT id FROM log_rows)"));
    }
}
