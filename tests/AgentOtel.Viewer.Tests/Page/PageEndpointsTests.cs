using System.Net;
using System.Net.Http.Headers;
using AgentOtel.Viewer.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>The page's files as a browser gets them.</summary>
public sealed class PageEndpointsTests : IAsyncLifetime
{
    private WebApplication? _app;
    private Uri? _address;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _app = builder.Build();
        _app.UseRouting();
        PageEndpoints.Map(_app);
        await _app.StartAsync();
        _address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

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
        using var http = new HttpClient { BaseAddress = _address };
        using var response = await http.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
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
        using var http = new HttpClient { BaseAddress = _address };
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
        using var http = new HttpClient { BaseAddress = _address };
        using var response = await http.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
