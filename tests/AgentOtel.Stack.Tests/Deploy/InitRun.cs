using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>What init makes, in folders of a test's own.</summary>
internal sealed class InitRun : IDisposable
{
    public string Config { get; } = Directory.CreateTempSubdirectory("agentotel-config-").FullName;

    public string Custom { get; } = Directory.CreateTempSubdirectory("agentotel-custom-").FullName;

    public string Alertmanager => Path.Combine(Config, "alertmanager", "alertmanager.yml");

    public async Task<string> RunAsync(params (string Name, string Value)[] environment)
    {
        var (exitCode, output, error) = await TryAsync(environment);
        Assert.True(exitCode == 0, output + error);
        return error;
    }

    public async Task SetAsync(string secret, string value)
    {
        var (exitCode, output, error) = await Tools.TryAsync("sh", [Script, "set", secret], [.. Folders, ("", value)]);
        Assert.True(exitCode == 0, output + error);
    }

    public Task<(int ExitCode, string Output, string Error)> TryAsync(params (string Name, string Value)[] environment) =>
        Tools.TryAsync("sh", [Script], [.. Folders, .. environment]);

    public string Secret(string name) => File.ReadAllText(Path.Combine(Config, "secrets", name));

    public void Dispose()
    {
        Directory.Delete(Config, recursive: true);
        Directory.Delete(Custom, recursive: true);
    }

    private static string Script => Repository.Path("deploy", "init", "init.sh");

    private (string, string)[] Folders => [("CONFIG", Config), ("CUSTOM", Custom), ("DEPLOY", Repository.Path("deploy"))];
}
