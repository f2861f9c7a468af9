using System.Text.Json;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Deploy;

[Trait("Needs", "Prometheus")]
public sealed class ComposeTests
{
    private static readonly HashSet<string> OneShots = ["init"];

    // Nothing in the image can ask; the last two have their check in their Dockerfile.
    private static readonly HashSet<string> WithoutCheck =
    [
        "init", "grafana-teams", "otel-collector", "host-collector", "sample", "publisher",
    ];

    [Theory]
    [InlineData("", "alert-sink,alertmanager,grafana,grafana-teams,init,jaeger,loki,otel-collector,prometheus")]
    [InlineData("sample", "alert-sink,alertmanager,grafana,grafana-teams,init,jaeger,loki,otel-collector,prometheus,publisher,sample")]
    [InlineData("host", "alert-sink,alertmanager,grafana,grafana-teams,host-collector,init,jaeger,loki,otel-collector,prometheus")]
    [InlineData(
        "sample,host",
        "alert-sink,alertmanager,grafana,grafana-teams,host-collector,init,jaeger,loki,otel-collector,prometheus,publisher,sample")]
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
            if (name is not ("sample" or "publisher"))
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

        Assert.Equal(
            ["alertmanager 9093", "grafana 3000", "jaeger 16686", "otel-collector 4317", "otel-collector 4318", "prometheus 9090"],
            published.Order(StringComparer.Ordinal));
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

    [Theory]
    [InlineData("init", "")]
    [InlineData("prometheus", "")]
    [InlineData("alertmanager", "init:service_completed_successfully")]
    [InlineData("loki", "init:service_completed_successfully")]
    [InlineData("jaeger", "init:service_completed_successfully")]
    [InlineData("grafana", "init:service_completed_successfully")]
    // It tries until Grafana lets it, and alerts wait for nothing.
    [InlineData("grafana-teams", "grafana:service_started")]
    [InlineData("alert-sink", "")]
    [InlineData(
        "otel-collector", "init:service_completed_successfully,jaeger:service_healthy,loki:service_healthy,prometheus:service_healthy")]
    [InlineData("host-collector", "otel-collector:service_started")]
    [InlineData("publisher", "otel-collector:service_started")]
    [InlineData("sample", "init:service_completed_successfully,otel-collector:service_started,publisher:service_healthy")]
    public async Task Start_OfEachService_WaitsFor(string name, string conditions)
    {
        var service = (await ServicesAsync("sample,host")).Single(service => service.Name == name).Value;

        var waits = service.TryGetProperty("depends_on", out var others)
            ? others.EnumerateObject()
                .Select(other => $"{other.Name}:{other.Value.GetProperty("condition").GetString()}")
                .Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        Assert.Equal(conditions, string.Join(',', waits));
    }

    [Fact]
    public async Task Config_ThatInitMakes_IsWrittenByInitAlone()
    {
        List<string> readers = [];
        foreach (var service in await ServicesAsync("sample,host"))
        {
            foreach (var volume in service.Value.TryGetProperty("volumes", out var volumes) ? volumes.EnumerateArray().ToList() : [])
            {
                if (volume.GetProperty("source").GetString() == "config" && service.Name != "init")
                {
                    Assert.True(volume.GetProperty("read_only").GetBoolean(), service.Name);
                    readers.Add(service.Name);
                }
            }
        }

        Assert.Equal(["alertmanager", "grafana", "grafana-teams", "loki"], readers.Order(StringComparer.Ordinal));
    }

    /// <summary>What the published images were seen to hold at 26,500 spans a second, and what Grafana's plugins ask for.</summary>
    [Theory]
    [InlineData("otel-collector", 512)]
    [InlineData("prometheus", 1024)]
    [InlineData("loki", 1024)]
    [InlineData("jaeger", 1500)]
    [InlineData("grafana", 768)]
    [InlineData("alertmanager", 128)]
    [InlineData("sample", 256)]
    public async Task Memory_OfEachService_IsEnough(string name, int megabytes)
    {
        var service = (await ServicesAsync("sample")).Single(service => service.Name == name).Value;

        Assert.True(
            long.Parse(service.GetProperty("mem_limit").GetString()!, System.Globalization.CultureInfo.InvariantCulture) >= megabytes << 20,
            name);
    }

    [Fact]
    public async Task Prometheus_ByItsFlags_TakesOtlpAndKeepsAQuarter()
    {
        var flags = (await ServicesAsync(""))
            .Single(service => service.Name == "prometheus").Value.GetProperty("command")
            .EnumerateArray()
            .Select(flag => flag.GetString())
            .ToList();

        Assert.Contains("--web.enable-otlp-receiver", flags);
        Assert.Contains("--enable-feature=exemplar-storage,created-timestamp-zero-ingestion", flags);
        Assert.Contains("--storage.tsdb.retention.time=100d", flags);
        Assert.Contains("--storage.tsdb.retention.size=20GB", flags);
        Assert.Contains("--web.enable-lifecycle", flags);
    }

    /// <summary>In a network of its own a container sees its own interfaces, whatever is mounted.</summary>
    [Fact]
    public async Task HostCollector_ReadsTheMachine_FromItsNetworkAndRoot()
    {
        var service = (await ServicesAsync("host")).Single(service => service.Name == "host-collector").Value;

        Assert.Equal("host", service.GetProperty("network_mode").GetString());
        Assert.Contains(
            service.GetProperty("volumes").EnumerateArray(),
            volume => volume.GetProperty("source").GetString() == "/" && volume.GetProperty("target").GetString() == "/hostfs");
        Assert.Contains(
            "root_path: /hostfs", File.ReadAllText(Repository.Path("deploy", "otel-collector", "host.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Dockerfile_OfTheSample_IsNotRootAndHasAProbe()
    {
        var lines = File.ReadAllLines(Repository.Path("samples", "MarketingAgents", "Dockerfile"));

        Assert.Contains("USER 1654:1654", lines);
        Assert.Contains(
            lines,
            line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.Contains("--health", StringComparison.Ordinal));

        // The variant with time zones; the same versions as in .env.
        Assert.Matches(
            @"/aspnet:10\.0\.\d+-noble-chiseled-extra$",
            lines.Single(line => line.StartsWith("ARG ASPNET_IMAGE=", StringComparison.Ordinal)));
        var settings = File.ReadAllLines(Repository.Path(".env"));
        Assert.Equal(
            lines.Where(line => line.StartsWith("ARG ", StringComparison.Ordinal)).Select(line => line.With("ARG ", "DOTNET_")),
            settings.Where(line => line.StartsWith("DOTNET_", StringComparison.Ordinal)));
        Assert.All(
            settings.Where(line => line.Contains("_IMAGE=", StringComparison.Ordinal)),
            line => Assert.Matches(@"^[A-Z_]+=[a-z./-]+:v?\d+\.\d+\.\d+(-[a-z-]+)?$", line));
        Assert.Equal(2, lines.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
    }

    private static async Task<List<JsonProperty>> ServicesAsync(string profiles)
    {
        await Tools.ComposeAsync(profiles, ["config", "--quiet"]);
        var json = JsonDocument.Parse(await Tools.ComposeAsync(profiles, ["config", "--format", "json"]));
        return [.. json.RootElement.GetProperty("services").EnumerateObject()];
    }
}
