using System.Net.Http.Json;
using System.Text;
using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AgentOtel.AspNetCore.Tests;

public sealed class BodyTests
{
    private static readonly (string, string)[] Json =
    [
        ("AgentOtel:Requests:BodyContentTypes:0", "application/json"), ("AgentOtel:Requests:MaxBodyBytes", "64"),
    ];

    [Fact]
    public async Task Bodies_OfListedTypes_AreLoggedRedactedAndCut()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, Json, Map, async (http, _) =>
        {
            using var answer = await http.PostAsJsonAsync(
                "/echo", new Dictionary<string, string> { ["password"] = "hunter2", ["mail"] = "ada@example.com" });
            Assert.Equal("""{"password":"hunter2","mail":"ada@example.com"}""", await answer.Content.ReadAsStringAsync());
            using var long1 = await http.PostAsync(
                new Uri("/echo", UriKind.Relative),
                new StringContent($"\"{new string('x', 100_000)}\"", Encoding.UTF8, "application/json"));
            Assert.Equal(100_002, (await long1.Content.ReadAsStringAsync()).Length);
        });

        var events = receiver.Logs.Where(log => log.EventName == "agentotel.http.request").ToList();
        Assert.Equal("""{"password":"[redacted]","mail":"[redacted]"}""", events[0].Attributes["agentotel.http.request.body"]);
        Assert.Equal("""{"password":"[redacted]","mail":"[redacted]"}""", events[0].Attributes["agentotel.http.response.body"]);
        Assert.Equal(65, ((string)events[1].Attributes["agentotel.http.request.body"]!).Length);
        Assert.EndsWith("x…", (string)events[1].Attributes["agentotel.http.request.body"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_OfOtherTypesOrUnasked_AreNotLogged()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, Json, Map, async (http, _) =>
            await http.PostAsync(new Uri("/echo", UriKind.Relative), new StringContent("plain canary", Encoding.UTF8, "text/plain")));
        await RequestApp.RunAsync(receiver, [], Map, async (http, _) => await http.PostAsJsonAsync("/echo", "canary"));

        Assert.Equal(2, receiver.Logs.Count(log => log.EventName == "agentotel.http.request"));
        Assert.DoesNotContain(receiver.Bodies, body => Encoding.Latin1.GetString(body).Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bodies_InAnotherEncoding_AreReadInItOrNotAtAll()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await RequestApp.RunAsync(receiver, Json, Map, async (http, _) =>
        {
            foreach (var (charset, encoding) in new (string, string?)[] { ("utf-16", null), ("x-unknown", null), ("utf-8", "gzip") })
            {
                using var content = new ByteArrayContent(Encoding.Unicode.GetBytes("""{"password":"hunter2"}"""));
                content.Headers.TryAddWithoutValidation("Content-Type", $"application/json; charset={charset}");
                content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
                using var answer = await http.PostAsync(new Uri("/echo", UriKind.Relative), content);
            }
        });

        var events = receiver.Logs.Where(log => log.EventName == "agentotel.http.request").ToList();
        Assert.Equal("""{"password":"[redacted]"}""", events[0].Attributes["agentotel.http.request.body"]);
        Assert.Equal("""{"password":"[redacted]"}""", events[0].Attributes["agentotel.http.response.body"]);
        Assert.All(events.Skip(1), log => Assert.DoesNotContain("agentotel.http.request.body", log.Attributes.Keys));
        Assert.All(events.Skip(1), log => Assert.DoesNotContain("agentotel.http.response.body", log.Attributes.Keys));
    }

    [Fact]
    public async Task Bodies_OfServerSentEvents_ArriveOneByOne()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        using var mayGoOn = new SemaphoreSlim(0);
        await RequestApp.RunAsync(
            receiver,
            [("AgentOtel:Requests:BodyContentTypes:0", "text/event-stream")],
            app => app.MapGet("/events", async (HttpContext context) =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("data: one\n\n");
                await context.Response.Body.FlushAsync();
                await mayGoOn.WaitAsync(TimeSpan.FromSeconds(30));
                await context.Response.WriteAsync("data: two\n\n");
            }),
            async (http, _) =>
            {
                await using var stream = await http.GetStreamAsync(new Uri("/events", UriKind.Relative));
                using var reader = new StreamReader(stream);
                Assert.Equal("data: one", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
                mayGoOn.Release();
                Assert.Equal("\ndata: two\n\n", await reader.ReadToEndAsync());
            });

        Assert.Equal(
            "data: one\n\ndata: two\n\n",
            receiver.Logs.Single(log => log.EventName == "agentotel.http.request").Attributes["agentotel.http.response.body"]);
    }

    private static void Map(WebApplication app) => app.MapPost("/echo", async (HttpContext context) =>
    {
        context.Response.ContentType = context.Request.ContentType;
        context.Response.Headers.ContentEncoding = context.Request.Headers.ContentEncoding;
        await context.Request.Body.CopyToAsync(context.Response.BodyWriter.AsStream());
    });
}
