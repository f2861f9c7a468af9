using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests.Cost;

public sealed class PriceOverridesTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void With_ARowOfTheUsers_PutsItInThePlaceOfTheShippedOne()
    {
        var table = Read(
            """{"schema":1,"version":"ours","models":[{"provider":"azure.ai.openai","model":"gpt-4.1","periods":["""
                + """{"rates":{"input":1,"output":4}}]}]}""");

        Assert.Equal(0.001m, Price(table, "azure.ai.openai", "gpt-4.1"));
        Assert.Equal(0.002m, Price(table, "openai", "gpt-4.1"));
        Assert.Equal("2026-11-21+ours", table.Version);
        Assert.Equal(0.002m, Price(PriceTable.Shipped, "azure.ai.openai", "gpt-4.1"));
    }

    [Fact]
    public void With_AnotherCurrency_TurnsItIntoDollars()
    {
        var table = Read(
            """{"schema":1,"currency":"EUR","usdPerUnit":1.10,"models":[{"provider":"ours","model":"m","periods":["""
                + """{"rates":{"input":2},"tiers":[{"above":5000,"rates":{"input":4}}]}]}]}""");

        Assert.Equal(0.0022m, Price(table, "ours", "m"));
        Assert.Equal(0.044m, Price(table, "ours", "m", 10_000));
    }

    [Fact]
    public void With_Discounts_TakesTheLastThatHolds()
    {
        var table = Read(
            """{"schema":1,"discounts":[{"provider":"openai","percent":10},{"provider":"openai","percent":50,"model":"gpt-4.1"}]}""");

        Assert.Equal(0.001m, Price(table, "openai", "gpt-4.1"));
        Assert.Equal(0.0018m, Price(table, "openai", "o3"));
        Assert.Equal(0.002m, Price(table, "azure.ai.openai", "gpt-4.1"));
    }

    [Fact]
    public void Watch_OfAFileThatChanges_FollowsItAndRefusesABadOne()
    {
        var path = Path.GetTempFileName();
        var logger = new Messages();
        var clock = new TimerClock();
        Write(path, """{"schema":1,"version":"a","models":[{"provider":"ours","model":"m","periods":[{"rates":{"input":1}}]}]}""", 1);
        using var watch = new PriceFileWatch(path, PriceTable.Shipped, logger, clock);
        Assert.Equal(0.001m, Price(watch.Table, "ours", "m"));

        Write(path, """{"schema":1,"version":"b","models":[{"provider":"ours","model":"m","periods":[{"rates":{"input":3}}]}]}""", 2);
        clock.Tick();
        Assert.Equal(0.003m, Price(watch.Table, "ours", "m"));

        Write(path, """{"schema":1,"version":"c","models":[{"provider":"ours","model":"m","periods":[{"rates":{"input":"much"}}]}]}""", 3);
        clock.Tick();
        Assert.Equal(0.003m, Price(watch.Table, "ours", "m"));
        Assert.Equal(
            0.003m,
            watch.Price(new PricedCall { Provider = "ours", RequestModel = "m", Usage = new() { InputTokens = 1_000 }, Time = Day }).Usd);
        Assert.Contains(
            logger.Said,
            line =>
                line.Contains("refused", StringComparison.Ordinal)
                    && line.Contains("line 1", StringComparison.Ordinal)
                    && line.Contains("rates.input", StringComparison.Ordinal));
        File.Delete(path);
    }

    private static void Write(string path, string json, int version)
    {
        File.WriteAllText(path, json);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, version, 0, 0, 0, DateTimeKind.Utc));
    }

    private static PriceTable Read(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return PriceTable.Shipped.With(PriceFile.Read(stream));
    }

    private static decimal? Price(PriceTable table, string provider, string model, long input = 1_000) =>
        table.Break(new PricedCall { Provider = provider, RequestModel = model, Usage = new() { InputTokens = input }, Time = Day }).Usd;

    private sealed class Messages : ILogger<PriceFileWatch>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }

    /// <summary>A clock whose timers fire when a test says so.</summary>
    private sealed class TimerClock : TimeProvider
    {
        private Action _fire = static () => { };

        public void Tick() => _fire();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
