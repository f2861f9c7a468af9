namespace AgentOtel.Stack.Tests;

/// <summary>The real servers that <c>test.sh</c> brings.</summary>
internal static class ServerCache
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("AGENTOTEL_TEST_CACHE") is { Length: > 0 } folder
        ? folder
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "agentotel");

    public static string Collector => Find("collector-2", "collector");

    public static string PostgresLibraries =>
        Directory.GetDirectories(Path.Combine(Folder, "postgres-1", "usr", "lib"), "*-linux-gnu").Single();

    public static string MetricNamer => Find("collector-2", "metric-namer");

    public static string BusyBox => Find("busybox-1", "busybox");

    /// <summary>SQLite 3.40's command.</summary>
    public static string Sqlite => Find("sqlite-1", "sqlite3");

    public static string LogQl => Find("logql-1", "parse.mjs");

    public static string JavaScript => Find("javascript-1", "send.mjs");

    public static string Chromium => Find("chromium-2", "chromium");

    /// <summary>axe-core; a page's policy lets no foreign script in, so its text is evaluated.</summary>
    public static string Axe => Find("chromium-2", "axe.min.js");

    public static string PrometheusFolder => Path.Combine(Folder, "prometheus-1");

    /// <summary>One of prometheus, promtool, alertmanager, amtool and docker-compose.</summary>
    public static string Prometheus(string program) => Find(Path.Combine("prometheus-1", "bin"), program);

    public static string Postgres(string program) =>
        Directory.GetFiles(Path.Combine(Folder, "postgres-1", "usr", "lib", "postgresql"), program, SearchOption.AllDirectories).Single();

    private static string Find(string server, string program)
    {
        var path = Path.Combine(Folder, server, program);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing. Run ./test.sh once: it brings the servers.");
    }
}
