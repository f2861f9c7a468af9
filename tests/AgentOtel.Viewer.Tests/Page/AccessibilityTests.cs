using System.Text.Json;
using AgentOtel.Stack.Tests;
using Microsoft.Playwright;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>What axe-core says of each view, with the sample's telemetry in it; and the width of a phone.</summary>
[Trait("Needs", "Chromium")]
public sealed class AccessibilityTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly (string Name, string Address, string Wait)[] Views =
    [
        ("overview", "/", ".figures"),
        ("traces", "/traces", "tbody tr"),
        ("logs", "/logs", ".log"),
        ("errors", "/errors", "tbody tr"),
        ("map", "/map", ".map"),
        ("decisions", "/decisions", "tbody tr"),
        ("cost", "/cost", ".figures"),
        ("metrics", "/metrics", ".metric .chart"),
        ("send-data", "/connect", ".copy-line"),
    ];

    [Theory]
    [InlineData(ColorScheme.Light, "light")]
    [InlineData(ColorScheme.Dark, "dark")]
    public async Task Views_HaveNoSeriousFault(ColorScheme scheme, string theme)
    {
        await using var look = await Look.AtAsync(browser, scheme: scheme);
        await FillAsync(look);
        var axe = await File.ReadAllTextAsync(ServerCache.Axe);
        foreach (var (name, address, wait) in Views)
        {
            await look.GoAsync(address);
            await look.Page.Locator(wait).First.WaitForAsync();
            await look.KeepAsync($"{name}-{theme}");
            Assert.Empty(await FaultsAsync(look.Page, axe, name));
        }

        await OpenTraceAsync(look);
        await look.KeepAsync($"trace-{theme}");
        Assert.Empty(await FaultsAsync(look.Page, axe, "trace"));
        await look.GoAsync("/logs");
        await look.Page.Locator(".log summary").First.ClickAsync();
        await look.Page.Locator("button:text-is('Filters')").ClickAsync();
        Assert.Empty(await FaultsAsync(look.Page, axe, "open log"));
        await look.GoAsync("/errors");
        await look.Page.Locator("tbody .row-link").First.ClickAsync();
        await look.Page.Locator(".chart svg rect").First.WaitForAsync();
        await look.KeepAsync($"error-{theme}");
        Assert.Empty(await FaultsAsync(look.Page, axe, "error"));
        Assert.Empty(look.Faults);
    }

    [Fact]
    public async Task Views_AtAPhonesWidth_NeedNoScrollingSideways()
    {
        await using var look = await Look.AtAsync(browser, width: 360, height: 740);
        await FillAsync(look);
        foreach (var (name, address, wait) in Views)
        {
            await look.GoAsync(address);
            await look.Page.Locator(wait).First.WaitForAsync();
            await look.KeepAsync($"{name}-phone");
            Assert.Equal((name, 360), (name, await look.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
        }

        await OpenTraceAsync(look);
        await look.KeepAsync("trace-phone");
        Assert.Equal(360, await look.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await look.Page.Locator("button[aria-label='Views']").ClickAsync();
        await look.Page.Locator("nav.places a:has-text('Cost')").ClickAsync();
        await look.Expect("h1").ToHaveTextAsync("Cost");
    }

    private static async Task FillAsync(Look look)
    {
        await using var sample = await SampleProcess.StartAsync(
            look.Viewer.Grpc,
            ["--runs", "6", "--rate", "10", "--faults", "0.3"],
            ("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true"));
        await sample.WaitForExitAsync(60);
    }

    private static async Task OpenTraceAsync(Look look)
    {
        await look.GoAsync("/traces?sort=-spans");
        await look.Page.Locator("tbody .row-link").First.ClickAsync();
        await look.Page.Locator(".span-row:has(.icon.kind-model)").First.ClickAsync();
        await look.Page.Locator(".span-panel .section").First.WaitForAsync();
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string axe, string view)
    {
        await page.EvaluateAsync(axe);
        var violations = await page.EvaluateAsync<JsonElement>(
            "() => axe.run().then(result => result.violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html) "
                + "})))");
        return
        [
            .. violations.EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(violation => $"{view}: {violation.GetProperty("id").GetString()} {violation.GetProperty("nodes")[0].GetString()}"),
        ];
    }
}
