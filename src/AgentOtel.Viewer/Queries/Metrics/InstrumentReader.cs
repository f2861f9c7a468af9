using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>Lists instruments with their labels.</summary>
internal sealed class InstrumentReader(ReadSession session)
{
    private const int MaxInstruments = 1_000;
    private const int MaxValues = 100;

    public InstrumentList Read(TimeWindow window)
    {
        var found = new Dictionary<(string, int, string), Found>();
        session.Each(
            $"""
            SELECT name, type, unit, description, monotonic, attributes, service, last FROM (
              SELECT i.name, i.type, i.unit, i.description, i.monotonic, s.attributes, r.service, s.id,
              (SELECT max(time) FROM points WHERE series = s.id AND time < {window.To}) AS last
              FROM instruments i JOIN series s ON s.instrument = i.id JOIN resources r ON r.id = s.resource)
            WHERE last >= {window.From} ORDER BY name, id
            """,
            row =>
            {
                var key = (row.GetString(0), row.GetInt32(1), row.GetString(2));
                if (!found.TryGetValue(key, out var instrument))
                {
                    if (found.Count == MaxInstruments)
                    {
                        return;
                    }

                    found[key] = instrument = new Found(row.GetString(3), row.GetInt64(4) != 0);
                }

                instrument.Add(MetricSeries.ReadLabels(row.GetString(5), row.GetString(6)), row.GetInt64(7));
            });
        return new InstrumentList([.. found.Select(static pair => pair.Value.View(pair.Key))]);
    }

    private sealed class Found(string description, bool isMonotonic)
    {
        private readonly SortedDictionary<string, SortedSet<string>> _labels = new(StringComparer.Ordinal);
        private long _series;
        private long _last;

        public void Add(Dictionary<string, string> labels, long last)
        {
            _series++;
            _last = Math.Max(_last, last);
            foreach (var (name, value) in labels)
            {
                if (!_labels.TryGetValue(name, out var values))
                {
                    _labels[name] = values = new SortedSet<string>(StringComparer.Ordinal);
                }

                if (values.Count < MaxValues)
                {
                    values.Add(value);
                }
            }
        }

        public Instrument View((string Name, int Type, string Unit) key) => new(
            key.Name,
            Names.Of((MetricType)key.Type),
            key.Unit,
            description,
            isMonotonic,
            _series,
            [.. _labels.Select(static label => new InstrumentLabel(label.Key, [.. label.Value]))],
            Nanos.ToTime(_last));
    }
}
