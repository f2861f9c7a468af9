using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>The one-shot service that makes teams and says who sees which folder, with the shell and the wget of its image.</summary>
[Trait("Needs", "BusyBox")]
public sealed class GrafanaTeamsTests
{
    [Fact]
    public async Task Teams_MadeTwice_AreThereOnceWithTheirFolders()
    {
        using var init = new InitRun();
        await init.RunAsync();
        await using var grafana = await GrafanaApi.StartAsync(init.Secret("grafana_admin"));

        foreach (var _ in (int[])[1, 2])
        {
            var (exitCode, output, error) = await RunAsync(init, grafana);
            Assert.True(exitCode == 0, output + error);

            Assert.Equal(["developers", "operations", "finance", "management"], grafana.Teams);
            Assert.Equal(
                [
                    ("agentotel-developer", "Developer"), ("agentotel-finance", "Finance"), ("agentotel-management", "Management"),
                    ("agentotel-operations", "Operations"),
                ],
                grafana.Folders.Select(folder => (folder.Key, folder.Value)).OrderBy(folder => folder.Key, StringComparer.Ordinal));
            Assert.Equal(["Admin 4", "developers 1", "operations 1"], Permissions(grafana, "agentotel-developer"));
            Assert.Equal(["Admin 4", "developers 1", "operations 1"], Permissions(grafana, "agentotel-operations"));
            Assert.Equal(["Admin 4", "finance 1", "management 1", "operations 1"], Permissions(grafana, "agentotel-finance"));
            Assert.Equal(["Admin 4", "finance 1", "management 1", "operations 1"], Permissions(grafana, "agentotel-management"));
        }
    }

    [Fact]
    public async Task Teams_WithAPasswordThatWasChangedInGrafana_SayWhatToDo()
    {
        using var init = new InitRun();
        await init.RunAsync();
        await using var grafana = await GrafanaApi.StartAsync("another");

        var (exitCode, _, error) = await RunAsync(init, grafana);

        Assert.Equal(1, exitCode);
        Assert.Contains("If it was changed in Grafana: deploy/secret.sh grafana_admin", error, StringComparison.Ordinal);
        Assert.Empty(grafana.Teams);
    }

    private static IEnumerable<string> Permissions(GrafanaApi grafana, string folder) =>
        grafana.Permissions[folder].GetProperty("items").EnumerateArray()
        .Select(item =>
            $"{(item.TryGetProperty("role", out var role) ? role.GetString() : grafana.Teams[item.GetProperty("teamId").GetInt32() - 1])} "
                + $"{item.GetProperty("permission").GetInt32()}")
        .Order(StringComparer.Ordinal);

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(InitRun init, GrafanaApi grafana) => Tools.TryAsync(
        ServerCache.BusyBox,
        ["sh", "-eu", Repository.Path("deploy", "grafana", "teams.sh")],
        ("GRAFANA", grafana.Address.AbsoluteUri.TrimEnd('/')),
        ("CONFIG", init.Config));
}
