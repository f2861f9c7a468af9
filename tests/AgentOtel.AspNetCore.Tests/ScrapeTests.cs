using System.Diagnostics.Metrics;
using System.Text;
using AgentOtel.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AgentOtel.AspNetCore.Tests;

public sealed class ScrapeTests
{
    private const string OpenMetrics = "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.1";

    [Fact]
    public async Task Scrape_InOpenMetrics_HasTheContractsMetricsWithExemplars()
    {
        var (type, text) = await ScrapeAsync(OpenMetrics, Work);

        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", type);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE agentotel_cost_usd counter\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "# TYPE gen_ai_client_operation_duration_seconds histogram\n# UNIT gen_ai_client_operation_duration_seconds seconds\n",
            text,
            StringComparison.Ordinal);
        Assert.Matches(
            """(?m)^agentotel_cost_usd_total\{[^}]*gen_ai_request_model="gpt-4\.1"[^}]*\} 0\.0028 # \{trace_id="[0-9a-f]{32}","""
                + """span_id="[0-9a-f]{16}"\} 0\.0028 \d+(\.\d+)?$""",
            text);
        Assert.Matches(
            """(?m)^gen_ai_client_operation_duration_seconds_bucket\{[^}]*le="[0-9.]+"\} 1 # \{trace_id="[0-9a-f]{32}","""
                + """span_id="[0-9a-f]{16}"\} [0-9.E-]+ \d+(\.\d+)?$""",
            text);
        Assert.Matches("""(?m)^gen_ai_client_operation_duration_seconds_bucket\{[^}]*le="\+Inf"\} 1$""", text);
        Assert.Matches("""(?m)^gen_ai_client_operation_duration_seconds_count\{[^}]*\} 1$""", text);
        foreach (var family in (string[])["agentotel_cost_usd", "gen_ai_client_operation_duration_seconds"])
        {
            var created = double.Parse(
                System.Text.RegularExpressions.Regex.Match(text, $$"""(?m)^{{family}}_created\{[^}]*\} (\S+)$""").Groups[1].Value,
                System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(
                created, DateTimeOffset.UtcNow.AddMinutes(-30).ToUnixTimeSeconds(), DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
        }
    }

    [Fact]
    public async Task Scrape_InText_HasNoExemplarsAndTheSuffixInTheType()
    {
        var (type, text) = await ScrapeAsync("", Work);

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", type);
        Assert.Contains("# TYPE agentotel_cost_usd_total counter\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("# EOF", text, StringComparison.Ordinal);
        Assert.DoesNotContain("trace_id", text, StringComparison.Ordinal);
        Assert.DoesNotContain("_created", text, StringComparison.Ordinal);
        Assert.Matches("(?m)^agentotel_active 0$|^agentotel_active\\{[^}]*\\} 0$", text);
    }

    [Fact]
    public async Task Scrape_OfAnApp_PromotesItsResourceAndNamesItOnce()
    {
        var (_, text) = await ScrapeAsync(OpenMetrics, Work);
        var lines = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();

        var target = Assert.Single(lines, line => line.StartsWith("target_info{", StringComparison.Ordinal));
        Assert.Contains("service_name=\"shop\"", target, StringComparison.Ordinal);
        Assert.Contains("service_instance_id=\"", target, StringComparison.Ordinal);
        Assert.Contains("telemetry_sdk_language=\"dotnet\"", target, StringComparison.Ordinal);
        var series = lines.Where(line => line != target).ToList();
        Assert.All(
            series, line => Assert.Contains("service_name=\"shop\",service_namespace=\"agents\"", Sorted(line), StringComparison.Ordinal));
        Assert.DoesNotContain("service_instance_id", string.Join('\n', series), StringComparison.Ordinal);
        Assert.DoesNotContain("otel_scope", text, StringComparison.Ordinal);
        Assert.DoesNotContain("job=", text, StringComparison.Ordinal);
        Assert.Equal(series.Count, series.Select(line => line.Split("} ")[0]).Distinct().Count());
    }

    [Fact]
    public async Task Scrape_WithHostileLabels_EscapesThem()
    {
        using var meter = new Meter("Test.Hostile");
        var counter = meter.CreateCounter<long>("hostile", description: "a \"quoted\" \\ and\nbroken help");
        var (_, text) = await ScrapeAsync(OpenMetrics, _ => counter.Add(
            1,
            new("path", "C:\\x\n\"y\"}"),
            new("emoji", "🍵\ud800"),
            new("empty", ""),
            new("list", (string[])["a", "b\""]),
            new("a.b", 1),
            new("a_b", true)));

        Assert.Contains("# HELP hostile a \"quoted\" \\\\ and\\nbroken help\n", text, StringComparison.Ordinal);
        var line = text.Split('\n').Single(line => line.StartsWith("hostile_total{", StringComparison.Ordinal));
        Assert.Contains("path=\"C:\\\\x\\n\\\"y\\\"}\"", line, StringComparison.Ordinal);
        Assert.Contains("emoji=\"🍵\ufffd\"", line, StringComparison.Ordinal);
        Assert.Contains("list=\"[\\\"a\\\",\\\"b\\\\u0022\\\"]\"", line, StringComparison.Ordinal);
        Assert.Contains("a_b=\"1;true\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("empty=", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_OfTwoMetersWithOneName_IsOneFamily()
    {
        using var one = new Meter("Test.One");
        using var other = new Meter("Test.Other");
        var first = one.CreateCounter<long>("same");
        var second = other.CreateCounter<long>("same");
        var odd = other.CreateHistogram<long>("same.total");
        var (_, text) = await ScrapeAsync("", _ =>
        {
            first.Add(1, new KeyValuePair<string, object?>("from", "one"));
            second.Add(2, new KeyValuePair<string, object?>("from", "other"));
            odd.Record(3);
        });

        Assert.Single(text.Split('\n'), line => line == "# TYPE same_total counter");
        Assert.Equal(2, text.Split('\n').Count(line => line.StartsWith("same_total{", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Scrape_ByManyAtOnce_SharesOneCollection()
    {
        using var meter = new Meter("Test.Slow");
        using var all = new ManualResetEventSlim();
        meter.CreateObservableGauge("slow", () =>
        {
            all.Wait(TimeSpan.FromMinutes(1));
            return 1;
        });
        using var endpoint = new ScrapeEndpoint { IsMapped = true };
        var metrics = Sdk.CreateMeterProviderBuilder().AddMeter("Test.Slow");
        endpoint.AddTo(metrics);
        using var provider = metrics.Build();
        var contexts = Enumerable.Range(0, 50).Select(_ => new DefaultHttpContext { Response = { Body = new MemoryStream() } }).ToList();

        // Each is given its collection before the call returns.
        var answers = contexts.Select(endpoint.AnswerAsync).ToList();
        all.Set();
        await Task.WhenAll(answers);

        Assert.Equal(1, endpoint.Collections);
        Assert.All(
            contexts,
            context =>
                Assert.Contains(
                    "\nslow", Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()), StringComparison.Ordinal));
    }

    [Fact]
    public void MapAgentOtelMetrics_WithoutAReader_SaysWhatToCall()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();

        var failure = Assert.Throws<InvalidOperationException>(() => app.MapAgentOtelMetrics());

        Assert.Contains("AddAgentOtelRequests()", failure.Message, StringComparison.Ordinal);
    }

    private static void Work(AgentTelemetry telemetry)
    {
        using var call = telemetry.StartChat(new("openai", "gpt-4.1"));
        call.SetResponse(new() { Usage = new() { InputTokens = 1000, OutputTokens = 100 } });
    }

    private static string Sorted(string line) =>
        string.Join(',', line.Split('{')[1].Split("} ")[0].Split(',').Order(StringComparer.Ordinal));

    private static async Task<(string? Type, string Text)> ScrapeAsync(string accept, Action<AgentTelemetry> work)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        string? type = null;
        var text = "";
        await RequestApp.RunAsync(
            receiver,
            [("OTEL_SERVICE_NAME", "shop"), ("AgentOtel:ServiceNamespace", "agents"), ("AgentOtel:Meters:0", "Test.*")],
            app => app.MapAgentOtelMetrics(),
            async (http, services) =>
            {
                work(services.GetRequiredService<AgentTelemetry>());
                using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
                request.Headers.TryAddWithoutValidation("Accept", accept);
                using var answer = await http.SendAsync(request);
                type = answer.Content.Headers.ContentType!.ToString();
                text = await answer.Content.ReadAsStringAsync();
            });
        return (type, text);
    }
}
