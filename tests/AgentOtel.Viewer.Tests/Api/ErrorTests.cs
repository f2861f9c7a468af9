using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Api;

public sealed class ErrorTests
{
    [Fact]
    public async Task Find_Groups_ShowsWhatIsKnownOfThem()
    {
        await using var api = await ApiHost.WithAsync(Failing(1, 0), Failing(2, 60_000), Failing(3, 120_000, "429", agent: "helper"));

        var groups = (await api.GetAsync("errors")).GetProperty("errors");

        Assert.Equal(2, groups.GetArrayLength());
        var group = groups[0];
        Assert.Equal("timeout", group.GetProperty("type").GetString());
        Assert.Equal("timeout", group.GetProperty("category").GetString());
        Assert.Equal("minor", group.GetProperty("severity").GetString());
        Assert.Equal(2, group.GetProperty("count").GetInt64());
        Assert.Equal(2, group.GetProperty("total").GetInt64());
        Assert.Equal("open", group.GetProperty("state").GetString());
        Assert.False(group.GetProperty("cameBack").GetBoolean());
        Assert.Equal("""["writer"]""", group.GetProperty("agents").GetRawText());
        Assert.Equal("""["shop"]""", group.GetProperty("services").GetRawText());
        Assert.Equal(24, group.GetProperty("trend").GetArrayLength());
        Assert.Equal(2, group.GetProperty("trend").EnumerateArray().Sum(static count => count.GetInt64()));
        Assert.False(group.TryGetProperty("issueLink", out _));
    }

    [Theory]
    [InlineData("", "timeout 429")]
    [InlineData("agent=helper", "429")]
    [InlineData("category=rate_limit", "429")]
    [InlineData("severity=critical", "")]
    [InlineData("service=shop", "timeout 429")]
    [InlineData("service=desk", "")]
    [InlineData("state=open", "timeout 429")]
    [InlineData("state=ignored", "")]
    [InlineData("workflow=campaign", "")]
    [InlineData("from=2026-11-25T12:02:00Z", "429")]
    [InlineData("limit=1", "timeout")]
    public async Task Find_EachFilter_FindsThoseThatMeetIt(string query, string expected)
    {
        await using var api = await ApiHost.WithAsync(Failing(1, 0), Failing(2, 60_000), Failing(3, 120_000, "429", agent: "helper"));

        Assert.Equal(
            expected,
            string.Join(
                ' ',
                (await api.GetAsync($"errors?{query}"))
                    .GetProperty("errors")
                    .EnumerateArray()
                    .Select(static group => group.GetProperty("type").GetString())));
    }

    [Fact]
    public async Task Read_AGroup_HasAnExampleWithItsStack()
    {
        await using var api = await ApiHost.WithAsync(Failing(1, 0, stack: "at Shop.Pay()"), Failing(2, 60_000));

        var detail = await api.GetAsync($"errors/{await FingerprintAsync(api)}");

        Assert.Equal("at Shop.Pay()", detail.GetProperty("example").GetProperty("stack").GetString());
        Assert.Equal("00000000000000000000000000000001", detail.GetProperty("example").GetProperty("traceId").GetString());
        Assert.Equal(2, detail.GetProperty("newest").GetArrayLength());
        Assert.Equal("00000000000000000000000000000002", detail.GetProperty("newest")[0].GetProperty("traceId").GetString());
        Assert.Equal("No group of errors with this fingerprint is held.", await api.RefusedAsync("errors/none", HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Mark_AGroup_KeepsStateAndNoteAndSaysWhenItComesBack()
    {
        await using var api = await ApiHost.WithAsync(Failing(1, 0));
        var fingerprint = await FingerprintAsync(api);

        var marked = await MarkAsync(api, fingerprint, new { state = "resolved", note = "fixed in <b>2.0</b>" });

        Assert.Equal("resolved", marked.GetProperty("group").GetProperty("state").GetString());
        Assert.Equal("fixed in <b>2.0</b>", marked.GetProperty("group").GetProperty("note").GetString());
        Assert.Equal("2026-11-25T12:10:00+00:00", marked.GetProperty("group").GetProperty("stateChanged").GetString());

        await api.WriteAsync(Failing(2, 11 * 60_000));
        var group = (await api.GetAsync($"errors/{fingerprint}?to=2026-11-25T13:00:00Z")).GetProperty("group");

        Assert.True(group.GetProperty("cameBack").GetBoolean());
        Assert.Equal("fixed in <b>2.0</b>", group.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Mark_BadRequest_ChangesNothing()
    {
        await using var api = await ApiHost.WithAsync(Failing(1, 0));
        var fingerprint = await FingerprintAsync(api);

        Assert.Equal(
            "'state' takes one of open, resolved, ignored.", await RefusedAsync(new { state = "gone" }, HttpStatusCode.BadRequest));
        Assert.Equal(
            "'note' takes at most 2,000 characters.",
            await RefusedAsync(new { state = "ignored", note = new string('x', 2001) }, HttpStatusCode.BadRequest));
        Assert.Equal(
            "No group of errors with this fingerprint is held.",
            await RefusedAsync(new { state = "ignored" }, HttpStatusCode.NotFound, "none"));
        using var text = new StringContent("""{"state":"ignored"}""", Encoding.UTF8, "text/plain");
        using var response = await api.Client.PutAsync(new Uri($"/api/v1/errors/{fingerprint}", UriKind.Relative), text);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("open", (await api.GetAsync($"errors/{fingerprint}")).GetProperty("group").GetProperty("state").GetString());

        async Task<string> RefusedAsync(object mark, HttpStatusCode status, string? of = null)
        {
            using var refused = await api.Client.PutAsJsonAsync($"/api/v1/errors/{of ?? fingerprint}", mark);
            return await ApiHost.ReadProblemAsync(refused, status);
        }
    }

    [Theory]
    [InlineData("https://github.com/acme/app/issues/new?title={title}&body={body}", true)]
    [InlineData(
        "https://acme.atlassian.net/secure/CreateIssueDetails!init.jspa?pid=1&issuetype=1&summary={title}&description={body}", true)]
    [InlineData("http://tracker.example/new?title={title}", false)]
    [InlineData("javascript:alert('{title}')", false)]
    public async Task IssueLink_OfATemplate_IsFilledAndEncoded(string template, bool isGiven)
    {
        await using var api = await ApiHost.StartAsync(
            new ViewerOptions { IssueLink = template }, Failing(1, 0, message: "a&b=<c> {body} \"d\""));

        var group = (await api.GetAsync($"errors/{await FingerprintAsync(api)}")).GetProperty("group");

        Assert.Equal(isGiven, group.TryGetProperty("issueLink", out var link));
        Assert.Equal(isGiven, (await api.GetAsync("status")).GetProperty("hasIssueLink").GetBoolean());
        if (isGiven)
        {
            var text = link.GetString()!;
            Assert.StartsWith(
                template[..template.IndexOf('{', StringComparison.Ordinal)] + "timeout%3A%20a%26b%3D%3Cc%3E%20%7Bbody%7D%20%22d%22&",
                text,
                StringComparison.Ordinal);
            Assert.Contains("Trace%3A%2000000000000000000000000000000001", text, StringComparison.Ordinal);
        }
    }

    private static SpanRecord Failing(
        int trace, double at, string type = "timeout", string agent = "writer", string? stack = null,
        string message = "it took too long") =>
        Runs.Model(trace, 1, 0, from: at, to: at + 100, more: [("error.type", type), ("gen_ai.agent.name", agent)]) with
        {
            Status = SpanStatus.Error,
            StatusMessage = message,
            Events = stack is null
                ? []
                :
                [
                    new SpanEvent(
                        "exception",
                        Some.At(at),
                        Some.Attributes(("exception.type", type), ("exception.message", message), ("exception.stacktrace", stack))),
                ],
        };

    private static async Task<string> FingerprintAsync(ApiHost api) =>
        (await api.GetAsync("errors")).GetProperty("errors")[0].GetProperty("fingerprint").GetString()!;

    private static async Task<JsonElement> MarkAsync(ApiHost api, string fingerprint, object mark)
    {
        using var response = await api.Client.PutAsJsonAsync($"/api/v1/errors/{fingerprint}", mark);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
