using System.Text.Json;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

[Trait("Needs", "Prometheus")]
public sealed class ComposeTests
{
    private static readonly HashSet<string> OneShots = ["init", "grafana-teams"];

    // Nothing in the image can ask; the last has its check in its Dockerfile.
    private static readonly HashSet<string> WithoutCheck = ["init", "grafana-teams", "otel-collector", "host-collector", "sample"];

    [Theory]
    [InlineData("", "alert-sink,alertmanager,grafana,grafana-teams,init,jaeger,loki,otel-collector,prometheus")]
    [InlineData("sample", "alert-sink,alertmanager,grafana,grafana-teams,init,jaeger,loki,otel-collector,prometheus,sample")]
    [InlineData("sample,host", "alert-sink,alertmanager,grafana,grafana-teams,host-collector,init,jaeger,loki,otel-collector,prometheus,sample")]
    public async Task Services_OfEachChoiceOfProfiles_AreThese(string profiles, string services)
    {
        var all = await ServicesAsync(profiles);

        Assert.Equal(services.Split(','), all.Select(service => service.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Services_All_AreHardenedBoundedAndPinned()
    {
        foreach (var (name, service) in (await ServicesAsync("sample,host")).Select(service => (service.Name, service.Value)))
        {
            Assert.True(service.GetProperty("read_only").GetBoolean(), name);
            Assert.Equal("ALL", service.GetProperty("cap_drop")[0].GetString());
            Assert.Equal("no-new-privileges:true", service.GetProperty("security_opt")[0].GetString());
            Assert.True(service.TryGetProperty("mem_limit", out _), $"{name} has no limit of memory");
            Assert.Equal(OneShots.Contains(name) ? "no" : "unless-stopped", service.GetProperty("restart").GetString());
            Assert.Equal(!WithoutCheck.Contains(name), service.TryGetProperty("healthcheck", out _));
            Assert.False(service.TryGetProperty("privileged", out _), name);
            Assert.Equal(name == "init", service.TryGetProperty("user", out var user) && user.GetString() == "root");
            if (name != "sample")
            {
                Assert.Matches(@"^[a-z./-]+:v?\d+\.\d+\.\d+$", service.GetProperty("image").GetString());
            }
        }
    }

    [Fact]
    public async Task Ports_Published_AreOnThisMachineAlone()
    {
        List<string> published = [];
        foreach (var service in await ServicesAsync("sample,host"))
        {
            if (service.Value.TryGetProperty("ports", out var ports))
            {
                foreach (var port in ports.EnumerateArray())
                {
                    Assert.Equal("127.0.0.1", port.GetProperty("host_ip").GetString());
                    published.Add($"{service.Name} {port.GetProperty("published").GetString()}");
                }
            }
        }

        Assert.Equal(["alertmanager 9093", "grafana 3000", "jaeger 16686", "otel-collector 4317", "otel-collector 4318", "prometheus 9090"], published.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Files_ThatServicesMount_AreThere()
    {
        foreach (var service in await ServicesAsync("sample,host"))
        {
            foreach (var volume in service.Value.TryGetProperty("volumes", out var volumes) ? volumes.EnumerateArray().ToList() : [])
            {
                if (volume.GetProperty("type").GetString() == "bind")
                {
                    var source = volume.GetProperty("source").GetString()!;
                    Assert.True(Path.Exists(source), $"{service.Name} mounts {source}");
                    Assert.True(volume.GetProperty("read_only").GetBoolean(), $"{service.Name} may write {source}");
                }
            }
        }
    }

    [Fact]
    public void Dockerfile_OfTheSample_IsNotRootAndHasAProbe()
    {
        var lines = File.ReadAllLines(Repository.Path("samples", "MarketingAgents", "Dockerfile"));

        Assert.Contains("USER 1654:1654", lines);
        Assert.Contains(lines, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.Contains("--health", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("aspnet:10.0-noble-chiseled-extra", StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
    }

    private static async Task<List<JsonProperty>> ServicesAsync(string profiles)
    {
        await Tools.ComposeAsync(profiles, "config", "--quiet");
        var json = JsonDocument.Parse(await Tools.ComposeAsync(profiles, "config", "--format", "json"));
        return [.. json.RootElement.GetProperty("services").EnumerateObject()];
    }
}
