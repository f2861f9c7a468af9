using System.Text.Json;
using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting.Tests;

public sealed class LocalLogsTests
{
    [Fact]
    public async Task File_OfALogInsideARun_HasTheSchema()
    {
        using var folder = new TempFolder();
        await Builder(null, ("AgentOtel:Logs:File:Folder", folder.Path), ("AgentOtel:Logs:File:Name", "app")).RunAsync(services =>
        {
            using var run = services.Telemetry().StartWorkflow("campaign");
            using var task = services.Telemetry().StartTask(new TaskStart("draft") { Attempt = 2 });
            using var tool = services.Telemetry().StartTool("search");
            using var scope = services.Logger().BeginScope(new Dictionary<string, object> { ["order"] = 7 });
            services.Logger().LogError(
                new InvalidOperationException("ada@example.com"), "mail to {To} failed, {Count} times", "ada@example.com", 3);
        });

        Assert.StartsWith("app-", Assert.Single(folder.Files()), StringComparison.Ordinal);
        var line = folder.Lines()
            .Select(text => JsonDocument.Parse(text).RootElement)
            .Single(line => line.GetProperty("category").GetString() == "Test.Category");
        Assert.Equal("mail to [redacted] failed, 3 times", line.GetProperty("message").GetString());
        Assert.Equal("Error", line.GetProperty("level").GetString());
        Assert.Equal("test-app", line.GetProperty("service").GetString());
        Assert.Matches("^[0-9a-f]{32}$", line.GetProperty("trace_id").GetString());
        Assert.Matches("^[0-9a-f]{16}$", line.GetProperty("span_id").GetString());
        Assert.Equal(DateTime.UtcNow, line.GetProperty("timestamp").GetDateTime(), TimeSpan.FromMinutes(5));
        var attributes = line.GetProperty("attributes");
        Assert.Equal(3, attributes.GetProperty("Count").GetInt32());
        Assert.Equal("[redacted]", attributes.GetProperty("To").GetString());
        Assert.Equal(7, attributes.GetProperty("order").GetInt32());
        Assert.Equal("campaign", attributes.GetProperty("gen_ai.workflow.name").GetString());
        Assert.Equal(2, attributes.GetProperty("agentotel.task.attempt").GetInt32());
        Assert.Equal("search", attributes.GetProperty("gen_ai.tool.name").GetString());
        Assert.Equal("System.InvalidOperationException", attributes.GetProperty("exception.type").GetString());
        Assert.Equal("[redacted]", attributes.GetProperty("exception.message").GetString());
        var started = folder.Lines()
            .Select(text => JsonDocument.Parse(text).RootElement)
            .Single(line => line.TryGetProperty("event", out var name) && name.GetString() == "agentotel.workflow.started");
        Assert.Equal("agentotel.workflow.started", started.GetProperty("attributes").GetProperty("event.name").GetString());
    }

    [Theory]
    [InlineData("Development", "Auto", true)]
    [InlineData("Production", "Auto", false)]
    [InlineData("Production", "Readable", true)]
    [InlineData("Development", "Json", false)]
    public async Task Console_ByEnvironmentAndChoice_IsReadableOrJson(string environment, string format, bool isReadable)
    {
        using var console = new StringWriter();
        var builder = Builder(environment, ("AgentOtel:Logs:Console", format));
        builder.Services.AddSingleton(new ConsoleOutput(console, WasOn: true));

        await builder.RunAsync(services => services.Logger("App.Orders").LogWarning("for {To}", "ada@example.com"));

        var line = console.ToString().Split(Environment.NewLine).Single(line => line.Contains("[redacted]", StringComparison.Ordinal));
        if (isReadable)
        {
            Assert.Matches(@"^\d\d:\d\d:\d\d\.\d\d\d warn Orders: for \[redacted\]$", line);
        }
        else
        {
            using var json = JsonDocument.Parse(line);
            Assert.Equal("for [redacted]", json.RootElement.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task Console_ReadByAPerson_ObeysNothingThatIsLogged()
    {
        using var console = new StringWriter();
        var builder = Builder("Development");
        builder.Services.AddSingleton(new ConsoleOutput(console, WasOn: true));

        await builder.RunAsync(services =>
            services.Logger().LogError(new InvalidOperationException("b\u001b[2J"), "a\u001b[31m\nfake line"));

        Assert.DoesNotContain('\u001b', console.ToString());
        Assert.Contains("a\ufffd[31m fake line", console.ToString(), StringComparison.Ordinal);
        Assert.Contains("b\ufffd[2J", console.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Off", true)]
    [InlineData("Auto", false)]
    public async Task Console_SwitchedOffOrNeverThere_IsSilent(string format, bool wasOn)
    {
        using var console = new StringWriter();
        var builder = Builder(null, ("AgentOtel:Logs:Console", format));
        builder.Services.AddSingleton(new ConsoleOutput(console, wasOn));

        await builder.RunAsync(services => services.Logger().LogWarning("hello"));

        Assert.Equal("", console.ToString());
    }

    [Fact]
    public void Console_OfAnAppThatHadDotNets_StandsInItsPlace()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddAgentOtel();
        using var host = builder.Build();

        var providers = host.Services.GetServices<ILoggerProvider>().Select(provider => provider.GetType().FullName).ToList();

        Assert.DoesNotContain("Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider", providers);
        Assert.Contains("AgentOtel.Hosting.ConsoleLoggerProvider", providers);
    }

    [Fact]
    public async Task Levels_ChangedWhileTheAppRuns_HoldAtOnceForFilesAndOtlp()
    {
        using var folder = new TempFolder();
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:Logs:File:Folder", folder.Path), ("Logging:LogLevel:Default", "Warning"));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
        {
            services.Logger().LogInformation("too early");
            builder.Configuration["Logging:LogLevel:Test"] = "Information";
            ((IConfigurationRoot)builder.Configuration).Reload();
            services.Logger().LogInformation("heard");
            builder.Configuration["Logging:File:LogLevel:Test"] = "None";
            ((IConfigurationRoot)builder.Configuration).Reload();
            services.Logger().LogInformation("not in files");
        });

        Assert.DoesNotContain(receiver.Logs, log => log.Body == "too early");
        Assert.Contains(receiver.Logs, log => log.Body == "heard");
        Assert.Contains(receiver.Logs, log => log.Body == "not in files");
        Assert.Contains(folder.Lines(), line => line.Contains("heard", StringComparison.Ordinal));
        Assert.DoesNotContain(folder.Lines(), line => line.Contains("not in files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_AfterAStateThatThrows_GoesOn()
    {
        using var folder = new TempFolder();
        await Builder(null, ("AgentOtel:Logs:File:Folder", folder.Path)).RunAsync(services =>
        {
            // OpenTelemetry's provider passes on what the app's formatter throws, as .NET's own do.
            Record.Exception(() =>
                services.Logger().Log(LogLevel.Warning, default, "state", null, (_, _) => throw new InvalidOperationException("x")));
            services.Logger().LogWarning("half a {Pair}\ud800", "\udc00");
        });

        Assert.Contains(folder.Lines(), line => line.Contains("half a", StringComparison.Ordinal));
    }

    private static HostApplicationBuilder Builder(string? environment, params (string, string?)[] settings)
    {
        var builder = TestHost.Builder(null, settings);
        if (environment is not null)
        {
            builder.Environment.EnvironmentName = environment;
        }

        builder.AddAgentOtel(options => options.Export = false);
        return builder;
    }
}
