using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>Live updates, and what is done to the viewer as a whole.</summary>
[Trait("Needs", "Chromium")]
public sealed class LiveTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Updates_EndWhileThePageIsHidden_AndWhileTheyArePaused()
    {
        await using var look = await Look.AtAsync(browser);
        await look.GoAsync("/traces?from=-3650d");
        await look.Expect("button.live.live").ToContainTextAsync("Live");

        await look.Page.RunAndWaitForRequestFinishedOrFailedAsync("/api/v1/events", () => look.Page.EvaluateAsync(
            "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new "
                + "Event('visibilitychange'))"));
        await look.Expect("button.live").ToHaveClassAsync("live hidden");
        await look.Page.EvaluateAsync("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
        await look.Expect("button.live.live").ToContainTextAsync("Live");
        await look.SendAsync(Some.Span(1, 1, name: "seen at once"));
        await look.Expect("tbody .trace-name").ToContainTextAsync("seen at once");

        await look.Page.Keyboard.PressAsync("p");
        await look.Expect("button.live").ToHaveAttributeAsync("aria-pressed", "false");
        await look.Page.ReloadAsync();
        await look.Expect("button.live").ToHaveTextAsync("Paused");
        Assert.DoesNotContain(
            look.Requests.Reverse().TakeWhile(address => !address.EndsWith("/traces?from=-3650d", StringComparison.Ordinal)),
            address => address.EndsWith("/events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tail_ShowsLogsAsTheyCome()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(Some.Log("the first", at: 1));
        await look.GoAsync("/logs?from=-3650d");
        await look.Expect(".log").ToHaveCountAsync(1);

        await look.Page.Locator("button:text-is('Live tail')").ClickAsync();
        await look.Expect("button[aria-pressed=true]:text-is('Live tail')").ToBeVisibleAsync();
        await look.SendAsync(Some.Log("the second", at: 2));

        await look.Expect(".log >> nth=0").ToContainTextAsync("the second");
        await look.Expect(".log").ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Pause_SaysSo_AndClear_AsksFirst()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(Some.Span(1, 1, name: "to be cleared"));
        await look.GoAsync("/traces?from=-3650d");
        await look.Expect("tbody .trace-name").ToContainTextAsync("to be cleared");

        await look.Page.Locator("button[aria-label='Viewer']").ClickAsync();
        await look.Page.Locator(".menu button:has-text('Pause taking in')").ClickAsync();
        await look.Expect(".banner").ToContainTextAsync("Taking in is paused");
        await look.Page.Locator(".banner button").ClickAsync();
        await look.Expect(".banner").ToHaveCountAsync(0);

        await look.Page.Locator("button[aria-label='Viewer']").ClickAsync();
        await look.Page.Locator(".menu button:has-text('Clear everything')").ClickAsync();
        await look.Expect("dialog").ToContainTextAsync("1 trace");
        await look.Page.Locator("dialog button:text-is('Cancel')").ClickAsync();
        await look.Expect("tbody .trace-name").ToContainTextAsync("to be cleared");
        await look.Page.Locator("button[aria-label='Viewer']").ClickAsync();
        await look.Page.Locator(".menu button:has-text('Clear everything')").ClickAsync();
        await look.Page.Locator("dialog button:text-is('Clear')").ClickAsync();

        await look.Expect(".empty").ToContainTextAsync("Nothing has arrived yet");
    }

    [Fact]
    public async Task AGroupOfErrors_MarkedResolved_SaysSoWithItsNote_AndComesBack()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(Failed(1));
        await look.GoAsync("/errors?from=-3650d");
        await look.Page.Locator("tbody .row-link").ClickAsync();
        await look.Page.Locator("button:text-is('Mark resolved')").ClickAsync();
        await look.Page.Locator("#note").FillAsync("The till was plugged in.");
        await look.Page.Locator("dialog button[type=submit]").ClickAsync();
        await look.Expect(".facts").ToContainTextAsync("The till was plugged in.");
        await look.Expect(".tag.resolved").ToBeVisibleAsync();

        await look.SendAsync(Failed(2));

        await look.Expect(".group-state").ToContainTextAsync("came back");
        Assert.Empty(look.Faults);
    }

    private static Telemetry.SpanRecord Failed(int trace) => Some.Span(
        trace,
        1,
        from: Now(),
        to: Now() + 100,
        name: "execute_tool till",
        status: Telemetry.SpanStatus.Error,
        message: "The till does not answer.",
        attributes: [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "till"), ("error.type", "timeout")]);

    private static double Now() =>
        (TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(Some.Start / 1_000_000)).TotalMilliseconds;
}
