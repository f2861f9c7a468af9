using AgentOtel.Stack.Tests.Deploy;
using AgentOtel.Tests;

namespace AgentOtel.Stack.Tests.Registry;

/// <summary>The contract in Weaver's format. The page that it is written from is compared with the code by TelemetryPageTests.</summary>
public sealed class RegistryTests
{
    private static readonly string[] Files = ["attributes", "events", "manifest", "metrics", "spans"];

    [Fact]
    public async Task Files_AreWhatThePageMakesOfThem()
    {
        var folder = Directory.CreateTempSubdirectory("agentotel-registry-");
        try
        {
            await Tools.RunAsync("node", [Repository.Path("eng", "registry", "generate.mjs"), folder.FullName]);

            Assert.Equal(Files.Select(file => $"{file}.yaml"), folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
            Assert.All(Files, file => Assert.Equal(
                File.ReadAllText(Path.Combine(folder.FullName, $"{file}.yaml")),
                File.ReadAllText(Repository.Path("telemetry", "registry", $"{file}.yaml"))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Attributes_OfOurs_AreThoseOfTheCode()
    {
        var ours = Constants(typeof(SemanticConventions))
            .Where(name => name.StartsWith("agentotel.", StringComparison.Ordinal))
            .Append("gen_ai.usage.cost")
            .Append("agentotel.truncated")
            .Append("agentotel.cost.counted");

        Assert.Equal(ours.Select(name => name.TrimEnd('.')).Order(StringComparer.Ordinal), Defined().Order(StringComparer.Ordinal));
    }

    /// <summary>What is neither defined here nor by the conventions could not be resolved.</summary>
    [Fact]
    public void References_OfEverySignal_AreDefinedHereOrOfTheConventions()
    {
        var defined = Defined()
            .Concat(Constants(typeof(SemanticConventions)).Where(name => !name.StartsWith("agentotel.", StringComparison.Ordinal)))
            .ToHashSet();
        foreach (var file in (string[])["metrics", "events", "spans"])
        {
            var groups = Groups(file).ToList();
            Assert.Equal(groups.Count, groups.Select(group => group.Text("id")).Distinct().Count());
            Assert.All(groups.Where(group => group.Has("attributes")), group =>
            {
                var references = group.List("attributes").Select(attribute => attribute.Text("ref")).ToList();
                Assert.Equal(references.Distinct(), references);
                Assert.All(references, name => Assert.Contains(name, defined));
            });
        }
    }

    [Fact]
    public void Metrics_OfTheCollector_AreThoseOfItsFile()
    {
        var counted = Yaml.Read("deploy", "otel-collector", "kept.yaml").At("connectors", "signaltometrics/kept");
        var names = ((string[])["spans", "logs", "datapoints"])
            .SelectMany(signal => counted.List(signal))
            .Select(metric => (metric.Text("name"), metric.Text("unit")))
            .Distinct();

        Assert.Equal(
            names.Order(),
            Groups("metrics")
                .Where(metric => metric.Text("metric_name") is "agentotel.telemetry.refused" or "agentotel.telemetry.truncated")
                .Select(metric => (metric.Text("metric_name"), metric.Text("unit")))
                .Order());
    }

    private static IEnumerable<Yaml> Groups(string file) => Yaml.Read("telemetry", "registry", $"{file}.yaml").List("groups");

    private static IEnumerable<string> Defined() =>
        Assert.Single(Groups("attributes")).List("attributes").Select(attribute => attribute.Text("id"));

    private static IEnumerable<string> Constants(Type type) => type.GetFields()
        .Where(field => field.IsLiteral && field.Name != nameof(SemanticConventions.SchemaUrl))
        .Select(field => (string)field.GetRawConstantValue()!)
        .Concat(type.GetNestedTypes().SelectMany(Constants));
}
