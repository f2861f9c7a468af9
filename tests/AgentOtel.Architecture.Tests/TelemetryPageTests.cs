using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using AgentOtel.Tests;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Architecture.Tests;

/// <summary><c>docs/telemetry.md</c> and the code say the same.</summary>
public sealed partial class TelemetryPageTests
{
    private static readonly string[] Packages = ["AgentOtel", "AgentOtel.Hosting", "AgentOtel.LogFiles", "AgentOtel.AspNetCore"];
    private static readonly string Page = File.ReadAllText(Repository.Path("docs", "telemetry.md"));

    [Fact]
    public void Attributes_OfTheCode_EachHaveARow()
    {
        var rows = AttributeRow().Matches(Page).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(Attributes().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Metrics_OfTheCode_EachHaveARowWithTheirKindAndUnit()
    {
        using var telemetry = new AgentTelemetry(
            new() { MetricNaming = MetricNaming.Both, Budgets = { new Budget("b", BudgetPeriod.Day) } });
        List<string> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "AgentOtel")
                {
                    instruments.Add($"{instrument.Name} {Kind(instrument)} {instrument.Unit}");
                }
            },
        };
        listener.Start();

        var rows = MetricRow().Matches(Page).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value} {match.Groups[3].Value}");

        Assert.Equal(instruments.Distinct().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Events_OfTheCode_AreAllNamed()
    {
        var section =
            Page[Page.IndexOf("## Log events", StringComparison.Ordinal)..Page.IndexOf("## Attributes", StringComparison.Ordinal)];
        var rows = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Name().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));

        Assert.Equal(Events().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_OnThePage_ExistInTheCode()
    {
        var known = Attributes()
            .Concat(MetricRow().Matches(Page).Select(match => match.Groups[1].Value))
            .Concat(Events())
            .ToHashSet(StringComparer.Ordinal);
        var named = Name().Matches(Page).Select(match => match.Groups[1].Value)
            .Where(name => name.StartsWith("agentotel.", StringComparison.Ordinal) || name.StartsWith("gen_ai.", StringComparison.Ordinal));

        Assert.Empty(
            named.Where(name => !known.Contains(name) && !name.StartsWith("agentotel.context.", StringComparison.Ordinal)).Distinct());
    }

    private static IEnumerable<string> Attributes() => Constants(typeof(SemanticConventions)).Except([SemanticConventions.SchemaUrl]);

    /// <summary>Those of the contract, and what the packages say of themselves.</summary>
    private static IEnumerable<string> Events() => typeof(AgentTelemetry).Assembly.GetType("AgentOtel.EventNames")!
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
        .Concat(Packages.SelectMany(package => Assembly.Load(package).GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventName)
            .OfType<string>());

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .Concat(type.GetNestedTypes().SelectMany(Constants));

    private static string Kind(Instrument instrument) => instrument.GetType().Name switch
    {
        "Histogram`1" => "histogram",
        "Counter`1" or "ObservableCounter`1" => "counter",
        "ObservableGauge`1" => "gauge",
        "UpDownCounter`1" or "ObservableUpDownCounter`1" => "up-down counter",
        var other => other,
    };

    [GeneratedRegex(@"^\| `([a-z_.]+)` \| (?:string|int|bool|double)[^|]*\|", RegexOptions.Multiline)]
    private static partial Regex AttributeRow();

    [GeneratedRegex(
        @"^\| `([a-z_.]+)`(?: \(latest\))? \| (histogram|counter|up-down counter|gauge) \| ([^ |]+) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("`([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)+)`")]
    private static partial Regex Name();
}
