using AgentOtel.Viewer.Tests.Support;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>What is taken out of the page as a file, and put into it.</summary>
[Trait("Needs", "Chromium")]
public sealed class FilesTests(Browser browser) : IClassFixture<Browser>
{
    private const string Trace = "/traces/00000000000000000000000000000001";

    [Fact]
    public async Task ATrace_DownloadedAndOpenedInAnotherViewer_IsThere()
    {
        await using var look = await Look.AtAsync(browser);
        await look.SendAsync(Some.Span(1, 1, name: "POST /orders"), Some.Span(1, 2, parent: 1, name: "SELECT orders", from: 10, to: 60));
        await look.GoAsync(Trace);
        var download = await look.Page.RunAndWaitForDownloadAsync(() => look.Page.Locator("a:has-text('OTLP')").ClickAsync());
        Assert.Equal("trace-00000000000000000000000000000001.json", download.SuggestedFilename);
        var file = await download.PathAsync();

        await using var other = await Look.AtAsync(browser);
        await other.GoAsync("/traces?from=-3650d");
        await other.Expect(".empty").ToContainTextAsync("Nothing has arrived yet");
        await other.Page.Locator("button[aria-label='Viewer']").ClickAsync();
        var chooser = await other.Page.RunAndWaitForFileChooserAsync(() =>
            other.Page.Locator(".menu button:has-text('Open a file')").ClickAsync());
        await chooser.SetFilesAsync(file);

        await other.Expect(".notice >> nth=-1").ToContainTextAsync("2 spans");
        await other.Expect("tbody .trace-name").ToContainTextAsync("POST /orders");
        Assert.Empty(other.Faults);
    }

    [Fact]
    public async Task AFile_DroppedOnThePage_ThatIsNone_IsToldOf()
    {
        await using var look = await Look.AtAsync(browser);
        await look.GoAsync("/");
        await look.Expect("h1").ToHaveTextAsync("Overview");
        var drop = await look.Page.EvaluateHandleAsync(
            "() => { const data = new DataTransfer(); data.items.add(new File(['this is no telemetry\\n'], 'notes.txt')); return data; }");

        await look.Page.DispatchEventAsync("main", "drop", new { dataTransfer = drop });

        await look.Expect(".notice.bad").ToContainTextAsync("1 line left out");
    }
}
