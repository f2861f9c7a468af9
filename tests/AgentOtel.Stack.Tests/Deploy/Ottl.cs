using System.Text.RegularExpressions;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>
/// The part of the Collector's transformation language that <c>transform/gen_ai</c> keeps to: the processor itself needs contrib,
/// which cannot be had here.
/// </summary>
internal static partial class Ottl
{
    public static Dictionary<string, object> Apply(IEnumerable<string> statements, Dictionary<string, object> attributes)
    {
        Dictionary<string, object> changed = new(attributes);
        foreach (var statement in statements)
        {
            var match = Set().Match(statement);
            Assert.True(match.Success, $"{statement} is no statement that a test can follow");
            if (match.Groups["condition"].Value.Split(" and ").All(condition => Holds(condition, changed)))
            {
                changed[match.Groups["target"].Value] = match.Groups["source"].Success
                    ? changed[match.Groups["source"].Value]
                    : match.Groups["literal"].Value;
            }
        }

        return changed;
    }

    private static bool Holds(string condition, Dictionary<string, object> attributes)
    {
        var match = Condition().Match(condition);
        Assert.True(match.Success, $"{condition} is no condition that a test can follow");
        var value = attributes.GetValueOrDefault(match.Groups["name"].Value);
        return match.Groups["literal"].Success
            ? Equals(value, match.Groups["literal"].Value)
            : (value is null) == (match.Groups["operator"].Value == "==");
    }

    [GeneratedRegex(
        """^set\((?:span|datapoint)\.attributes\["(?<target>[^"]+)"\], """
            + """(?:(?:span|datapoint)\.attributes\["(?<source>[^"]+)"\]|"(?<literal>[^"]*)")\) where (?<condition>.+)$""")]
    private static partial Regex Set();

    [GeneratedRegex("""^(?:span|datapoint)\.attributes\["(?<name>[^"]+)"\] (?:(?<operator>==|!=) nil|== "(?<literal>[^"]*)")$""")]
    private static partial Regex Condition();
}
