using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>The page without a mouse.</summary>
[Trait("Needs", "Chromium")]
public sealed class KeyboardTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Keys_Alone_GoFromTheOverviewToASpanAndBack()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(
            Some.Span(
                1,
                1,
                name: "invoke_workflow checkout",
                to: 500,
                attributes: [("gen_ai.operation.name", "invoke_workflow"), ("gen_ai.workflow.name", "checkout")]),
            Some.Span(
                1,
                2,
                parent: 1,
                name: "invoke_agent clerk",
                from: 10,
                to: 400,
                attributes: [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "clerk")]),
            Some.Span(
                1,
                3,
                parent: 2,
                name: "execute_tool till",
                from: 20,
                to: 300,
                status: SpanStatus.Error,
                attributes: [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "till"), ("error.type", "timeout")]));
        await look.GoAsync("/?from=-3650d");
        await look.Expect("h1").ToHaveTextAsync("Overview");
        var keys = look.Page.Keyboard;

        await keys.PressAsync("g");
        await keys.PressAsync("t");
        await look.Expect("h1").ToHaveTextAsync("Runs & traces");
        await look.Expect("tbody .row-link").ToHaveCountAsync(1);
        await keys.PressAsync("ArrowDown");
        await look.Expect("tbody .row-link").ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await look.Expect("h1").ToContainTextAsync("checkout");
        await look.Expect(".span-row").ToHaveCountAsync(3);

        await keys.PressAsync("/");
        await look.Expect(".trace-tools .search").ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await look.Expect(".span-rows").ToBeFocusedAsync();
        await keys.PressAsync("ArrowDown");
        await look.Expect(".span-row.chosen").ToContainTextAsync("checkout");
        await keys.PressAsync("e");
        await look.Expect(".span-row.chosen").ToContainTextAsync("till");
        await look.Expect("[role=treegrid]").ToHaveAttributeAsync("aria-activedescendant", "row-2");
        await look.Expect(".span-row.chosen").ToHaveAttributeAsync("aria-level", "3");
        await look.Expect(".error-box").ToContainTextAsync("timeout");
        await keys.PressAsync("ArrowLeft");
        await look.Expect(".span-row.chosen").ToContainTextAsync("clerk");
        await keys.PressAsync("ArrowLeft");
        await look.Expect(".span-row").ToHaveCountAsync(2);
        await look.Expect(".span-row.chosen").ToHaveAttributeAsync("aria-expanded", "false");
        await keys.PressAsync("ArrowRight");
        await look.Expect(".span-row").ToHaveCountAsync(3);
        await keys.PressAsync("Enter");
        await look.Expect(".span-panel h2").ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await look.Expect(".span-panel").ToBeHiddenAsync();
        await look.Expect(".span-rows").ToBeFocusedAsync();
        Assert.Empty(look.Faults);
    }

    [Fact]
    public async Task QuestionMark_ShowsTheKeys_AndEscapeClosesThem()
    {
        await using var look = await Look.AtAsync(browser);
        await look.GoAsync("/");
        await look.Expect("h1").ToHaveTextAsync("Overview");

        await look.Page.Keyboard.PressAsync("?");
        await look.Expect("dialog[open]").ToContainTextAsync("Next error");
        await look.KeepAsync("keys");
        await look.Page.Keyboard.PressAsync("Escape");

        await look.Expect("dialog").ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Theme_IsSwitched_AndRemembered()
    {
        await using var look = await Look.AtAsync(browser);
        await look.GoAsync("/");
        await look.Expect("body").ToHaveCSSAsync("background-color", "rgb(245, 246, 248)");
        var button = look.Page.Locator("button[aria-label^='Theme']");

        await button.PressAsync("Enter");
        await look.Expect("html").ToHaveAttributeAsync("data-theme", "light");
        await button.PressAsync("Enter");
        await look.Expect("html").ToHaveAttributeAsync("data-theme", "dark");
        await look.Expect("body").ToHaveCSSAsync("background-color", "rgb(13, 16, 21)");
        await look.Page.ReloadAsync();

        await look.Expect("body").ToHaveCSSAsync("background-color", "rgb(13, 16, 21)");
        await look.Expect("button[aria-label='Theme: dark']").ToBeVisibleAsync();
    }
}
