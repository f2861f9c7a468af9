using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace AgentOtel.AspNetCore;

/// <summary>
/// The labels of one series: its attributes, and the attributes of the resource that <c>prometheus.yml</c> promotes. <c>job</c>
/// and <c>instance</c> come from the scrape configuration.
/// </summary>
internal sealed class SeriesLabels
{
    private static readonly FrozenSet<string> Promoted = FrozenSet.Create(
        StringComparer.Ordinal, "service.name", "service.namespace", "service.version", "deployment.environment.name", "host.name");

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _promoted = [];
    private readonly List<KeyValuePair<string, string>> _labels = [];

    public void SetResource(Resource resource)
    {
        _promoted.Clear();
        foreach (var (key, value) in resource.Attributes)
        {
            if (Promoted.Contains(key))
            {
                _promoted.Add(new(Name(key), Text(value)));
            }
        }
    }

    public void SetPoint(ReadOnlyTagCollection tags)
    {
        _labels.Clear();
        foreach (var (key, value) in tags)
        {
            Add(_labels, Name(key), Text(value));
        }

        foreach (var label in _promoted)
        {
            if (!Has(_labels, label.Key))
            {
                _labels.Add(label);
            }
        }
    }

    /// <summary>Tells series apart.</summary>
    public string Key() => string.Join('\u0001', _labels.Order(Comparer<KeyValuePair<string, string>>.Create(
        static (a, b) => string.CompareOrdinal(a.Key, b.Key))).Select(label => $"{label.Key}\u0002{label.Value}"));

    public void Write(ExpositionText text, double? bound = null) => Write(text, _labels, bound);

    public void WriteResource(ExpositionText text, Resource resource)
    {
        List<KeyValuePair<string, string>> labels = [];
        foreach (var (key, value) in resource.Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Add(labels, Name(key), Text(value));
        }

        Write(text, labels, null);
    }

    private static void Write(ExpositionText text, List<KeyValuePair<string, string>> labels, double? bound)
    {
        var separator = "{";
        foreach (var (name, value) in labels)
        {
            if (value.Length == 0)
            {
                // The same as no label.
                continue;
            }

            text.Add(separator, name, "=\"");
            text.AddLabelValue(value);
            text.Add("\"");
            separator = ",";
        }

        if (bound is { } le)
        {
            text.Add(separator, "le=\"");
            text.Add(le);
            text.Add("\"");
            separator = ",";
        }

        if (separator == ",")
        {
            text.Add("}");
        }
    }

    /// <summary>Attributes whose names become one are one label, as Prometheus joins them.</summary>
    private static void Add(List<KeyValuePair<string, string>> labels, string name, string value)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (labels[i].Key == name)
            {
                labels[i] = new(name, $"{labels[i].Value};{value}");
                return;
            }
        }

        labels.Add(new(name, value));
    }

    private static bool Has(List<KeyValuePair<string, string>> labels, string name)
    {
        foreach (var label in labels)
        {
            if (label.Key == name)
            {
                return true;
            }
        }

        return false;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        string[] items => $"[{string.Join(',', items.Select(item => $"\"{JsonEncodedText.Encode(item)}\""))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private string Name(string key)
    {
        if (!_names.TryGetValue(key, out var name))
        {
            name = PrometheusNames.OfLabel(key);
            _names[key] = name;
        }

        return name;
    }
}
