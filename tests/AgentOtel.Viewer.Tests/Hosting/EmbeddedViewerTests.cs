using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using AgentOtel.Viewer.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgentOtel.Viewer.Tests.Hosting;

/// <summary>What an app meets that adds one line.</summary>
public sealed class EmbeddedViewerTests
{
    [Theory]
    [InlineData("grpc", "grpc")]
    [InlineData("http/protobuf", "http")]
    public async Task Start_WithoutAnEndpoint_WritesTheOneThatFitsTheProtocol(string protocol, string receiver)
    {
        using var app = Build(("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = Page(app) };

        var status = await client.GetFromJsonAsync<JsonElement>("/api/v1/status");
        var address = status.GetProperty("receivers")
            .EnumerateArray()
            .Single(view => view.GetProperty("protocol").GetString() == receiver)
            .GetProperty("address")
            .GetString();
        var written = app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_ENDPOINT"];
        await app.StopAsync();

        Assert.Equal(address, written);
        Assert.StartsWith("http://127.0.0.1:", address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    public async Task Start_WithAnEndpoint_ServesNothing(string variable)
    {
        using var app = Build((variable, "http://collector:4317"));
        await app.StartAsync();

        Assert.Null(app.Services.GetRequiredService<ViewerAccess>().Page);
        Assert.Equal("http://collector:4317", app.Services.GetRequiredService<IConfiguration>()[variable]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Start_SwitchedOn_ServesBesideAnEndpointAndTakesItsPlace()
    {
        using var app = Build(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"), ("AgentOtel:Viewer:Enabled", "true"));
        await app.StartAsync();

        Assert.NotNull(app.Services.GetRequiredService<ViewerAccess>().Page);
        Assert.NotEqual("http://collector:4317", app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Start_OnAPortThatSomethingElseHolds_TakesAFreeOne()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var app = Build(("AgentOtel:Viewer:GrpcPort", $"{port}"));

        await app.StartAsync();

        var endpoint = new Uri(app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_ENDPOINT"]!);
        await app.StopAsync();
        Assert.NotEqual(port, endpoint.Port);
        Assert.NotEqual(0, endpoint.Port);
    }

    [Fact]
    public async Task Start_WhereAViewerAnswers_SendsToIt()
    {
        await using var first = await RunningTestViewer.StartAsync();
        using var app = Build(("AgentOtel:Viewer:Port", $"{first.Page.Port}"));

        await app.StartAsync();

        Assert.Equal(first.Page, app.Services.GetRequiredService<ViewerAccess>().Page);
        Assert.Equal(first.Grpc.ToString().TrimEnd('/'), app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Start_WhereTheAnswerNamesAnotherHost_SendsToTheOneThatWasAsked()
    {
        await using var other = await AnsweringAsync(() => Status(
            """{"protocol":"grpc","address":"http://localhost.evil.example:4321"},"""
                + """{"protocol":"http","address":"http://[::1]:4322/path"}"""));
        using var app = Build(("AgentOtel:Viewer:Port", PortOf(other)));

        await app.StartAsync();

        Assert.Equal("http://127.0.0.1:4321", app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Start_WhereAViewerIsOnlyJustStarting_WaitsForIt()
    {
        var asked = 0;
        await using var other = await AnsweringAsync(() => Status(
            ++asked == 1
                ? ""
                : """{"protocol":"grpc","address":"http://127.0.0.1:4321"},{"protocol":"http","address":"http://127.0.0.1:4322"}"""));
        using var app = Build(("AgentOtel:Viewer:Port", PortOf(other)));

        await app.StartAsync();

        Assert.Equal("http://127.0.0.1:4321", app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Start_OnAPortOfSomethingThatIsNoViewer_TakesAFreeOne()
    {
        await using var other = await AnsweringAsync(static () => """{"receivers":null}""");
        using var app = Build(("AgentOtel:Viewer:Port", PortOf(other)));

        await app.StartAsync();

        Assert.NotEqual(PortOf(other), $"{Page(app).Port}");
        await app.StopAsync();
    }

    [Fact]
    public async Task Start_WithWrongOptions_NamesEveryKey()
    {
        using var app = Build(("AgentOtel:Viewer:MaxBytes", "1"), ("AgentOtel:Viewer:Token", "short"));

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());

        Assert.Contains("AgentOtel:Viewer:MaxBytes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AgentOtel:Viewer:Token", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfTheViewer_IsGivenToTheAppsExporter()
    {
        using var app = Build(("AgentOtel:Viewer:Token", "0123456789abcdef"));
        await app.StartAsync();

        Assert.Equal(
            "authorization=Bearer%200123456789abcdef", app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_HEADERS"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Token_OfTheViewer_StandsBesideTheAppsOwnHeaders()
    {
        using var app = Build(("AgentOtel:Viewer:Token", "0123456789abcdef"), ("OTEL_EXPORTER_OTLP_HEADERS", "x-team=shop"));
        await app.StartAsync();

        Assert.Equal(
            "x-team=shop,authorization=Bearer%200123456789abcdef",
            app.Services.GetRequiredService<IConfiguration>()["OTEL_EXPORTER_OTLP_HEADERS"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task File_WhereNoneIsNamed_IsGoneWhenTheAppEnds()
    {
        using var app = Build();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = Page(app) };
        var status = await client.GetFromJsonAsync<JsonElement>("/api/v1/status");
        var file = status.GetProperty("file").GetString()!;
        Assert.True(File.Exists(file));
        Assert.True(status.GetProperty("isTemporary").GetBoolean());

        await app.StopAsync();

        Assert.False(File.Exists(file));
        Assert.False(File.Exists($"{file}-wal"));
    }

    private static async Task<WebApplication> AnsweringAsync(Func<string> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(answer()));
        await app.StartAsync();
        return app;
    }

    private static string PortOf(WebApplication app) => $"{new Uri(app.Urls.Single()).Port}";

    private static string Status(string receivers) => $$"""
        {"version":"1","now":"2026-11-25T12:00:00Z","started":"2026-11-25T12:00:00Z","isPaused":false,"isTemporary":true,"file":"",
         "bytes":0,"maxBytes":0,
        "held":{"traces":0,"spans":0,"logs":0,"points":0},"evicted":{"traces":0,"spans":0,"logs":0,"points":0},"warnings":[],
        "hasIssueLink":false,
        "receivers":[{{receivers}}]}
        """;

    private static Uri Page(IHost app) => app.Services.GetRequiredService<ViewerAccess>().Page!;

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AgentOtel:Viewer:Port"] = "0",
            ["AgentOtel:Viewer:GrpcPort"] = "0",
            ["AgentOtel:Viewer:HttpPort"] = "0",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, string? (pair) => pair.Value));
        builder.AddAgentOtelViewer();
        return builder.Build();
    }
}
