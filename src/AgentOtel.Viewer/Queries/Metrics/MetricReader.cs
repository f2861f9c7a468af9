using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>Reads an instrument over a window.</summary>
internal sealed class MetricReader(ReadSession session)
{
    private const int MaxSeries = 5_000;
    private const int MaxPoints = 200_000;
    private const int MaxViews = 100;

    /// <summary><see langword="null"/> where no instrument has that name.</summary>
    public MetricQueryResult? Read(MetricFilter filter)
    {
        if (Find(filter.Name) is not { } instrument)
        {
            return null;
        }

        var (groups, isCut) = Groups(filter, instrument);
        return new MetricQueryResult
        {
            Name = filter.Name,
            Type = Names.Of(instrument.Type),
            Unit = instrument.Unit,
            From = filter.Window.FromTime,
            To = filter.Window.ToTime,
            Step = filter.Step.Seconds,
            Series = [.. groups.Take(MaxViews).Select(static group => group.View())],
            IsCut = isCut || groups.Count > MaxViews,
        };
    }

    /// <summary>What a counter grew by over the window, by some of its labels and step by step.</summary>
    public IReadOnlyList<MetricSeriesView> Growth(MetricFilter filter) =>
        Find(filter.Name) is { Type: MetricType.Sum } instrument ? [.. Groups(filter, instrument).Groups.Select(static group => group.View())] : [];

    /// <summary>The newest where several share a name.</summary>
    private (MetricType Type, string Unit)? Find(string name) => session.First<(MetricType, string)?>(
        $"SELECT type, unit FROM instruments WHERE name = {name} ORDER BY id DESC LIMIT 1",
        static row => ((MetricType)row.GetInt32(0), row.GetString(1)));

    private (List<SeriesGroup> Groups, bool IsCut) Groups(MetricFilter filter, (MetricType Type, string Unit) instrument)
    {
        var series = Series(filter, instrument);
        var points = Points(filter, series.Keys);
        var groups = new Dictionary<string, SeriesGroup>(StringComparer.Ordinal);
        foreach (var (id, one) in series)
        {
            if (points.TryGetValue(id, out var held) && held[^1].Time >= filter.Window.From)
            {
                var labels = Shown(one.Labels, filter.By);
                var key = string.Join('\u0001', labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}\u0002{label.Value}"));
                if (!groups.TryGetValue(key, out var group))
                {
                    groups[key] = group = new SeriesGroup(labels, filter);
                }

                group.Add(one, held);
            }
        }

        return ([.. groups.Values], series.Count == MaxSeries || points.Values.Sum(static held => held.Count) >= MaxPoints);
    }

    private Dictionary<long, MetricSeries> Series(MetricFilter filter, (MetricType Type, string Unit) instrument)
    {
        var found = new List<(MetricSeries Series, (long, long) Sender)>();
        var senders = new Dictionary<(long, long), long>();
        session.Each(
            $"""
            SELECT s.id, i.type, i.temporality, i.monotonic, s.attributes, r.service, s.instrument, s.resource, (SELECT min(time) FROM points WHERE series = s.id)
            FROM instruments i JOIN series s ON s.instrument = i.id JOIN resources r ON r.id = s.resource
            WHERE i.name = {filter.Name} AND i.type = {(int)instrument.Type} AND i.unit = {instrument.Unit} ORDER BY s.id LIMIT {MaxSeries}
            """,
            row =>
            {
                var sender = (row.GetInt64(6), row.GetInt64(7));
                senders[sender] = Math.Min(senders.GetValueOrDefault(sender, long.MaxValue), row.WholeAt(8) ?? long.MaxValue);
                var labels = MetricSeries.ReadLabels(row.GetString(4), row.GetString(5));
                if (filter.Labels.All(label => labels.TryGetValue(label.Name, out var value) && value == label.Value))
                {
                    found.Add((new MetricSeries(
                        row.GetInt64(0), (MetricType)row.GetInt32(1), (Temporality)row.GetInt32(2), row.GetInt64(3) != 0, labels, Since: 0), sender));
                }
            });
        return found.ToDictionary(static one => one.Series.Id, one => one.Series with { Since = senders[one.Sender] });
    }

    private Dictionary<long, List<SeriesPoint>> Points(MetricFilter filter, IReadOnlyCollection<long> series)
    {
        var points = new Dictionary<long, List<SeriesPoint>>();
        session.Each(
            $"""
            SELECT {SeriesPoint.Columns} FROM json_each({JsonOf(series)}) w CROSS JOIN points p ON p.series = w.value
            WHERE p.time < {filter.Window.To} AND p.time >= coalesce((SELECT max(time) FROM points WHERE series = w.value AND time < {filter.Window.From}), {filter.Window.From})
            ORDER BY w.key, p.time LIMIT {MaxPoints}
            """,
            row =>
            {
                var point = SeriesPoint.Read(row);
                if (!points.TryGetValue(point.Series, out var held))
                {
                    points[point.Series] = held = [];
                }

                held.Add(point);
            });
        return points;
    }

    private static string JsonOf(IEnumerable<long> ids) => $"[{string.Join(',', ids)}]";

    private static IReadOnlyDictionary<string, string> Shown(IReadOnlyDictionary<string, string> labels, IReadOnlyList<string>? by) =>
        by is null ? labels : by.Where(name => name.Length > 0).ToDictionary(static name => name, name => labels.GetValueOrDefault(name, ""), StringComparer.Ordinal);
}
