using System.Net;
using System.Text;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("traces?limit=0", "'limit' takes a whole number from 1 to 500.")]
    [InlineData("traces?limit=501", "'limit' takes a whole number from 1 to 500.")]
    [InlineData("logs?limit=ten", "'limit' takes a whole number from 1 to 500.")]
    [InlineData(
        "traces?from=yesterday", "'from' takes an ISO 8601 time such as 2026-01-31T08:00:00Z, or one before now such as -15m, -6h or -7d.")]
    [InlineData("overview?to=-5x", "'to' takes an ISO 8601 time such as 2026-01-31T08:00:00Z, or one before now such as -15m, -6h or -7d.")]
    [InlineData(
        "logs?from=9999-01-01T00:00:00Z",
        "'from' takes an ISO 8601 time such as 2026-01-31T08:00:00Z, or one before now such as -15m, -6h or -7d.")]
    [InlineData("logs?from=-1h&to=-2h", "'to' must be after 'from'.")]
    [InlineData(
        "traces?sort=price",
        "'sort' takes one of start, duration, cost, tokens, spans, errors, name, service, status, with a - before it for the greatest "
            + "first.")]
    [InlineData("traces?status=fine", "'status' takes one of completed, failed, cancelled, paused, running.")]
    [InlineData("traces?kind=robot", "'kind' takes one of workflow, task, agent, plan, tool, model, retrieval.")]
    [InlineData("traces?minCost=-1", "'minCost' takes a number from 0, with a point before its fraction.")]
    [InlineData("traces?maxDuration=NaN", "'maxDuration' takes a number from 0, with a point before its fraction.")]
    [InlineData("traces?minTokens=1.5", "'minTokens' takes a whole number from 0.")]
    [InlineData("traces?attribute==x", "'attribute' takes key=value, key~text (contains) or key (exists).")]
    [InlineData("traces?q=%3B%20%2A", "'q' takes words made of letters, digits and underscores; word* finds what begins so.")]
    [InlineData("logs?level=loud", "'level' takes one of trace, debug, information, warning, error, critical.")]
    [InlineData("logs?order=up", "'order' takes one of time, -time.")]
    [InlineData("logs?traceId=12", "'traceId' takes 32 hex digits, not all zero.")]
    [InlineData("logs?spanId=0000000000000000", "'spanId' takes 16 hex digits, not all zero.")]
    [InlineData("logs?after=-1", "'after' takes a whole number from 0.")]
    [InlineData("errors?state=done", "'state' takes one of open, resolved, ignored.")]
    [InlineData("errors?severity=bad", "'severity' takes one of critical, major, minor.")]
    [InlineData("costs/download?by=colour", "'by' takes one of category, model, provider, agent, workflow, tenant, service.")]
    [InlineData("metrics/query", "'name' is needed: it takes the name of an instrument.")]
    [InlineData("metrics/query?name=x&label=y", "'label' takes name=value.")]
    [InlineData("metrics/query?name=x&step=0.1", "'step' takes a number of seconds from 1, and from a thousandth of the window.")]
    [InlineData("metrics/query?name=x&step=1&from=-7d", "'step' takes a number of seconds from 1, and from a thousandth of the window.")]
    [InlineData(
        "facets/colour",
        "'facet' takes one of service, workflow, agent, tool, model, provider, task, kind, error, tenant, user, session, conversation, "
            + "logger, event.")]
    public async Task Ask_BadParameter_SaysWhichAndWhatItTakes(string path, string expected)
    {
        await using var api = await ApiHost.WithAsync();

        Assert.Equal(expected, await api.RefusedAsync(path));
    }

    [Fact]
    public async Task Ask_TooMuch_IsRefused()
    {
        await using var api = await ApiHost.WithAsync();

        Assert.Equal("'service' takes at most 1000 characters.", await api.RefusedAsync($"traces?service={new string('x', 1001)}"));
        Assert.Equal("'attribute' takes at most 1000 characters.", await api.RefusedAsync($"traces?attribute={new string('x', 1001)}"));
        Assert.Equal(
            "'attribute' may be given at most ten times.",
            await api.RefusedAsync($"traces?{string.Join('&', Enumerable.Repeat("attribute=x", 11))}"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Pause_BodyThatIsNoRequest_IsRefusedWithAReason(string body)
    {
        await using var api = await ApiHost.WithAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await api.Client.PostAsync(new Uri("/api/v1/pause", UriKind.Relative), content);

        Assert.NotEmpty(await ApiHost.ReadProblemAsync(response, HttpStatusCode.BadRequest));
        Assert.False(api.Store.IsPaused);
    }

    [Fact]
    public async Task Pause_BodyThatAnotherSiteCouldPost_IsRefused()
    {
        await using var api = await ApiHost.WithAsync();
        using var content = new StringContent("""{"isPaused":true}""", Encoding.UTF8, "text/plain");

        using var response = await api.Client.PostAsync(new Uri("/api/v1/pause", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.False(api.Store.IsPaused);
    }
}
