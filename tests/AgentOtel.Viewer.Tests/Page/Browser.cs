using AgentOtel.Stack.Tests;
using Microsoft.Playwright;

namespace AgentOtel.Viewer.Tests.Page;

/// <summary>A real browser without a window, one for each class of tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        // A deadline, not a time that is waited: a busy machine is slow.
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ServerCache.Chromium, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
    }

    /// <summary>A window of its own: nothing is remembered from another test.</summary>
    internal Task<IBrowserContext> NewWindowAsync(int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light) =>
        _browser!.NewContextAsync(
            new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
}
