using System.Globalization;
using System.Text.RegularExpressions;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>Telemetry that would hurt a careless page.</summary>
[Trait("Needs", "Chromium")]
public sealed class HostileTests(Browser browser) : IClassFixture<Browser>
{
    private const string Script = "<script>window.hurt=1</script><img src=x onerror=window.hurt=1>";

    [Fact]
    public async Task Names_WithMarkup_AreText()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(
            Some.Span(
                1,
                1,
                name: Script,
                status: SpanStatus.Error,
                message: Script,
                attributes:
                [
                    (Script, Script), ("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", Script), ("error.type", Script),
                ]),
            Some.Log(Script, trace: 1, span: 1, severity: 17, eventName: Script, logger: Script, attributes: [(Script, Script)]));

        await look.GoAsync("/traces?from=-3650d");
        await look.Expect("tbody .trace-name").ToContainTextAsync(Script);
        await look.Page.Locator(".row-link").ClickAsync();
        await look.Expect("h1").ToContainTextAsync(Script);
        await look.Page.Locator(".span-row").First.ClickAsync();
        await look.Expect(".span-panel h2").ToContainTextAsync(Script);
        await look.Expect(".error-box").ToContainTextAsync(Script);
        await look.Expect(".attributes >> nth=0").ToContainTextAsync(Script);
        await look.KeepAsync("hostile");
        foreach (var address in new[] { "/logs", "/errors", "/map", "/" })
        {
            await look.GoAsync($"{address}?from=-3650d");
            await look.Expect("main").ToContainTextAsync("window.hurt=1");
        }

        Assert.False(await look.Page.EvaluateAsync<bool>("'hurt' in window"));
        Assert.Equal(2, await look.Page.Locator("script").CountAsync());
        Assert.Equal(0, await look.Page.Locator("img[src=x]").CountAsync());
        Assert.Empty(look.Faults);
    }

    [Fact]
    public async Task Names_ThatAreLongOrRunTheOtherWay_BreakNoLayout()
    {
        await using var look = await Look.AtAsync(browser, width: 360, height: 740);
        await look.SendAsync(
            Some.Span(1, 1, name: new string('n', 10_000), attributes: [("long", new string('v', 20_000))]),
            Some.Span(2, 1, name: "مرحبا بالعالم‮ \U0001F680"),
            Some.Log(new string('l', 20_000), trace: 1, span: 1));

        foreach (var address in new[]
        {
            "/traces?from=-3650d",
            "/logs?from=-3650d",
            "/traces/00000000000000000000000000000001?span=0000000000000001",
        })
        {
            await look.GoAsync(address);
            await look.Expect("main").ToContainTextAsync(new Regex("nnnn|llll"));
            Assert.Equal(360, await look.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        Assert.Empty(look.Faults);
    }

    [Fact]
    public async Task ATrace_OfFiveThousandSpans_DrawsOnlyWhatIsInView()
    {
        await using var look = await Look.AtAsync(browser);
        var spans = Enumerable.Range(1, 5_000).Select(number => (object)Some.Span(
            1,
            (ulong)number,
            parent: number == 1 ? 0UL : (ulong)((number - 2) / 10) + 1,
            name: $"step {number}",
            from: number,
            to: number + 500));
        await look.SendAsync([.. spans]);

        await look.GoAsync("/traces/00000000000000000000000000000001");
        await look.Expect("[role=treegrid]").ToHaveAttributeAsync("aria-rowcount", "5000", new() { Timeout = 20_000 });
        await look.Expect(".span-row >> nth=0").ToContainTextAsync("step 1");
        Assert.InRange(await look.Page.Locator(".span-row").CountAsync(), 20, 80);
        await look.Page.Locator(".span-rows").FocusAsync();
        await look.Page.Keyboard.PressAsync("End");

        await look.Expect(".span-row.chosen").ToBeVisibleAsync();
        await look.Expect(".span-row.chosen").ToHaveAttributeAsync("aria-rowindex", 5000.ToString(CultureInfo.InvariantCulture));
        Assert.InRange(await look.Page.Locator(".span-row").CountAsync(), 20, 80);
        await look.KeepAsync("five-thousand-spans");
    }
}
