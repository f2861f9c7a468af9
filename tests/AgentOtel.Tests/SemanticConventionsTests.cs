using System.Reflection;
using System.Text.RegularExpressions;

namespace AgentOtel.Tests;

public sealed partial class SemanticConventionsTests
{
    [Fact]
    public void Names_OfTheProject_StandUnderItsNamespace()
    {
        var ours = Constants(typeof(SemanticConventions.AgentOtel)).ToList();

        Assert.Contains("agentotel.workflow.run.id", ours);
        Assert.All(ours, name => Assert.StartsWith("agentotel.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_OfTheConvention_AreWellFormedAndUnique()
    {
        var names = Constants(typeof(SemanticConventions.GenAi)).ToList();

        Assert.Contains("gen_ai.usage.cache_read.input_tokens", names);
        Assert.All(names, name => Assert.Matches(AttributeName(), name));
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Concat(type.GetNestedTypes().SelectMany(Constants));

    [GeneratedRegex(@"^gen_ai(\.[a-z][a-z0-9_]*)+$")]
    private static partial Regex AttributeName();
}
