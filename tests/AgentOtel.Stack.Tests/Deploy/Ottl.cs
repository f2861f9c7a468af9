using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentOtel.Stack.Tests.Deploy;

/// <summary>
/// The part of the Collector's transformation language that the files here keep to, so that what they do to one span or point can be
/// seen: the processor itself needs contrib, which cannot be had here.
/// </summary>
internal sealed class Ottl(Dictionary<string, object?> item)
{
    /// <summary>What statements make of a span or point with these attributes.</summary>
    public static Dictionary<string, object> Apply(
        IEnumerable<string> statements, Dictionary<string, object> attributes, string? condition = null)
    {
        var changed = attributes.ToDictionary(pair => pair.Key, pair => (object?)pair.Value);
        var ottl = new Ottl(new() { ["attributes"] = changed, ["cache"] = new Dictionary<string, object?>(), ["name"] = "" });
        if (condition is null || ottl.Holds(condition))
        {
            foreach (var statement in statements)
            {
                ottl.Run(statement);
            }
        }

        return changed.ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    public bool Holds(string condition) => Evaluate(OttlSyntax.Parse(condition)) is true;

    private void Run(string statement)
    {
        var (call, condition) = OttlSyntax.ParseStatement(statement);
        if (condition is not null && Evaluate(condition) is not true)
        {
            return;
        }

        var target = (OttlSyntax.Path)call.Arguments[0];
        var values = call.Arguments.Skip(1).Select(Evaluate).ToList();
        switch (call.Name)
        {
            // To set nothing changes nothing.
            case "set" when values[0] is not null: Set(target, values[0]); break;
            case "set": break;
            case "delete_key": ((Dictionary<string, object?>)Evaluate(target)!).Remove((string)values[0]!); break;
            case "replace_pattern": Set(target, Regex.Replace((string)Evaluate(target)!, Pattern(values[0]), (string)values[1]!)); break;
            default: Assert.Fail($"{call.Name} is no function that a test can follow"); break;
        }
    }

    // In the files one $ is two.
    private static string Pattern(object? text) => ((string)text!).Replace("$$", "$", StringComparison.Ordinal);

    private void Set(OttlSyntax.Path path, object? value)
    {
        var owner = (Dictionary<string, object?>)Evaluate(path with { Keys = path.Keys[..^1] })!;
        owner[(string)Evaluate(path.Keys[^1])!] = value;
    }

    private object? Evaluate(OttlSyntax.Node node) => node switch
    {
        OttlSyntax.Literal literal => literal.Value,
        OttlSyntax.Path path =>
            path.Keys.Aggregate(
                Root(path.Name),
                (at, key) =>
                    at is IDictionary map
                        ? map[Evaluate(key) ?? throw new InvalidOperationException($"a key of {path.Name} is nothing")]
                        : null),
        OttlSyntax.Map map => map.Entries.ToDictionary(entry => entry.Key, entry => Evaluate(entry.Value)),
        OttlSyntax.Sequence list => list.Items.Select(Evaluate).ToList(),
        OttlSyntax.Call call => Convert(call.Name, [.. call.Arguments.Select(Evaluate)]),
        OttlSyntax.Not not => Evaluate(not.Operand) is not true,
        OttlSyntax.Binary { Operator: "and" } both => Evaluate(both.Left) is true && Evaluate(both.Right) is true,
        OttlSyntax.Binary { Operator: "or" } either => Evaluate(either.Left) is true || Evaluate(either.Right) is true,
        OttlSyntax.Binary binary => Compute(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private object? Root(string name) => name switch
    {
        "span.attributes" or "datapoint.attributes" or "log.attributes" => item["attributes"],
        "span.cache" => item["cache"],
        "resource.attributes" => new Dictionary<string, object?>(),
        "instrumentation_scope.name" => item["name"],
        _ => throw new NotSupportedException($"{name} is no path that a test can follow"),
    };

    private static object? Convert(string name, object?[] values) => name switch
    {
        "ToLowerCase" => ((string)values[0]!).ToLowerInvariant(),
        "Concat" => string.Join((string)values[1]!, ((List<object?>)values[0]!).Cast<string>()),
        "Double" => System.Convert.ToDouble(values[0], CultureInfo.InvariantCulture),
        "IsMatch" => values[0] is string text && Regex.IsMatch(text, Pattern(values[1])),
        _ => throw new NotSupportedException($"{name} is no function that a test can follow"),
    };

    private static object? Compute(string how, object? left, object? right) => how switch
    {
        "==" => Equals(left, right),
        "!=" => !Equals(left, right),
        "+" => (double)left! + (double)right!,
        "-" => (double)left! - (double)right!,
        "*" => (double)left! * (double)right!,
        "/" => (double)left! / (double)right!,

        // Nothing is neither more nor less.
        "<" => left is double low && right is double high && low < high,
        ">" => left is double high && right is double low && high > low,
        _ => throw new NotSupportedException(how),
    };
}
