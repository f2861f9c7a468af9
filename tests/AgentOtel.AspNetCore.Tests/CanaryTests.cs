using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentOtel.AspNetCore.Tests;

/// <summary>
/// Puts secrets and personal data of every shape wherever an app may put them, and searches every byte that leaves: over
/// OTLP, into files, onto the console.
/// </summary>
public sealed class CanaryTests : IDisposable
{
    /// <summary>What must not be found, and the text that it stands in.</summary>
    private static readonly (string Core, string Text)[] Canaries =
    [
        ("canary.mail@example.com", "canary.mail@example.com"),
        ("sk-proj-canary0123456789abcdef", "sk-proj-canary0123456789abcdef"),
        ("sk-ant-api03-canary0123456789", "sk-ant-api03-canary0123456789abcd"),
        ("AIzaCanary", "AIzaCanary0123456789abcdefghijklmnopqrs"),
        ("AKIACANARY0123456789", "AKIACANARY0123456789"),
        ("ghp_canary", "ghp_canary0123456789abcdefghijklmnopqr"),
        ("xoxb-canary", "xoxb-canary-0123456789"),
        ("CanaryAzureKey", "AccountKey=CanaryAzureKey0123456789abcdef=="),
        ("eyJcanary", "eyJcanary0.eyJzdWIiOiIxIn0.c2ln"),
        ("MIIEcanary", "-----BEGIN PRIVATE KEY-----\nMIIEcanary\n-----END PRIVATE KEY-----"),
        ("4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
        ("+49 30 901820", "+49 30 901820"),
        ("canary-bearer", "Bearer canary-bearer-0123456789"),
        ("canary-password", "password=canary-password"),
        ("canary phrase", """{"secret":"a canary phrase"}"""),
        ("nested canary", """{\"api_key\":\"a nested canary\"}"""),
        ("canary%40half", "postgres://app:canary%40half@db/x"),
        ("canaryAppSecret", "abc8Q~canaryAppSecretklmnopqrstuvwxyz01234"),
        ("lQdGcanary", "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nlQdGcanary\n-----END PGP PRIVATE KEY BLOCK-----"),
        ("415-555-2671", "415-555-2671"),
        ("0044 20 7946", "0044 20 7946 0958"),
        ("4000056655665556", "4000056655665556"),
    ];

    private static readonly string All = string.Join(" ; ", Canaries.Select(canary => canary.Text));

    private readonly string _folder = Directory.CreateTempSubdirectory("agentotel-").FullName;
    private readonly StringWriter _console = new();
    private readonly TextWriter _standard = Console.Out;

    public CanaryTests() => Console.SetOut(_console);

    public void Dispose()
    {
        Console.SetOut(_standard);
        Directory.Delete(_folder, recursive: true);
        _console.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("SPAN_AND_EVENT")]
    public async Task EverythingThatLeaves_WithSecretsEverywhere_HoldsNone(string capture)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var library = new ActivitySource("Some.Library");
        await RequestApp.RunAsync(
            receiver,
            [
                ("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", capture),
                ("AgentOtel:Sources:0", "Some.Library"),
                ("AgentOtel:RecordUserId", "true"),
                ("AgentOtel:Logs:File:Folder", _folder),
                ("AgentOtel:Requests:RecordedHeaders:0", "Authorization"),
                ("AgentOtel:Requests:RecordedHeaders:1", "X-Note"),
                ("AgentOtel:Requests:BodyContentTypes:0", "application/json"),
                ("AgentOtel:Logs:Console", "Json"),
                ("Logging:LogLevel:Default", "Trace"),
            ],
            app =>
                app.MapPost(
                    "/work/{id}",
                    (HttpContext context, AgentTelemetry telemetry, ILogger<CanaryTests> logger) =>
                        WorkAsync(context, telemetry, logger, library)),
            SendAsync,
            builder => builder.AddAgentOtelLogFiles().Logging.AddConsole().AddConfiguration(builder.Configuration.GetSection("Logging")));

        var places = receiver.Bodies.Select(body => Encoding.UTF8.GetString(body))
            .Concat(Directory.GetFiles(_folder, "*.jsonl").Select(File.ReadAllText))
            .Append(_console.ToString())
            .ToList();
        foreach (var (core, _) in Canaries)
        {
            var encoded = Uri.EscapeDataString(core);
            var leak = places.Find(place =>
                place.Contains(core, StringComparison.OrdinalIgnoreCase) || place.Contains(encoded, StringComparison.OrdinalIgnoreCase));
            Assert.True(leak is null, $"{core} leaked: {Around(leak, core)}");
        }

        Assert.Contains(places, place => place.Contains("[redacted]", StringComparison.Ordinal));
        Assert.Equal(capture.Length > 0, places.Exists(place => place.Contains("gen_ai.input.messages", StringComparison.Ordinal)));
        Assert.Contains(receiver.Spans, span => span.Name == "chat gpt-4.1");
        Assert.Contains("agentotel.http.request", _console.ToString(), StringComparison.Ordinal);
    }

    private static async Task WorkAsync(HttpContext context, AgentTelemetry telemetry, ILogger logger, ActivitySource library)
    {
        using var who = (AgentContext.Current with
        {
            UserId = Canaries[0].Text,
            SessionId = $"s {All}",
            Tenant = All,
            ConversationId = All,
        }).With("note", All).Push();
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["note"] = All, ["password"] = "canary-password" });
        logger.LogInformation("working on {Note} with {Headers}", All, new List<string> { All });
        logger.LogInformation("paid with {Card}", 4000056655665556);
        using var run = telemetry.StartWorkflow("campaign");
        run.SetInput(new Dictionary<string, object?> { [All] = All, ["password"] = "canary-password" });
        using (var call = telemetry.StartChat(new("openai", "gpt-4.1")))
        {
            call.SetInstructions(All);
            call.SetInput(
                new List<ModelMessage>
                {
                    new("user", All),
                    new("user", $$"""{"card":4000056655665556,"note":"{{Canaries[0].Text}}"}"""),
                    new("tool", [MessagePart.ToolCallResponse("c", $$"""{"password":"canary-password"}""")]),
                });
            call.SetOutput(All);
        }

        using (var tool = telemetry.StartTool("search"))
        {
            tool.SetInput(
                new Dictionary<string, object?> { ["api_key"] = "canary-password", ["query"] = All, ["card"] = 4000056655665556 });
            tool.SetOutput("""{"card":4000056655665556,"secret":"a canary phrase"}""");
            tool.Fail(new InvalidOperationException(All, new IOException(All)));
        }

        telemetry.RecordRouting(new("route", "a") { Options = ["a"], Reason = All });
        telemetry.RecordEvaluation(new("tone") { Score = 1, Explanation = All });
        telemetry.LogEvent(LogLevel.Information, "app.said", All, ("app.note", All));
        using (var span = library.StartActivity("library work"))
        {
            span!.SetTag("note", All).SetTag("password", "canary-password").SetStatus(ActivityStatusCode.Error, All);
            span.AddException(new InvalidOperationException(All));
            span.AddEvent(new("said", tags: new() { ["note"] = All, ["password"] = "canary-password" }));
            span.DisplayName = All;
        }

        using (var http = new HttpClient())
        {
            var address =
                $"{context.Request.Scheme}://{context.Request.Host}/{Uri.EscapeDataString(Canaries[0].Text)}?token=canary-password&all="
                    + $"{Uri.EscapeDataString(All)}";
            using var answer = await http.GetAsync(new Uri(address));
        }

        logger.LogError(new InvalidOperationException(All, new IOException(All)), "failed");
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"password":"canary-password","mail":"{{Canaries[0].Text}}"}""");
        throw new InvalidOperationException(All, new AggregateException(new IOException(All)));
    }

    private static async Task SendAsync(HttpClient http, IServiceProvider services)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/work/{Canaries[0].Text}?token=canary-password&all={Uri.EscapeDataString(All)}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "canary-bearer-0123456789");
        request.Headers.TryAddWithoutValidation("X-Note", All.ReplaceLineEndings(" "));
        request.Headers.TryAddWithoutValidation("User-Agent", $"agent {Canaries[0].Text}");
        request.Headers.TryAddWithoutValidation("X-Correlation-ID", Canaries[1].Text);
        request.Content = new StringContent(
            $$"""{"password":"canary-password","mail":"{{Canaries[0].Text}}"}""", Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            // The app fails after its answer has begun.
        }
    }

    private static string Around(string? place, string core)
    {
        if (place is null)
        {
            return "";
        }

        var at = Math.Max(
            place.IndexOf(core, StringComparison.OrdinalIgnoreCase),
            place.IndexOf(Uri.EscapeDataString(core), StringComparison.OrdinalIgnoreCase));
        return place[Math.Max(0, at - 200)..Math.Min(place.Length, at + 80)];
    }
}
