using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentOtel.AspNetCore.Tests;

public sealed class RequestOptionsTests
{
    [Theory]
    [InlineData(
        "ExcludedPaths:0",
        "health",
        "AgentOtel:Requests:ExcludedPaths:0 must be a path that begins with a slash and does not end with one; it is health.")]
    [InlineData(
        "ExcludedPaths:0",
        "/health/",
        "AgentOtel:Requests:ExcludedPaths:0 must be a path that begins with a slash and does not end with one; it is /health/.")]
    [InlineData("RecordedHeaders:0", "X Team", "AgentOtel:Requests:RecordedHeaders:0 must be a header's name; it is X Team.")]
    [InlineData("CorrelationHeader", "", "AgentOtel:Requests:CorrelationHeader must be a header's name; it is empty.")]
    [InlineData("CorrelationHeader", "a:b", "AgentOtel:Requests:CorrelationHeader must be a header's name; it is a:b.")]
    [InlineData("UserClaim", " ", "AgentOtel:Requests:UserClaim must be a claim's type, or absent; it is empty.")]
    [InlineData("TenantClaim", " ", "AgentOtel:Requests:TenantClaim must be a claim's type, or absent; it is empty.")]
    [InlineData("SessionClaim", " ", "AgentOtel:Requests:SessionClaim must be a claim's type, or absent; it is empty.")]
    [InlineData(
        "BodyContentTypes:0", "json", "AgentOtel:Requests:BodyContentTypes:0 must be a content type such as application/json; it is json.")]
    [InlineData(
        "BodyContentTypes:0",
        "text/*",
        "AgentOtel:Requests:BodyContentTypes:0 must be a content type such as application/json; it is text/*.")]
    [InlineData(
        "BodyContentTypes:0",
        "text/plain; charset=utf-8",
        "AgentOtel:Requests:BodyContentTypes:0 must be a content type such as application/json; it is text/plain; charset=utf-8.")]
    [InlineData("MaxBodyBytes", "0", "AgentOtel:Requests:MaxBodyBytes must be from 1 to 1048576; it is 0.")]
    [InlineData("MaxBodyBytes", "1048577", "AgentOtel:Requests:MaxBodyBytes must be from 1 to 1048576; it is 1048577.")]
    public async Task Start_WithAWrongSetting_SaysWhichAndWhatItMustBe(string key, string value, string error)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(($"AgentOtel:Requests:{key}", value)));

        Assert.Equal([error], failure.Failures);
    }

    [Fact]
    public async Task Start_WithManyWrongSettings_SaysThemAtOnce()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(("AgentOtel:Requests:MaxBodyBytes", "-1"), ("AgentOtel:Requests:CorrelationHeader", "a b")));

        Assert.Equal(2, failure.Failures.Count());
    }

    [Fact]
    public async Task CorrelationHeader_OfTheApp_CarriesTheIdInAndOut()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(
            receiver,
            [("AgentOtel:Requests:CorrelationHeader", "X-Request-ID")],
            app => app.MapGet("/", () => "ok"),
            async (http, _) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/");
                request.Headers.Add("X-Request-ID", "r-1");
                using var response = await http.SendAsync(request);
                Assert.Equal("r-1", response.Headers.GetValues("X-Request-ID").Single());
                Assert.False(response.Headers.Contains("X-Correlation-ID"));
            });

        Assert.Equal("r-1", receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server).Attributes["agentotel.correlation.id"]);
    }

    [Fact]
    public void Configure_InCode_WinsOverTheConfiguration()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["AgentOtel:Requests:MaxBodyBytes"] = "100";
        builder.AddAgentOtelRequests(options => options.MaxBodyBytes *= 2).AddAgentOtelRequests(options => options.MaxBodyBytes += 1);
        using var app = builder.Build();

        Assert.Equal(201, app.Services.GetRequiredService<IOptions<AgentOtelRequestOptions>>().Value.MaxBodyBytes);
    }

    [Fact]
    public async Task Start_WithoutAddAgentOtel_SaysWhatToCall()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["URLS"] = "http://127.0.0.1:0";
        builder.AddAgentOtelRequests();
        await using var app = builder.Build();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());

        Assert.Contains("builder.AddAgentOtel()", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>What a builder of any kind gives is that builder, so that the methods chain.</summary>
    [Fact]
    public void AddAgentOtelRequests_OfABuilder_GivesThatBuilder()
    {
        WebApplicationBuilder web = WebApplication.CreateEmptyBuilder(new()).AddAgentOtelRequests();
        HostApplicationBuilder host = Host.CreateEmptyApplicationBuilder(new()).AddAgentOtelRequests();

        Assert.Contains(web.Services, service => service.ServiceType == typeof(IOptions<>));
        Assert.Contains(host.Services, service => service.ServiceType == typeof(IOptions<>));
    }

    private static async Task StartAsync(params (string Key, string Value)[] settings)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, settings, _ => { }, (_, _) => Task.CompletedTask);
    }
}
