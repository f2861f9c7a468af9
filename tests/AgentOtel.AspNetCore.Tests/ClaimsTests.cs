using System.Security.Claims;
using System.Text.Encodings.Web;
using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AgentOtel.AspNetCore.Tests;

public sealed class ClaimsTests
{
    [Fact]
    public async Task Claims_ByConfiguration_FlowToEverythingBelow()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await RunAsync(
            receiver,
            ("AgentOtel:Requests:UserClaim", "sub"),
            ("AgentOtel:Requests:TenantClaim", "tenant"),
            ("AgentOtel:Requests:SessionClaim", "sid"));

        var agent = receiver.Span("invoke_agent writer");
        Assert.Equal("acme", agent.Attributes["agentotel.tenant"]);
        Assert.Equal("s-1", agent.Attributes["session.id"]);
        Assert.DoesNotContain("user.id", agent.Attributes.Keys);
        var server = receiver.Spans.Single(span => span.Kind == ReceivedSpan.Server);
        Assert.Equal("acme", server.Attributes["agentotel.tenant"]);
        var said = receiver.Logs.Single(log => log.Body == "inside");
        var request = receiver.Logs.Single(log => log.EventName == "agentotel.http.request");
        Assert.Matches("^[0-9a-f]{32}$", (string)said.Attributes["agentotel.user.hash"]!);
        Assert.Equal(said.Attributes["agentotel.user.hash"], request.Attributes["agentotel.user.hash"]);
        Assert.Equal("acme", request.Attributes["agentotel.tenant"]);
        Assert.Equal("s-1", request.Attributes["session.id"]);
        Assert.DoesNotContain(
            receiver.Bodies, body => System.Text.Encoding.Latin1.GetString(body).Contains("lovelace-7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Claims_NotConfigured_AreNotTaken()
    {
        await using var receiver = await OtlpReceiver.StartAsync();

        await RunAsync(receiver);

        Assert.DoesNotContain("agentotel.tenant", receiver.Span("invoke_agent writer").Attributes.Keys);
    }

    private static Task RunAsync(OtlpReceiver receiver, params (string, string)[] settings) => RequestApp.RunAsync(
        receiver,
        settings,
        app =>
        {
            app.UseAuthentication();
            app.MapGet("/", (AgentTelemetry telemetry, ILogger<ClaimsTests> logger) =>
            {
                using var agent = telemetry.StartAgent("writer");
                logger.LogWarning("inside");
                return "ok";
            });
        },
        async (http, _) => Assert.Equal("ok", await http.GetStringAsync(new Uri("/", UriKind.Relative))),
        builder => builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, EveryoneIsLovelace>("test", null));

    private sealed class EveryoneIsLovelace(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            await Task.Yield();
            var identity = new ClaimsIdentity([new("sub", "lovelace-7"), new("tenant", "acme"), new("sid", "s-1")], "test");
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "test"));
        }
    }
}
