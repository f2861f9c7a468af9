using AgentOtel.Tests;
using YamlDotNet.Serialization;

namespace AgentOtel.Stack.Tests;

/// <summary>The rules as they are written.</summary>
internal static class RuleFiles
{
    /// <summary>Alerts and records of one server: prometheus or loki.</summary>
    public static IEnumerable<Dictionary<object, object>> All(string server)
    {
        var yaml = new DeserializerBuilder().Build();
        foreach (var file in Directory.GetFiles(Repository.Path("deploy", server, "rules"), "*.yml").Order(StringComparer.Ordinal))
        {
            using var text = File.OpenText(file);
            var content = yaml.Deserialize<Dictionary<object, object>>(new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(text)));
            foreach (var rule in ((List<object>)content["groups"])
                .Cast<Dictionary<object, object>>()
                .SelectMany(group => ((List<object>)group["rules"]).Cast<Dictionary<object, object>>()))
            {
                yield return rule;
            }
        }
    }

    public static IEnumerable<Dictionary<object, object>> Alerts(string server) => All(server).Where(rule => rule.ContainsKey("alert"));

    /// <summary>What rules of Prometheus ask, those in annotations too.</summary>
    public static IEnumerable<(string Where, string Query)> Expressions() =>
        All("prometheus").Select(rule => ((string)(rule.GetValueOrDefault("record") ?? rule["alert"]), (string)rule["expr"]));
}
