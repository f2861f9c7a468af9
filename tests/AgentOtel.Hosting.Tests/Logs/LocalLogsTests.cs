using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AgentOtel.Hosting.Tests;

public sealed class LocalLogsTests
{
    [Theory]
    [InlineData("Development", "Auto", true)]
    [InlineData("Production", "Auto", false)]
    [InlineData("Production", "Readable", true)]
    [InlineData("Development", "Json", false)]
    public void Console_ByEnvironmentAndChoice_IsReadableOrJson(string environment, string format, bool isReadable)
    {
        using var host = Host(environment, ("AgentOtel:Logs:Console", format));

        var line = Written(host, "App.Orders", LogLevel.Warning, "for ada@example.com", null).TrimEnd();

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
    public void Console_ReadByAPerson_ObeysNothingThatIsLogged()
    {
        using var host = Host("Development", ("AgentOtel:Logs:Console", "Readable"));

        var written = Written(host, "App", LogLevel.Error, "a\u001b[31m\nfake line", new InvalidOperationException("b\u001b[2J"));

        Assert.DoesNotContain('\u001b', written);
        Assert.Contains("a\ufffd[31m fake line", written, StringComparison.Ordinal);
        Assert.Contains("b\ufffd[2J", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Console_OfAValueThatCannotBeRead_SaysItsTypeAlone()
    {
        using var host = Host("Production", ("AgentOtel:Logs:Console", "Json"));
        var entry = new LogEntry<string>(
            LogLevel.Warning, "App", default, "", null, static (_, _) => throw new InvalidOperationException("ada@example.com"));
        using var written = new StringWriter();

        Formatter(host).Write(entry, null, written);

        Assert.Equal("AgentOtel: a log of App could not be read: System.InvalidOperationException", written.ToString().TrimEnd());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Off", null)]
    [InlineData("Auto", "agentotel")]
    [InlineData("Json", "agentotel")]
    public void Console_OfTheApps_StaysAndIsRedactedOnlyWhereAskedFor(string? format, string? formatter)
    {
        using var host = Host("Production", ("AgentOtel:Logs:Console", format));

        Assert.Contains(host.Services.GetServices<ILoggerProvider>(), provider => provider is ConsoleLoggerProvider);
        Assert.Equal(formatter, host.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName);
    }

    private static IHost Host(string environment, params (string, string?)[] settings)
    {
        var builder = TestHost.Builder(null, settings);
        builder.Environment.EnvironmentName = environment;
        builder.Logging.AddConsole();
        builder.AddAgentOtel(options => options.Export = false);
        return builder.Build();
    }

    private static ConsoleFormatter Formatter(IHost host) =>
        host.Services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == "agentotel");

    private static string Written(IHost host, string category, LogLevel level, string message, Exception? exception)
    {
        using var written = new StringWriter();
        Formatter(host).Write(
            new LogEntry<string>(level, category, default, message, exception, static (state, _) => state), null, written);
        return written.ToString();
    }
}
