using System.Text;

namespace AgentOtel.AspNetCore;

/// <summary>
/// Names metrics and labels as Prometheus's OTLP receiver does with <c>UnderscoreEscapingWithSuffixes</c>, so that dashboards
/// and rules serve both ways.
/// </summary>
internal static class PrometheusNames
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["TiBy"] = "tibibytes",
        ["KBy"] = "kilobytes",
        ["MBy"] = "megabytes",
        ["GBy"] = "gigabytes",
        ["TBy"] = "terabytes",
        ["m"] = "meters",
        ["V"] = "volts",
        ["A"] = "amperes",
        ["J"] = "joules",
        ["W"] = "watts",
        ["g"] = "grams",
        ["Cel"] = "celsius",
        ["Hz"] = "hertz",
        ["1"] = "",
        ["%"] = "percent",
    };

    private static readonly Dictionary<string, string> PerUnits = new(StringComparer.Ordinal)
    {
        ["s"] = "second",
        ["m"] = "minute",
        ["h"] = "hour",
        ["d"] = "day",
        ["w"] = "week",
        ["mo"] = "month",
        ["y"] = "year",
    };

    public static string OfMetric(string name, string? unit, bool isCounter, bool isGauge)
    {
        var tokens = Words(name);
        var (main, per) = UnitsOf(unit ?? "");
        Add(tokens, main);
        Add(tokens, per.Length == 0 ? "" : $"per_{per}");
        if (isCounter)
        {
            tokens.RemoveAll(token => token == "total");
            tokens.Add("total");
        }

        if (unit == "1" && isGauge)
        {
            tokens.RemoveAll(token => token == "ratio");
            tokens.Add("ratio");
        }

        var joined = string.Join('_', tokens);
        return joined.Length > 0 && char.IsAsciiDigit(joined[0]) ? $"_{joined}" : joined;
    }

    /// <summary>The unit as Prometheus spells it; empty where it has none.</summary>
    public static string OfUnit(string? unit)
    {
        var (main, per) = UnitsOf(unit ?? "");
        return per.Length == 0 ? main : main.Length == 0 ? $"per_{per}" : $"{main}_per_{per}";
    }

    public static string OfLabel(string name)
    {
        var label = new StringBuilder(name.Length + 4);
        foreach (var rune in name.EnumerateRunes())
        {
            label.Append(rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_') ? (char)rune.Value : '_');
        }

        return label.Length == 0 ? "_"
            : char.IsAsciiDigit(label[0]) ? label.Insert(0, "key_").ToString()
            : label[0] == '_' && !(label.Length > 1 && label[1] == '_') ? label.Insert(0, "key").ToString()
            : label.ToString();
    }

    private static (string Main, string Per) UnitsOf(string unit)
    {
        var parts = unit.Split('/', 2);
        var main = parts[0].Trim();
        var per = parts.Length > 1 ? parts[1].Trim() : "";
        return (
            IsAnnotation(main) ? "" : string.Join('_', Words(Units.GetValueOrDefault(main, main))),
            IsAnnotation(per) ? "" : string.Join('_', Words(PerUnits.GetValueOrDefault(per, per))));
    }

    private static bool IsAnnotation(string unit) => unit.AsSpan().ContainsAny('{', '}');

    private static void Add(List<string> tokens, string unit)
    {
        if (unit.Length > 0 && !tokens.Contains(unit))
        {
            tokens.Add(unit);
        }
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || !(char.IsAsciiLetterOrDigit(text[i]) || text[i] == ':'))
            {
                if (i > start)
                {
                    words.Add(text[start..i]);
                }

                start = i + 1;
            }
        }

        return words;
    }
}
