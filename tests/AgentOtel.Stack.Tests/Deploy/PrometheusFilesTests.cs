using System.Text.Json;
using AgentOtel.Tests;
using YamlDotNet.Serialization;

namespace AgentOtel.Stack.Tests.Deploy;

public sealed class PrometheusFilesTests
{
    [Fact]
    [Trait("Needs", "Prometheus")]
    public async Task Config_WithARuleOfTheUsers_IsValidAndReadsBoth()
    {
        using var folder = new InitRun();
        var ours = Path.Combine(folder.Config, "prometheus", "rules");
        Directory.CreateDirectory(ours);
        File.Copy(Repository.Path("deploy", "prometheus", "prometheus.yml"), Path.Combine(folder.Config, "prometheus", "prometheus.yml"));
        foreach (var file in Directory.GetFiles(Repository.Path("deploy", "prometheus", "rules")))
        {
            File.Copy(file, Path.Combine(ours, Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(folder.Config, "custom"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.Config, "custom", "mine.yml"), "groups: [{name: mine, rules: [{record: 'mine:up', expr: up}]}]");

        var said = await Tools.PromtoolAsync("check", "config", Path.Combine(folder.Config, "prometheus", "prometheus.yml"));

        Assert.Contains($"{Directory.GetFiles(ours).Length + 1} rule files found", said, StringComparison.Ordinal);
        Assert.Contains("custom/mine.yml", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Yaml_OfEveryFile_Parses()
    {
        var yaml = new DeserializerBuilder().Build();
        var files = Directory.GetFiles(Repository.Path("deploy"), "*.y*ml", SearchOption.AllDirectories)
            .Append(Repository.Path("docker-compose.yml"))
            .ToList();

        Assert.True(files.Count > 15);
        Assert.All(files, file => yaml.Deserialize<object?>(File.ReadAllText(file)));
    }

    [Fact]
    public void Json_OfEveryFile_Parses()
    {
        Assert.All(Directory.GetFiles(Repository.Path("deploy"), "*.json", SearchOption.AllDirectories), file =>
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
        });
    }
}
