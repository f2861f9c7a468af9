using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting.Tests;

public sealed class LocalLogsTests
{
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

        await builder.RunAsync(services => services.Logger().LogError(new InvalidOperationException("b\u001b[2J"), "a\u001b[31m\nfake line"));

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
