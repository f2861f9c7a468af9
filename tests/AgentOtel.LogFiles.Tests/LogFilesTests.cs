using System.Text.Json;
using AgentOtel.Hosting.Tests;
using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.LogFiles.Tests;

public sealed class LogFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_OfALogInsideARun_HasTheSchema()
    {
        await Builder(("AgentOtel:Logs:File:Name", "app")).RunAsync(services =>
        {
            using var run = services.Telemetry().StartWorkflow("campaign");
            using var task = services.Telemetry().StartTask(new TaskStart("draft") { Attempt = 2 });
            using var tool = services.Telemetry().StartTool("search");
            using var scope = services.Logger().BeginScope(new Dictionary<string, object> { ["order"] = 7 });
            services.Logger().LogError(
                new InvalidOperationException("ada@example.com"), "mail to {To} failed, {Count} times", "ada@example.com", 3);
        });

        Assert.StartsWith("app-", Assert.Single(_folder.Files()), StringComparison.Ordinal);
        var line = Lines().Single(line => line.GetProperty("category").GetString() == "Test.Category");
        Assert.Equal(
            ["timestamp", "level", "category", "message", "trace_id", "span_id", "service", "attributes"],
            line.EnumerateObject().Select(field => field.Name));
        Assert.Equal("mail to [redacted] failed, 3 times", line.GetProperty("message").GetString());
        Assert.Equal("Error", line.GetProperty("level").GetString());
        Assert.Equal("test-app", line.GetProperty("service").GetString());
        Assert.Matches("^[0-9a-f]{32}$", line.GetProperty("trace_id").GetString());
        Assert.Matches("^[0-9a-f]{16}$", line.GetProperty("span_id").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", line.GetProperty("timestamp").GetString());
        var attributes = line.GetProperty("attributes");
        Assert.Equal(3, attributes.GetProperty("Count").GetInt32());
        Assert.Equal("[redacted]", attributes.GetProperty("To").GetString());
        Assert.Equal(7, attributes.GetProperty("order").GetInt32());
        Assert.Equal("campaign", attributes.GetProperty("gen_ai.workflow.name").GetString());
        Assert.Equal(2, attributes.GetProperty("agentotel.task.attempt").GetInt32());
        Assert.Equal("search", attributes.GetProperty("gen_ai.tool.name").GetString());
        Assert.Equal("System.InvalidOperationException", attributes.GetProperty("exception.type").GetString());
        Assert.Equal("[redacted]", attributes.GetProperty("exception.message").GetString());
        var started = Lines().Single(line =>
            line.TryGetProperty("event", out var name) && name.GetString() == "agentotel.workflow.started");
        Assert.Equal("agentotel.workflow.started", started.GetProperty("attributes").GetProperty("event.name").GetString());
    }

    [Fact]
    public async Task Levels_ChangedWhileTheAppRuns_HoldAtOnceForFilesAndOtlp()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:Logs:File:Folder", _folder.Path), ("Logging:LogLevel:Default", "Warning"));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.AddAgentOtel();
        builder.AddAgentOtelLogFiles();

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
        Assert.Contains(_folder.Lines(), line => line.Contains("heard", StringComparison.Ordinal));
        Assert.DoesNotContain(_folder.Lines(), line => line.Contains("not in files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_AfterAStateThatThrows_CountsItAndGoesOn()
    {
        IReadOnlyDictionary<string, long>? dropped = null;
        await Builder().RunAsync(services =>
        {
            // OpenTelemetry's provider passes on what the app's formatter throws, as .NET's own do.
            Record.Exception(() => services.Logger().Log(
                LogLevel.Warning, default, "state", null, (_, _) => throw new InvalidOperationException("x")));
            services.Logger().LogWarning("half a {Pair}\ud800", "\udc00");
            dropped = DroppedLines.Read();
        });

        Assert.Contains(_folder.Lines(), line => line.Contains("half a", StringComparison.Ordinal));
        Assert.Equal(1, dropped!["file_failed"]);
    }

    [Fact]
    public async Task File_WhereTheFolderCannotBe_CountsEachLinePastThoseThatWait()
    {
        IReadOnlyDictionary<string, long>? dropped = null;
        File.WriteAllText(_folder.File("blocked"), "");
        var builder = Builder(
            ("AgentOtel:Logs:File:Folder", _folder.File("blocked")),
            ("AgentOtel:Logs:File:QueueSize", "3"),
            ("Logging:File:LogLevel:Default", "None"),
            ("Logging:File:LogLevel:Test", "Information"));
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));

        await builder.RunAsync(services =>
        {
            for (var i = 0; i < 10; i++)
            {
                services.Logger().LogInformation("line {Number}", i);
            }

            dropped = DroppedLines.Read();
        });

        Assert.Equal(7, dropped!["file_queue_full"]);
    }

    [Fact]
    public async Task AddAgentOtelLogFiles_Twice_WritesEachLineOnceUnderTheAppsOwnName()
    {
        var builder = TestHost.Builder(null, ("AgentOtel:DroppedScopes:0", "secret"));
        builder.AddAgentOtelLogFiles(options => options.Folder = "changed below")
            .AddAgentOtelLogFiles(options => options.Folder = _folder.Path)
            .AddAgentOtel(options => (options.Export, options.ServiceName) = (false, "shop"));

        await builder.RunAsync(services =>
        {
            using var scope = services.Logger().BeginScope(new Dictionary<string, object> { ["order"] = 7, ["secret"] = 8 });
            services.Logger().LogWarning("hello");
        });

        var line = Lines().Single(line => line.GetProperty("message").GetString() == "hello");
        Assert.Equal("shop", line.GetProperty("service").GetString());
        Assert.Equal("""{"order":7}""", line.GetProperty("attributes").GetRawText());
    }

    [Fact]
    public void AddAgentOtelLogFiles_WithoutAddAgentOtel_SaysWhatIsMissing()
    {
        var builder = TestHost.Builder(null, ("AgentOtel:Logs:File:Folder", _folder.Path));
        builder.AddAgentOtelLogFiles();

        var error = Assert.Throws<InvalidOperationException>(() => builder.Build());

        Assert.Contains("builder.AddAgentOtel()", error.Message, StringComparison.Ordinal);
    }

    private IEnumerable<JsonElement> Lines() => _folder.Lines().Select(text => JsonDocument.Parse(text).RootElement);

    private HostApplicationBuilder Builder(params (string, string?)[] settings)
    {
        var builder = TestHost.Builder(null, [("AgentOtel:Logs:File:Folder", _folder.Path), .. settings]);
        builder.AddAgentOtel(options => options.Export = false);
        return builder.AddAgentOtelLogFiles();
    }
}
