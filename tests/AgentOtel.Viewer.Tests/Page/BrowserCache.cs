namespace AgentOtel.Viewer.Tests.Page;

/// <summary>The browser that <c>test.sh</c> brings, and axe-core.</summary>
internal static class BrowserCache
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("AGENTOTEL_TEST_CACHE") is { Length: > 0 } folder
        ? folder
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "agentotel");

    public static string Chromium => Find("chromium");

    /// <summary>Its text: the page's policy lets no foreign script in, so it is evaluated.</summary>
    public static string Axe => File.ReadAllText(Find("axe.min.js"));

    private static string Find(string name)
    {
        var path = Path.Combine(Folder, "chromium-1", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing. Run ./test.sh once: it brings the browser.");
    }
}
