using AgentOtel.Tests;
using YamlDotNet.Serialization;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>Files of the Collector's, merged as it merges them: maps by key, a list by the last one.</summary>
internal sealed class CollectorConfig
{
    private readonly Dictionary<object, object?> _root = [];

    public CollectorConfig(params string[] names)
    {
        var yaml = new DeserializerBuilder().Build();
        foreach (var name in names)
        {
            var file = yaml.Deserialize<Dictionary<object, object?>?>(
                File.ReadAllText(Repository.Path("deploy", "otel-collector", $"{name}.yaml")));
            Merge(_root, file ?? []);
        }
    }

    public IReadOnlyList<string> Pipelines => Keys(Map("service", "pipelines"));

    public IReadOnlyList<string> Connectors => Keys(Map("connectors"));

    public IReadOnlyList<string> Exporters => Keys(Map("exporters"));

    public IReadOnlyList<string> Extensions => [.. ((List<object>)Map("service")["extensions"]!).Cast<string>()];

    /// <summary>Where a list stands, as a path of keys.</summary>
    public IEnumerable<string> Lists() => Lists(_root, "");

    public string Text(params string[] path) => (string)Map(path[..^1])[path[^1]]!;

    public IReadOnlyList<string> Defined(string kind) => Keys(Map(kind));

    public IReadOnlyList<string> List(string pipeline, string kind) =>
        Map("service", "pipelines", pipeline).TryGetValue(kind, out var list) ? [.. ((List<object>)list!).Cast<string>()] : [];

    /// <summary>Every way from a receiver to an exporter, as the pipelines that it goes through.</summary>
    public IEnumerable<(IReadOnlyList<string> Way, string Exporter)> Ways() => Pipelines
        .Where(pipeline => List(pipeline, "receivers").Any(receiver => !Connectors.Contains(receiver)))
        .SelectMany(pipeline => WaysFrom([pipeline]));

    public IReadOnlyList<string> Processors(IEnumerable<string> way) => [.. way.SelectMany(pipeline => List(pipeline, "processors"))];

    private static IEnumerable<string> Lists(Dictionary<object, object?> map, string path) => map.SelectMany(pair => pair.Value switch
    {
        Dictionary<object, object?> inner => Lists(inner, $"{path}{pair.Key}/"),
        List<object> => [$"{path}{pair.Key}"],
        _ => [],
    });

    private static List<string> Keys(Dictionary<object, object?> map) => [.. map.Keys.Cast<string>()];

    private static void Merge(Dictionary<object, object?> into, Dictionary<object, object?> from)
    {
        foreach (var (key, value) in from)
        {
            if (value is Dictionary<object, object?> map
                && into.TryGetValue(key, out var there)
                && there is Dictionary<object, object?> existing)
            {
                Merge(existing, map);
            }
            else
            {
                into[key] = value;
            }
        }
    }

    private IEnumerable<(IReadOnlyList<string> Way, string Exporter)> WaysFrom(IReadOnlyList<string> way)
    {
        foreach (var exporter in List(way[^1], "exporters"))
        {
            if (!Connectors.Contains(exporter))
            {
                yield return (way, exporter);
                continue;
            }

            foreach (var next in Pipelines.Where(pipeline => List(pipeline, "receivers").Contains(exporter)))
            {
                foreach (var longer in WaysFrom([.. way, next]))
                {
                    yield return longer;
                }
            }
        }
    }

    private Dictionary<object, object?> Map(params string[] path)
    {
        var map = _root;
        foreach (var key in path)
        {
            map = map.TryGetValue(key, out var value) && value is Dictionary<object, object?> next ? next : [];
        }

        return map;
    }
}
