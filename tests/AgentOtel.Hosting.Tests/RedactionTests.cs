using System.Diagnostics;
using AgentOtel.Tests.Otlp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Hosting.Tests;

public sealed class RedactionTests
{
    [Fact]
    public async Task Span_OfAnotherLibrary_LosesSecretsInTagsStatusAndExceptions()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var library = new ActivitySource("Some.Library");
        var builder = TestHost.Builder(receiver);
        builder.AddAgentOtel(options => options.Sources.Add("Some.Library"));

        await builder.RunAsync(_ =>
        {
            using var span = library.StartActivity(
                "work",
                ActivityKind.Internal,
                default(ActivityContext),
                links:
                [
                    new(
                        new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), default),
                        new() { ["to"] = "ada@example.com" }),
                ]);
            span!.DisplayName = "work of ada@example.com";
            span.AddEvent(new("exception", tags: new() { ["exception.message"] = "said to ada@example.com", ["password"] = "hunter2" }));
            span.SetTag("url.full", "https://ada:hunter2@example.com/?token=abcdef&x=1");
            span.SetTag("db.password", "hunter2");
            span.SetTag("names", (string[])["ada@example.com", "b"]);
            span.SetTag("count", 3);
            span.SetStatus(ActivityStatusCode.Error, "no mail to ada@example.com");
            span.AddException(new InvalidOperationException("for ada@example.com", new IOException("and bob@example.com")));
        });

        var work = receiver.Span("work of [redacted]");
        Assert.Equal("https://[redacted]example.com/?token=[redacted]&x=1", work.Attributes["url.full"]);
        Assert.Equal("[redacted]", work.Attributes["db.password"]);
        Assert.Equal(3L, work.Attributes["count"]);
        Assert.Equal("no mail to [redacted]", work.StatusMessage);
        Assert.Contains(receiver.Bodies, body => Text(body).Contains("for [redacted]", StringComparison.Ordinal));
        Assert.Contains(receiver.Bodies, body => Text(body).Contains("said to [redacted]", StringComparison.Ordinal));
        Assert.DoesNotContain(receiver.Bodies, body => Text(body).Contains("ada@example.com", StringComparison.Ordinal));
        Assert.DoesNotContain(receiver.Bodies, body => Text(body).Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redaction_ByConfiguration_AddsPatternsKeysAddressesAndHashes()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(
            receiver,
            ("AgentOtel:Redaction:Patterns:0", @"K-\d{4}"),
            ("AgentOtel:Redaction:Keys:0", "customer"),
            ("AgentOtel:Redaction:IpAddresses", "true"),
            ("AgentOtel:Redaction:HashKey", "a key of some length"));
        builder.AddAgentOtel();

        await builder.RunAsync(services =>
            services.Logger().LogWarning("case {Case} of {Customer} from {Ip}", "K-1234", "Ada", "10.0.0.1"));

        var log = receiver.Logs.Single(log => log.EventName is null && log.Body!.StartsWith("case", StringComparison.Ordinal));
        Assert.Matches(@"^case \[redacted:[0-9a-f]{12}\] of Ada from \[redacted:[0-9a-f]{12}\]$", log.Body);
        Assert.Matches(@"^\[redacted:[0-9a-f]{12}\]$", (string)log.Attributes["Customer"]!);
        Assert.Matches(@"^\[redacted:[0-9a-f]{12}\]$", (string)log.Attributes["Ip"]!);
    }

    [Fact]
    public async Task ContentCapture_ByConfigurationOrVariable_PutsContentOnSpans()
    {
        foreach (var key in new[] { "AgentOtel:ContentCapture", "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT" })
        {
            await using var receiver = await OtlpReceiver.StartAsync();
            var builder = TestHost.Builder(
                receiver, (key, key.StartsWith('O') ? "SPAN_ONLY" : "Spans"), ("AgentOtel:ContentMaxBytes", "2048"));
            builder.AddAgentOtel();

            await builder.RunAsync(services =>
            {
                using var call = services.Telemetry().StartChat(new("openai", "gpt-4.1"));
                call.SetInput("hello ada@example.com " + new string('x', 9000));
            });

            var messages = (string)receiver.Span("chat gpt-4.1").Attributes["gen_ai.input.messages"]!;
            Assert.Contains("hello [redacted]", messages, StringComparison.Ordinal);
            Assert.InRange(messages.Length, 1500, 2048);
        }
    }

    [Fact]
    public async Task ErrorRules_OfTheApps_AreAskedAndSeveritiesTaken()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = TestHost.Builder(receiver, ("AgentOtel:ErrorSeverities:validation", "Critical"));
        builder.AddAgentOtel();
        builder.Services.Configure<AgentOtelOptions>(options => options.ErrorRules.Add(
            exception => exception is KeyNotFoundException ? new(ErrorCategories.Validation) : null));

        await builder.RunAsync(services => services.Telemetry().StartTool("search").FailWith(new KeyNotFoundException()));

        var span = receiver.Span("execute_tool search");
        Assert.Equal("validation", span.Attributes["agentotel.error.category"]);
        Assert.Equal("critical", span.Attributes["agentotel.error.severity"]);
    }

    [Fact]
    public void Options_ThatAreWrong_AreAllNamed()
    {
        var builder = TestHost.Builder(
            null,
            ("AgentOtel:Redaction:Patterns:0", @"(a)\1"),
            ("AgentOtel:Redaction:HashKey", "short"),
            ("AgentOtel:ContentMaxBytes", "5"),
            ("AgentOtel:ErrorSeverities:tired", "Minor"));
        builder.AddAgentOtel();

        var failure = Assert.ThrowsAny<Exception>(() => builder.Build().Start());

        foreach (var key in new[] { "Redaction:Patterns:0", "Redaction:HashKey", "ContentMaxBytes", "ErrorSeverities:tired" })
        {
            Assert.Contains($"AgentOtel:{key} must be", failure.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Text(byte[] body) => System.Text.Encoding.Latin1.GetString(body);
}

file static class Failing
{
    public static void FailWith(this AgentOperation operation, Exception exception)
    {
        using (operation)
        {
            operation.Fail(exception);
        }
    }
}
