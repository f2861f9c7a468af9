using System.Text.Json;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// A series of an instrument: who sent it, and its labels. <see cref="Since"/> is the earliest point held of this instrument
/// from this sender.
/// </summary>
internal sealed record MetricSeries(long Id, MetricType Type, Temporality Temporality, bool IsMonotonic, IReadOnlyDictionary<string, string> Labels, long Since)
{
    /// <summary>The label that names the sender, beside those sent.</summary>
    public const string Service = "service.name";

    public static Dictionary<string, string> ReadLabels(string attributes, string service)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Service] = service };
        foreach (var item in StoredJson.Parse(attributes).EnumerateObject())
        {
            labels[item.Name] = item.Value.ValueKind is JsonValueKind.String ? item.Value.GetString()! : item.Value.GetRawText();
        }

        return labels;
    }
}
