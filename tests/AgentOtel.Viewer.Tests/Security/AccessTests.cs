using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace AgentOtel.Viewer.Tests.Security;

public sealed class AccessTests
{
    private const string Token = "0123456789abcdef-secret";

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef-secreT", HttpStatusCode.Unauthorized)]
    [InlineData("Basic 0123456789abcdef-secret", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer 0123456789abcdef-secret", HttpStatusCode.OK)]
    public async Task Token_OnThePagesPort_IsAskedFor(string? authorization, HttpStatusCode expected)
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.Token = Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status");
        if (authorization is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        }

        using var response = await viewer.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Token_InTheAddress_BecomesACookieThatScriptsAndOtherSitesCannotUse()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.Token = Token);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = viewer.Page };

        using var first = await client.GetAsync(new Uri($"/traces?token={Token}&status=failed", UriKind.Relative));
        var cookie = first.Headers.GetValues("Set-Cookie").Single();
        using var second = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status") { Headers = { { "Cookie", cookie.Split(';')[0] } } };
        using var answer = await client.SendAsync(second);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal("/traces?status=failed", first.Headers.Location!.OriginalString);
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Token_InTheAddressAgain_IsTakenOutOfIt()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.Token = Token);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = viewer.Page };

        using var first = await client.GetAsync(new Uri($"/?token={Token}", UriKind.Relative));
        using var second = await client.GetAsync(new Uri($"/?token={Token}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        Assert.Equal("/", second.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Token_InAnAddressOfTwoSlashes_LeadsToNoOtherHost()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.Token = Token);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler);

        using var response = await client.GetAsync(new Uri($"{viewer.Page}/evil.example/?token={Token}"));

        Assert.Equal("/evil.example/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Token_OnTheOtlpPorts_IsAskedFor()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.Token = Token);
        using var client = new HttpClient();
        using var withoutToken = new StringContent("{}", Encoding.UTF8, "application/json");
        using var refused = await client.PostAsync(new Uri(viewer.Http, "/v1/traces"), withoutToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(viewer.Http, "/v1/traces"))
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var taken = await client.SendAsync(request);
        using var call = new HttpRequestMessage(
            HttpMethod.Post, new Uri(viewer.Grpc, "/opentelemetry.proto.collector.trace.v1.TraceService/Export"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        call.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var grpc = await client.SendAsync(call);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal("16", grpc.Headers.GetValues("grpc-status").Single());
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("127.0.0.1.evil.example", 421)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("agents.internal", 200)]
    public async Task Host_ThatIsNotThisMachine_IsRefused(string host, int expected)
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.AllowedHosts.Add("agents.internal"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status") { Headers = { Host = $"{host}:{viewer.Page.Port}" } };

        using var response = await viewer.Client.SendAsync(request);

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-site", HttpStatusCode.Forbidden)]
    [InlineData(null, "same-origin", HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.OK)]
    public async Task Change_FromAnotherOrigin_IsRefused(string? origin, string? site, HttpStatusCode expected)
    {
        await using var viewer = await RunningTestViewer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/clear");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using var response = await viewer.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/events", "cross-site", "empty", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/overview", "same-site", "image", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/status", "same-origin", "empty", HttpStatusCode.OK)]
    [InlineData("/api/v1/status", "none", "document", HttpStatusCode.OK)]
    [InlineData("/api/v1/status", "cross-site", "document", HttpStatusCode.OK)]
    [InlineData("/traces", "cross-site", "document", HttpStatusCode.OK)]
    public async Task Reading_FromAnotherOrigin_IsRefusedWhereNoLinkLedToIt(
        string path, string site, string destination, HttpStatusCode expected)
    {
        await using var viewer = await RunningTestViewer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { { "Sec-Fetch-Site", site }, { "Sec-Fetch-Dest", destination } },
        };

        using var response = await viewer.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Change_ThroughAProxyThatSpeaksHttps_IsTaken()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.AllowedHosts.Add("agents.internal"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/clear") { Headers = { Host = "agents.internal" } };
        request.Headers.Add("Origin", "https://agents.internal");

        using var response = await viewer.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/v1/status")]
    [InlineData("/nowhere/at/all")]
    public async Task Answers_Always_CarryTheHeadersThatShutOtherSitesOut(string path)
    {
        await using var viewer = await RunningTestViewer.StartAsync();

        using var response = await viewer.Client.GetAsync(new Uri(path, UriKind.Relative));

        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/v1/traces")]
    [InlineData("/V1/Traces")]
    public async Task Ports_AskedForWhatTheyAreNotFor_SayWhereItIs(string path)
    {
        await using var viewer = await RunningTestViewer.StartAsync();
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var telemetry = await viewer.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        using var page = await viewer.Client.GetAsync(new Uri(viewer.Http, "/"));

        Assert.Equal(HttpStatusCode.NotFound, telemetry.StatusCode);
        Assert.Contains("4317", await telemetry.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("/v1/traces", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export", null, "12")]
    [InlineData("/grpc.health.v1.Health/Check", null, "12")]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/Export", "evil.example", "7")]
    public async Task Call_ThatIsNotTaken_IsRefusedInTheWordsOfGrpc(string path, string? host, string expected)
    {
        await using var viewer = await RunningTestViewer.StartAsync();
        using var client = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(viewer.Grpc, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        call.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        call.Headers.Host = host;

        using var answer = await client.SendAsync(call);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.GetValues("grpc-status").Single());
        Assert.NotEqual("", answer.Headers.GetValues("grpc-message").Single());
    }

    [Fact]
    public async Task Ports_AskedInTheOthersVersionOfHttp_SaySoOrClose()
    {
        await using var viewer = await RunningTestViewer.StartAsync();
        using var client = new HttpClient();
        using var older = await client.GetAsync(new Uri(viewer.Grpc, "/v1/traces"));
        using var newer = new HttpRequestMessage(HttpMethod.Get, new Uri(viewer.Http, "/v1/traces"))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        var closed = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(newer));

        Assert.Equal(HttpStatusCode.BadRequest, older.StatusCode);
        Assert.Contains("HTTP/2", await older.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("HTTP_1_1_REQUIRED", closed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_BeyondTheLimitOfASecond_AreAskedToWait()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.MaxRequestsPerSecond = 1);

        var statuses = new List<HttpStatusCode>();
        while (!statuses.Contains(HttpStatusCode.TooManyRequests) && statuses.Count < 200)
        {
            using var response = await viewer.Client.GetAsync(new Uri("/api/v1/status", UriKind.Relative));
            statuses.Add(response.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_IsRefused()
    {
        await using var viewer = await RunningTestViewer.StartAsync(options => options.MaxRequestBytes = 64 * 1024);
        using var content = new ByteArrayContent(new byte[65 * 1024]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");

        using var response = await viewer.Client.PostAsync(new Uri(viewer.Http, "/v1/traces"), content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
