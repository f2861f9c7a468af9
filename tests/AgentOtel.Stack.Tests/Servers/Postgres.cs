namespace AgentOtel.Stack.Tests;

/// <summary>A real PostgreSQL of a test's own, on a free port, that anyone on this machine may use.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agentotel-pg-").FullName;
    private readonly int _port = ChildProcess.FreePort();
    private ChildProcess? _process;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=app;Database=postgres;Timeout=10";

    public static async Task<Postgres> StartAsync()
    {
        var server = new Postgres();
        await using (var init = Run("initdb", "-D", server._folder, "-U", "app", "-A", "trust", "--no-sync", "--locale", "C", "-E", "UTF8"))
        {
            await init.WaitForExitAsync(60);
            Assert.True(init.ExitCode == 0, init.Output);
        }

        server._process = Run(
            "postgres",
            "-D",
            server._folder,
            "-p",
            $"{server._port}",
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off");
        await server._process.WaitForLineAsync(
            line => line.Contains("ready to accept connections", StringComparison.Ordinal), "ready PostgreSQL");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.TerminateAsync();
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static ChildProcess Run(string program, params string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = ServerCache.PostgresLibraries };
        var path = ServerCache.Postgres(program);

        // It refuses to run as root: a namespace of its own shows it another user.
        return Environment.UserName == "root"
            ? ChildProcess.Start("unshare", ["--user", path, .. arguments], environment)
            : ChildProcess.Start(path, arguments, environment);
    }
}
