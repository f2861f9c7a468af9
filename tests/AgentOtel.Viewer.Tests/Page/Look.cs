using System.Collections.Concurrent;
using AgentOtel.Tests;
using AgentOtel.Viewer.Hosting;
using AgentOtel.Viewer.Telemetry;
using AgentOtel.Viewer.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>A viewer of a test's own, on free ports, and a window of the browser that looks at it.</summary>
internal sealed class Look : IAsyncDisposable
{
    private readonly IBrowserContext _window;
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly ConcurrentQueue<string> _requests = [];

    private Look(ViewerServer viewer, IBrowserContext window, IPage page)
    {
        (Viewer, _window, Page) = (viewer, window, page);
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _faults.Enqueue(message.Text);
            }
        };
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public ViewerServer Viewer { get; }

    public IPage Page { get; }

    /// <summary>Errors of scripts, refusals of the policy, and what else the browser complains about.</summary>
    public IEnumerable<string> Faults => _faults;

    /// <summary>Every address that the page asked.</summary>
    public IEnumerable<string> Requests => _requests;

    public static async Task<Look> AtAsync(Browser browser, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var options = new ViewerOptions();
        foreach (var retention in new[] { options.Traces, options.Logs, options.Metrics })
        {
            // The telemetry of tests has fixed times.
            retention.MaxAge = TimeSpan.FromDays(3650);
        }

        options.MaxRequestsPerSecond = 10_000;
        var viewer = await ViewerServer.StartAsync(
            options, new ViewerPorts(0, 0, 0), NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
        var window = await browser.NewWindowAsync(width, height, scheme);
        return new Look(viewer, window, await window.NewPageAsync());
    }

    public Task GoAsync(string address) => Page.GotoAsync(new Uri(Viewer.Page, address).AbsoluteUri);

    public async Task SendAsync(params object[] items)
    {
        var outcome = await Viewer.Store.WriteAsync(Some.Batch(items), 1000, CancellationToken.None);
        Assert.Null(outcome.Refusal);
    }

    /// <summary>For a person to look at.</summary>
    public Task KeepAsync(string name) => Page.ScreenshotAsync(new() { Path = Repository.Path("artifacts", "viewer", $"{name}.png") });

    public ILocatorAssertions Expect(string selector) => Assertions.Expect(Page.Locator(selector));

    public async ValueTask DisposeAsync()
    {
        await _window.DisposeAsync();
        await Viewer.DisposeAsync();
    }
}
