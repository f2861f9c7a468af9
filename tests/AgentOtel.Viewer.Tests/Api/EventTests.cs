using System.Net;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class EventTests
{
    private static readonly Uri Events = new("/api/v1/events", UriKind.Relative);

    [Fact]
    public async Task Listen_AChange_IsToldWithItsCounts()
    {
        await using var api = await ApiHost.WithAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var response = await api.Client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(deadline.Token));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("event: change", await lines.ReadLineAsync(deadline.Token));
        Assert.Equal("""data: {"traces":0,"logs":0,"metrics":0,"errors":0,"isPaused":false}""", await lines.ReadLineAsync(deadline.Token));
        Assert.Equal("", await lines.ReadLineAsync(deadline.Token));

        await api.WriteAsync(Some.Span(1, 1));

        Assert.Equal("event: change", await lines.ReadLineAsync(deadline.Token));
        Assert.StartsWith("""data: {"traces":1,"logs":0,""", await lines.ReadLineAsync(deadline.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_MoreThanThereIsRoomFor_IsRefused()
    {
        await using var api = await ApiHost.WithAsync();
        var listeners = new List<HttpResponseMessage>();
        for (var i = 0; i < 64; i++)
        {
            listeners.Add(await api.Client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead));
        }

        Assert.Equal(
            "There are too many listeners: close some of the viewer's pages.",
            await api.RefusedAsync("events", HttpStatusCode.ServiceUnavailable));
        listeners.ForEach(static listener => listener.Dispose());
    }

    [Fact]
    public async Task Listen_ViewerIsClosed_EndsTheAnswer()
    {
        using var client = new HttpClient();
        Task<string> everything;
        await using (var viewer = await RunningTestViewer.StartAsync())
        {
            var response = await client.GetAsync(new Uri(viewer.Page, Events), HttpCompletionOption.ResponseHeadersRead);
            everything = response.Content.ReadAsStringAsync();
        }

        Assert.StartsWith("event: change\n", await everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_ServerStops_EndsTheAnswer()
    {
        await using var api = await ApiHost.WithAsync();
        using var client = new HttpClient { BaseAddress = api.Client.BaseAddress };
        using var response = await client.GetAsync(Events, HttpCompletionOption.ResponseHeadersRead);
        var everything = response.Content.ReadAsStringAsync();

        await api.StopAsync();

        Assert.StartsWith("event: change\n", await everything, StringComparison.Ordinal);
    }
}
