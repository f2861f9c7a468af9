using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class TracePagingTests
{
    [Theory]
    [InlineData("start")]
    [InlineData("-start")]
    [InlineData("-duration")]
    [InlineData("cost")]
    [InlineData("-tokens")]
    [InlineData("spans")]
    [InlineData("name")]
    [InlineData("-service")]
    [InlineData("status")]
    [InlineData("-start&kind=model")]
    [InlineData("-duration&q=chat")]
    public async Task Find_PageAfterPage_GivesEachTraceOnce(string sort)
    {
        // Pairs of traces tie in everything that is sorted by.
        await using var api = await ApiHost.WithAsync([.. Enumerable.Range(1, 23).Select(i =>
            (object)Runs.Model(i, 1, 0, $"m{i / 2 % 5}", from: i / 2 * 10, to: (i / 2 * 10) + (i / 2), cost: i / 2))]);
        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = await api.GetAsync($"traces?limit=5&sort={sort}&cursor={cursor}");
            seen.AddRange(page.GetProperty("traces").EnumerateArray().Select(static trace => trace.GetProperty("traceId").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
            Assert.True(seen.Count <= 23);
        }
        while (cursor is not null);

        Assert.Equal(23, seen.Distinct().Count());
        var whole = await api.GetAsync($"traces?limit=500&sort={sort}");
        Assert.Equal(whole.GetProperty("traces").EnumerateArray().Select(static trace => trace.GetProperty("traceId").GetString()), seen);
    }

    [Fact]
    public async Task Find_CursorOfAnotherSort_IsRefused()
    {
        await using var api = await ApiHost.WithAsync(Some.Span(1, 1), Some.Span(2, 1));
        var cursor = (await api.GetAsync("traces?limit=1&sort=-start")).GetProperty("nextCursor").GetString();

        Assert.Equal(
            "'cursor' takes what an earlier answer to the same search gave as nextCursor.",
            await api.RefusedAsync($"traces?sort=name&cursor={cursor}"));
        Assert.Contains("'cursor'", await api.RefusedAsync("traces?cursor=rubbish!"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_WhileTracesArrive_RepeatsNone()
    {
        await using var api = await ApiHost.WithAsync(Some.Span(1, 1, from: 10), Some.Span(2, 1, from: 20), Some.Span(3, 1, from: 30));
        var first = await api.GetAsync("traces?limit=2");
        await api.WriteAsync(Some.Span(4, 1, from: 40));

        Assert.Equal("1", await api.TracesAsync($"limit=2&cursor={first.GetProperty("nextCursor").GetString()}"));
    }
}
