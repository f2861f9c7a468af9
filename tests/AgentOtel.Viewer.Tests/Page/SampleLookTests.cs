using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentOtel.Stack.Tests;
using Microsoft.Playwright;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>The page in a real browser while the real sample runs.</summary>
[Trait("Needs", "Chromium")]
public sealed class SampleLookTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Two = ["--runs", "2", "--rate", "10", "--faults", "off"];

    [Fact]
    public async Task Traces_WhileTheSampleRuns_ShowItsRunsWithoutALoad()
    {
        await using var look = await Look.AtAsync(browser);
        await look.GoAsync("/traces");
        await look.Expect(".empty").ToContainTextAsync("Nothing has arrived yet");
        await look.Expect(".empty .copy-line >> nth=0").ToContainTextAsync(
            $"OTEL_EXPORTER_OTLP_ENDPOINT={look.Viewer.Grpc.ToString().TrimEnd('/')} ");
        await look.KeepAsync("empty");

        await using var sample = await SampleProcess.StartAsync(look.Viewer.Grpc, Two);

        await look.Expect("tbody .trace-name >> nth=0").ToContainTextAsync("campaign", new() { Timeout = 60_000 });
        await look.Expect("tbody tr:has(.status.completed)").ToHaveCountAsync(2, new() { Timeout = 60_000 });
        await look.Expect(".empty").ToHaveCountAsync(0);
        await look.KeepAsync("traces");
        Assert.Empty(look.Faults);
        Assert.All(look.Requests, address => Assert.StartsWith(look.Viewer.Page.ToString(), address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ATrace_OfTheSample_LeadsToItsLogsAndBack_AndItsCostIsTheSpans()
    {
        await using var look = await Look.AtAsync(browser);
        await using var sample = await SampleProcess.StartAsync(look.Viewer.Grpc, Two);
        await sample.WaitForExitAsync(60);
        await look.GoAsync("/traces");
        await look.Page.Locator("tbody .row-link").First.ClickAsync();
        await look.Expect("h1").ToContainTextAsync("campaign");
        await look.Expect(".span-row .kind-workflow").ToHaveCountAsync(2);

        var call = look.Page.Locator(".span-row:has(.icon.kind-model):has(.span-cost:not(:empty))").First;
        await call.ClickAsync();
        await look.Expect(".span-panel h2").ToContainTextAsync("chat ");
        await look.Expect(".span-panel .conversation, .span-panel .not-captured").ToBeVisibleAsync();
        await look.KeepAsync("trace");

        var shown = await look.Page.Locator(".span-panel .facts > div:has(dt:text-is('Cost')) dd span").First.GetAttributeAsync("title");
        var sent = await SentCostAsync(look);
        Assert.True(sent > 0);
        Assert.Equal(sent, double.Parse(Regex.Match(shown!, @"\$([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture), 9);
        Assert.Equal(shown, await call.Locator(".span-cost span").First.GetAttributeAsync("title"));

        var address = look.Page.Url;
        await look.Page.Locator(".span-panel .section:has-text('Logs') a:text-is('Open in logs')").ClickAsync();
        await look.Expect("h1").ToHaveTextAsync("Logs");
        await look.Page.Locator("details.log summary").First.ClickAsync();
        await look.Page.Locator("details.log[open] a:text-is('Open the trace')").ClickAsync();
        await look.Expect(".span-panel h2").ToContainTextAsync("chat ");
        Assert.Equal(address, look.Page.Url);
        await look.Page.ReloadAsync();
        await look.Expect(".span-row.chosen .icon.kind-model").ToHaveCountAsync(1);
        Assert.Empty(look.Faults);
    }

    [Fact]
    public async Task Search_ByText_ByFilterAndBySort_StandsInTheAddress()
    {
        await using var look = await Look.AtAsync(browser);
        await using var sample = await SampleProcess.StartAsync(look.Viewer.Grpc, Two);
        await sample.WaitForExitAsync(60);
        await look.GoAsync("/traces");
        await look.Expect("tbody .row-link").ToHaveCountAsync(await CountAsync(look));

        await look.Page.Keyboard.PressAsync("/");
        await look.Page.Keyboard.TypeAsync("nothing_has_this_name");
        await look.Expect(".empty").ToContainTextAsync("No traces fit these filters");
        Assert.Contains("q=nothing_has_this_name", look.Page.Url, StringComparison.Ordinal);

        await look.Page.Locator(".search").FillAsync("campaign");
        await look.Expect("tbody .row-link >> nth=0").ToContainTextAsync("campaign");
        await look.Page.Locator("button:text-is('Filters')").ClickAsync();
        await look.Page.Locator("#filter-agent").FillAsync("research");
        await look.Page.Keyboard.PressAsync("Enter");
        await look.Expect(".chip").ToContainTextAsync("research");
        await look.Page.Locator("th a:has-text('Cost')").ClickAsync();
        await look.Expect("th[aria-sort='descending']").ToContainTextAsync("Cost");
        Assert.Contains("agent=research", look.Page.Url, StringComparison.Ordinal);
        Assert.Contains("sort=-cost", look.Page.Url, StringComparison.Ordinal);

        await look.Page.ReloadAsync();
        await look.Expect("tbody .row-link").ToHaveCountAsync(2);
        await look.Page.Locator(".chip").ClickAsync();
        await look.Expect(".chip").ToHaveCountAsync(0);
        Assert.Empty(look.Faults);
    }

    private static async Task<int> CountAsync(Look look)
    {
        using var http = new HttpClient { BaseAddress = look.Viewer.Page };
        var list = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/api/v1/traces"));
        return list.GetProperty("traces").GetArrayLength();
    }

    /// <summary>As it came over the wire, in the span's own attribute.</summary>
    private static async Task<double> SentCostAsync(Look look)
    {
        var (trace, span) = (new Uri(look.Page.Url).Segments[^1], Regex.Match(look.Page.Url, "span=([0-9a-f]{16})").Groups[1].Value);
        using var http = new HttpClient { BaseAddress = look.Viewer.Page };
        var detail = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync($"/api/v1/traces/{trace}/spans/{span}"));
        return detail.GetProperty("attributes").GetProperty("gen_ai.usage.cost").GetDouble();
    }
}
