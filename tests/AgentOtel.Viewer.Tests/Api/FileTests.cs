using System.Net.Http.Json;
using System.Text.Json;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class FileTests
{
    [Fact]
    public async Task Open_WhatWasDownloaded_ShowsTheSameTrace()
    {
        await using var one = await ApiHost.WithAsync(Runs.Workflow(1), Runs.Model(1, 2, 1, more: [("note", "naïve 😀 \u2028")]));
        var file = await one.Client.GetByteArrayAsync(new Uri("/api/v1/traces/00000000000000000000000000000001/otlp", UriKind.Relative));
        await using var other = await ApiHost.WithAsync();

        Assert.Equal(
            """{"spans":2,"logs":0,"points":0,"rejectedLines":0,"rejectedItems":0}""", (await OpenAsync(other, file)).GetRawText());

        foreach (var path in (string[])[
            "traces/00000000000000000000000000000001", "traces/00000000000000000000000000000001/spans/0000000000000002"])
        {
            Assert.Equal((await one.GetAsync(path)).GetRawText(), (await other.GetAsync(path)).GetRawText());
        }
    }

    [Fact]
    public async Task Open_LinesThatAreNoTelemetry_AreCountedAndTheRestIsTaken()
    {
        await using var api = await ApiHost.WithAsync();

        var result = await OpenAsync(api, """
            not json
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1795608000000000000","body":{"stringValue":"kept"}}]}]}]}

            """u8.ToArray());

        Assert.Equal(1, result.GetProperty("logs").GetInt64());
        Assert.Equal(1, result.GetProperty("rejectedLines").GetInt64());
        Assert.StartsWith("Line 1:", result.GetProperty("firstRejection").GetString(), StringComparison.Ordinal);
        Assert.Equal("kept", await api.LogsAsync(""));
    }

    [Fact]
    public async Task Open_WhileTakingInIsPaused_SaysThatNothingWasKept()
    {
        await using var api = await ApiHost.WithAsync();
        api.Store.IsPaused = true;

        var result = await OpenAsync(
            api, """{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1795608000000000000"}]}]}]}"""u8.ToArray());

        Assert.Equal(
            """{"spans":0,"logs":0,"points":0,"rejectedLines":1,"firstRejection":"Line 1: taking in is paused.","rejectedItems":0}""",
            result.GetRawText());
    }

    private static async Task<JsonElement> OpenAsync(ApiHost api, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using var response = await api.Client.PostAsync(new Uri("/api/v1/files", UriKind.Relative), content);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
