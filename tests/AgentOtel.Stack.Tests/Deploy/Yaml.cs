using AgentOtel.Tests;
using YamlDotNet.Serialization;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>A node of a YAML file, asked for by its path; one that is not there fails.</summary>
internal sealed class Yaml
{
    private readonly object? _node;

    private Yaml(object? node) => _node = node;

    public string Value => (string)_node!;

    public static Yaml Read(params string[] path) =>
        new(new DeserializerBuilder().Build().Deserialize<object>(File.ReadAllText(Repository.Path(path))));

    public Yaml At(params string[] path) => new(path.Aggregate(_node, static (at, key) => ((Dictionary<object, object?>)at!)[key]));

    public bool Has(string key) => _node is Dictionary<object, object?> map && map.ContainsKey(key);

    public string Text(params string[] path) => At(path).Value;

    public IEnumerable<Yaml> List(params string[] path) => ((List<object>)At(path)._node!).Select(static item => new Yaml(item));
}
