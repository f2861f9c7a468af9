using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class StatusTests
{
    [Fact]
    public async Task Read_AWhileAfterTheStart_TellsWhenItStarted()
    {
        var clock = new Storage.Keeping.SetClock();
        await using var viewer = await RunningTestViewer.StartAsync(time: clock);
        clock.Now += TimeSpan.FromHours(1);

        var status = await viewer.GetAsync("status");

        Assert.Equal("2026-11-25T12:00:00+00:00", status.GetProperty("started").GetString());
        Assert.Equal("2026-11-25T13:00:00+00:00", status.GetProperty("now").GetString());
    }

    [Fact]
    public async Task Read_WhatIsHeld_IsCounted()
    {
        await using var api = await ApiHost.WithAsync(
            Some.Span(1, 1), Some.Span(1, 2, 1), Some.Log(at: 5000), Some.Metric("m", points: [Some.Point(1, 100), Some.Point(2, 200)]));

        var status = await api.GetAsync("status");

        Assert.Equal(
            """{"traces":1,"spans":2,"logs":1,"points":2,"oldest":"2026-11-25T12:00:00+00:00","newest":"2026-11-25T12:00:05+00:00"}""",
            status.GetProperty("held").GetRawText());
        Assert.Equal("""{"traces":0,"spans":0,"logs":0,"points":0}""", status.GetProperty("evicted").GetRawText());
        Assert.Equal("2026-11-25T12:10:00+00:00", status.GetProperty("now").GetString());
        Assert.Equal(1L << 30, status.GetProperty("maxBytes").GetInt64());
        Assert.True(status.GetProperty("bytes").GetInt64() > 0);
        Assert.False(status.GetProperty("isTemporary").GetBoolean());
        Assert.False(status.GetProperty("hasIssueLink").GetBoolean());
        Assert.Matches(@"^\d+\.\d+\.\d+", status.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Read_Started_IsWhenTheViewerStarted()
    {
        await using var viewer = await RunningTestViewer.StartAsync();
        var opened = TimeProvider.System.GetUtcNow();

        var status = await viewer.GetAsync("status");

        Assert.True(status.GetProperty("started").GetDateTimeOffset() <= opened);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("logs/one")]
    public async Task Ask_AnAddressThatTheApiDoesNotHave_SaysWhereTheyAre(string path)
    {
        await using var viewer = await RunningTestViewer.StartAsync();

        using var response = await viewer.Client.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative));

        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("/api/v1/openapi.json", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_AndOn_StopsAndGoesOnTakingIn()
    {
        await using var api = await ApiHost.WithAsync();

        Assert.True((await PauseAsync(api, true)).GetProperty("isPaused").GetBoolean());
        await api.WriteAsync(Some.Span(1, 1));
        Assert.False((await PauseAsync(api, false)).GetProperty("isPaused").GetBoolean());
        await api.WriteAsync(Some.Span(2, 1));

        Assert.Equal("2", await api.TracesAsync(""));
    }

    [Fact]
    public async Task Clear_DeletesWhatIsHeld()
    {
        await using var api = await ApiHost.WithAsync(Some.Span(1, 1), Some.Log("a"));

        using var response = await api.Client.PostAsync(new Uri("/api/v1/clear", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await api.TracesAsync(""));
        Assert.Equal("", await api.LogsAsync(""));
        Assert.Equal(0, (await api.GetAsync("status")).GetProperty("held").GetProperty("spans").GetInt64());
    }

    private static async Task<JsonElement> PauseAsync(ApiHost api, bool isPaused)
    {
        using var response = await api.Client.PostAsJsonAsync("/api/v1/pause", new { isPaused });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
