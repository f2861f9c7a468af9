using System.Net;
using System.Net.Http.Headers;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>The page's files as a browser gets them.</summary>
public sealed class PageEndpointsTests : IAsyncLifetime
{
    private RunningTestViewer? _viewer;

    private Uri Address => _viewer!.Page;

    public async Task InitializeAsync() => _viewer = await RunningTestViewer.StartAsync();

    public async Task DisposeAsync() => await _viewer!.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/traces")]
    [InlineData("/traces/0123456789abcdef0123456789abcdef")]
    [InlineData("/logs")]
    [InlineData("/errors")]
    [InlineData("/errors/f1")]
    [InlineData("/map")]
    [InlineData("/decisions")]
    [InlineData("/cost")]
    [InlineData("/metrics")]
    [InlineData("/connect")]
    public async Task Get_AnAddressOfThePage_GivesTheDocumentWithItsPolicy(string address)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var response = await http.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
                + "form-action 'none'; frame-ancestors 'none'",
            Header(response, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
    }

    [Theory]
    [InlineData("/assets/scripts/main.js", "text/javascript; charset=utf-8")]
    [InlineData("/assets/styles/tokens.css", "text/css; charset=utf-8")]
    [InlineData("/assets/icon.svg", "image/svg+xml")]
    public async Task Get_AFile_HasItsTypeAndIsNotSentAgainWhereItIsKnown(string address, string type)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var first = await http.GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        using var second = await http.SendAsync(request);

        Assert.Equal(type, first.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache", Header(first, "Cache-Control"));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/assets/scripts/nowhere.js")]
    [InlineData("/assets/index.html")]
    [InlineData("/assets/..%2f..%2fappsettings.json")]
    public async Task Get_AnythingElse_IsNotFound(string address)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var response = await http.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
