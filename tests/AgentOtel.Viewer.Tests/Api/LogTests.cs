using System.Net;
using System.Text.Json;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class LogTests : IAsyncLifetime
{
    private ApiHost _api = null!;

    public async Task InitializeAsync() => _api = await ApiHost.WithAsync(
        Some.Span(1, 1),
        Some.Log("a", 1, 1, at: 100, severity: 5, logger: "Shop.Orders", attributes: [("order", 17), ("note", "paid in full")]),
        Some.Log("b", 1, 2, at: 200, severity: 9, eventName: "agentotel.workflow.started"),
        Some.Log("c", 0, 0, at: 300, severity: 13, logger: "Shop.Stock", resource: Some.Service("desk")),
        Some.Log("d", 2, 0, at: 400, severity: 17, attributes: ("message", "Disk is full")),
        Some.Log("e", 0, 0, at: 500, severity: 21));

    public Task DisposeAsync() => _api.DisposeAsync().AsTask();

    [Theory]
    [InlineData("", "e d c b a")]
    [InlineData("order=time", "a b c d e")]
    [InlineData("level=warning", "e d c")]
    [InlineData("level=critical", "e")]
    [InlineData("level=trace", "e d c b a")]
    [InlineData("logger=Shop.Stock", "c")]
    [InlineData("event=agentotel.workflow.started", "b")]
    [InlineData("service=desk", "c")]
    [InlineData("traceId=00000000000000000000000000000001", "b a")]
    [InlineData("traceId=00000000000000000000000000000001&spanId=0000000000000002", "b")]
    [InlineData("traceId=00000000000000000000000000000099", "")]
    [InlineData("q=disk", "d")]
    [InlineData("q=full", "d a")]
    [InlineData("q=full&level=error", "d")]
    [InlineData("q=pa*", "a")]
    [InlineData("q=full&traceId=00000000000000000000000000000001", "a")]
    [InlineData("attribute=order=17", "a")]
    [InlineData("attribute=order", "a")]
    [InlineData("attribute=note~FULL", "a")]
    [InlineData("attribute=note=paid", "")]
    [InlineData("attribute=service.name=desk", "c")]
    [InlineData("attribute=service.name~sho", "e d b a")]
    [InlineData("attribute=order&attribute=service.name=desk", "")]
    [InlineData("q=full&attribute=order=17", "a")]
    [InlineData("from=2026-11-25T12:00:00.3Z&to=2026-11-25T12:00:00.5Z", "d c")]
    public async Task Find_EachFilter_FindsThoseThatMeetIt(string query, string expected) =>
        Assert.Equal(expected, await _api.LogsAsync(query));

    [Fact]
    public async Task Find_ALog_ShowsItInTheNamesOfTheApi()
    {
        var log = (await _api.GetAsync("logs?q=paid")).GetProperty("logs")[0];

        Assert.Equal("2026-11-25T12:00:00.1+00:00", log.GetProperty("time").GetString());
        Assert.Equal("debug", log.GetProperty("level").GetString());
        Assert.Equal("Shop.Orders", log.GetProperty("logger").GetString());
        Assert.Equal("shop", log.GetProperty("service").GetString());
        Assert.Equal("00000000000000000000000000000001", log.GetProperty("traceId").GetString());
        Assert.Equal("0000000000000001", log.GetProperty("spanId").GetString());
        Assert.Equal("""{"order":17,"note":"paid in full"}""", log.GetProperty("attributes").GetRawText());
        Assert.False(log.TryGetProperty("event", out _));
        Assert.Equal(log.GetRawText(), (await _api.GetAsync($"logs/{log.GetProperty("id")}")).GetRawText());
    }

    [Fact]
    public async Task Find_AfterAnId_GivesOnlyWhatCameSince()
    {
        var newest = (await _api.GetAsync("logs?limit=1")).GetProperty("logs")[0].GetProperty("id").GetInt64();
        Assert.Equal("", await _api.LogsAsync($"after={newest}"));

        await _api.WriteAsync(Some.Log("late", at: 50));

        Assert.Equal("late", await _api.LogsAsync($"after={newest}"));
    }

    [Theory]
    [InlineData("-time")]
    [InlineData("time")]
    public async Task Find_PageAfterPage_GivesEachLogOnce(string order)
    {
        await _api.WriteAsync([.. Enumerable.Range(0, 20).Select(static i => (object)Some.Log($"x{i}", at: i / 4 * 100))]);
        var seen = new List<string>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await _api.GetAsync($"logs?limit=4&order={order}&cursor={cursor}");
            seen.AddRange(page.GetProperty("logs").EnumerateArray().Select(static log => log.GetProperty("body").GetString()!));
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(25, seen.Count);
        Assert.Equal(await _api.LogsAsync($"limit=500&order={order}"), string.Join(' ', seen));
    }

    [Fact]
    public async Task Download_ASearch_IsOneLogALine()
    {
        await _api.WriteAsync(
            [
                .. Enumerable.Range(0, 700)
                .Select(static i => (object)Some.Log($"line {i}\nnext", at: 1000 + i, attributes: ("bulk", true))),
            ]);

        var lines = (
            await _api.Client.GetStringAsync(new Uri("/api/v1/logs/download?attribute=bulk&order=time", UriKind.Relative))).Split('\n');

        Assert.Equal(701, lines.Length);
        Assert.Equal("", lines[700]);
        Assert.Equal("line 0\nnext", JsonDocument.Parse(lines[0]).RootElement.GetProperty("body").GetString());
        Assert.Equal("line 699\nnext", JsonDocument.Parse(lines[699]).RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public async Task Download_WithALimit_StopsThere() =>
        Assert.Equal(
            2,
            (
                await _api.Client.GetStringAsync(
                    new Uri("/api/v1/logs/download?limit=2", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

    [Fact]
    public async Task Read_UnknownLog_SaysSo() =>
        Assert.Equal(
            "No log with this id is held: it may have been evicted.", await _api.RefusedAsync("logs/999999", HttpStatusCode.NotFound));
}
