using AgentOtel.Viewer.Queries;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class ReadSessionTests
{
    private static readonly Sql Endless = $"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c";
    private static readonly Sql EndlessAfterARow = $"SELECT 0 UNION ALL SELECT * FROM ({Endless})";

    [Fact]
    public async Task Each_RequestIsAborted_InterruptsTheSql()
    {
        await using var store = new TemporaryStore();
        using var reads = new ReadSessions(store.Store, TimeProvider.System);
        using var aborted = new CancellationTokenSource();
        using var session = await reads.OpenAsync(aborted.Token);

        Assert.Throws<OperationCanceledException>(() => session.Each(EndlessAfterARow, _ => aborted.Cancel()));
    }

    [Fact]
    public async Task Each_PastTheLimit_IsStopped()
    {
        await using var store = new TemporaryStore();
        using var reads = new ReadSessions(store.Store, new HurriedClock());
        using var session = await reads.OpenAsync(CancellationToken.None);

        Assert.Throws<TimeoutException>(() => session.Each(Endless, static _ => { }));
    }

    [Fact]
    public async Task Open_AfterAnInterrupt_TheConnectionIsGoodAgain()
    {
        await using var store = new TemporaryStore();
        using var reads = new ReadSessions(store.Store, TimeProvider.System);
        using var aborted = new CancellationTokenSource();
        using (var interrupted = await reads.OpenAsync(aborted.Token))
        {
            Assert.Throws<OperationCanceledException>(() => interrupted.Each(EndlessAfterARow, _ => aborted.Cancel()));
        }

        using var session = await reads.OpenAsync(CancellationToken.None);
        Assert.Equal(3, session.First($"SELECT {1} + {2}", static row => row.GetInt64(0)));
    }

    [Fact]
    public async Task Open_MoreThanAtATime_WaitsForOneToEnd()
    {
        await using var store = new TemporaryStore();
        using var reads = new ReadSessions(store.Store, TimeProvider.System);
        var open = new List<ReadSession>();
        for (var i = 0; i < 8; i++)
        {
            open.Add(await reads.OpenAsync(CancellationToken.None));
        }

        var waiting = reads.OpenAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        open[0].Dispose();
        (await waiting).Dispose();
        open.ForEach(static session => session.Dispose());
    }

    [Theory]
    [InlineData("'; DROP TABLE traces; --")]
    [InlineData("\u0001$p0")]
    public async Task Sql_Values_AreBound(string hostile)
    {
        Sql inner = $"SELECT {hostile} AS a, {7L} AS b";
        Sql sql = $"SELECT a, b, {1.5} FROM ({inner}) WHERE b IN {Sql.List([6, 7])}";
        await using var store = new TemporaryStore();
        using var reads = new ReadSessions(store.Store, TimeProvider.System);
        using var session = await reads.OpenAsync(CancellationToken.None);

        Assert.Equal("SELECT a, b, $p0 FROM (SELECT $p1 AS a, $p2 AS b) WHERE b IN (6,7)", sql.ToString());
        Assert.Equal((hostile, 7, 1.5), session.First(sql, static row => (row.GetString(0), row.GetInt64(1), row.GetDouble(2))));
    }

    [Theory]
    [InlineData("Two words", "\"Two\" AND \"words\"")]
    [InlineData("gen_ai.request.model", "\"gen_ai\" AND \"request\" AND \"model\"")]
    [InlineData("pre* x*", "\"pre\"* AND \"x\"")]
    [InlineData("a\"b OR NOT (c)", "\"a\" AND \"b\" AND \"OR\" AND \"NOT\" AND \"c\"")]
    [InlineData("naïve 東京", "\"naïve\" AND \"東京\"")]
    [InlineData(" ;*- ", null)]
    [InlineData(null, null)]
    public void WordQuery_WhatPeopleType_BecomesWordsThatMustAllOccur(string? text, string? expected) =>
        Assert.Equal(expected, WordQuery.Of(text));

    /// <summary>Each look at it is a second later.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _seconds);
    }
}
