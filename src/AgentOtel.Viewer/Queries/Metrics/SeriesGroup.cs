using AgentOtel.Viewer.Api;
using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>Series shown as one, with their points in order of time.</summary>
internal sealed class SeriesGroup(IReadOnlyDictionary<string, string> labels, MetricFilter filter)
{
    private readonly List<(MetricSeries Series, List<SeriesPoint> Points)> _members = [];
    private readonly List<double> _values = [];
    private readonly SortedDictionary<long, List<double>> _steps = [];
    private readonly SortedDictionary<long, Buckets> _bucketSteps = [];
    private long? _first;
    private long? _last;

    public void Add(MetricSeries series, List<SeriesPoint> points) => _members.Add((series, points));

    public MetricSeriesView View() => _members[0].Series switch
    {
        { Type: MetricType.Gauge } => OfGauges(),
        { Type: MetricType.Sum, IsMonotonic: true } => OfCounters(),
        { Type: MetricType.Sum } => OfLevels(),
        { Type: MetricType.Summary } => OfSummaries(),
        _ => OfHistograms(),
    };

    private MetricSeriesView OfGauges()
    {
        foreach (var point in InWindow().Where(static point => double.IsFinite(point.Value)))
        {
            Take(point, point.Value);
        }

        return View(static values => values.Average());
    }

    private MetricSeriesView OfCounters()
    {
        foreach (var (now, before) in Grown())
        {
            Take(now, now.Value - (before?.Value ?? 0));
        }

        return View(static values => values.Sum());
    }

    /// <summary>Sums that go up and down: the members' levels at the end of each step, added up.</summary>
    private MetricSeriesView OfLevels()
    {
        foreach (var (series, points) in _members)
        {
            var level = 0.0;
            var lastOfSteps = new SortedDictionary<long, double>();
            foreach (var point in points)
            {
                level = series.Temporality is Temporality.Delta ? level + point.Value : point.Value;
                if (point.Time >= filter.Window.From && double.IsFinite(level))
                {
                    Note(point);
                    _values.Add(level);
                    lastOfSteps[filter.Step.StartOf(point.Time)] = level;
                }
            }

            foreach (var (step, value) in lastOfSteps)
            {
                Step(step).Add(value);
            }
        }

        return View(static values => values.Sum());
    }

    private MetricSeriesView OfHistograms()
    {
        var all = new Buckets();
        foreach (var (now, before) in Grown().Where(static pair => pair.Now.Distribution is not null))
        {
            Note(now);
            if (!_bucketSteps.TryGetValue(filter.Step.StartOf(now.Time), out var step))
            {
                _bucketSteps[filter.Step.StartOf(now.Time)] = step = new Buckets();
            }

            step.Add(now.Distribution!, before?.Distribution);
        }

        var steps = new List<MetricStep>();
        foreach (var (start, buckets) in _bucketSteps)
        {
            all.Add(buckets);
            steps.Add(new MetricStep(
                Nanos.ToTime(start),
                buckets.Count == 0 ? null : ValueStatistics.Finite(buckets.Sum / buckets.Count),
                buckets.Count,
                ValueStatistics.Finite(buckets.Quantile(0.5)),
                ValueStatistics.Finite(buckets.Quantile(0.95)),
                ValueStatistics.Finite(buckets.Quantile(0.99))));
        }

        return new MetricSeriesView(labels, ValueStatistics.Of(all, _first, _last), steps);
    }

    /// <summary>Quantiles of a summary are its sender's, and cannot be put together: each step shows its last point's.</summary>
    private MetricSeriesView OfSummaries()
    {
        var view = OfHistograms();
        var last = InWindow().Where(static point => point.Distribution is not null)
            .GroupBy(point => filter.Step.StartOf(point.Time))
            .ToDictionary(static step => Nanos.ToTime(step.Key), static step => step.Last().Distribution!);
        return view with
        {
            Steps = [.. view.Steps.Select(step => last.TryGetValue(step.Start, out var sent)
                ? step with { P50 = Sent(sent, 0.5), P95 = Sent(sent, 0.95), P99 = Sent(sent, 0.99) }
                : step)],
        };
    }

    private static double? Sent(Distribution summary, double quantile)
    {
        foreach (var (share, value) in summary.Quantiles)
        {
            if (Math.Abs(share - quantile) < 1e-9)
            {
                return ValueStatistics.Finite(value);
            }
        }

        return null;
    }

    private IEnumerable<SeriesPoint> InWindow() =>
        _members.SelectMany(static member => member.Points).Where(point => point.Time >= filter.Window.From);

    private IEnumerable<(SeriesPoint Now, SeriesPoint? Before)> Grown() =>
        _members.SelectMany(member => Growth.Of(member.Series, member.Points, filter.Window));

    private void Take(SeriesPoint point, double value)
    {
        if (double.IsFinite(value))
        {
            Note(point);
            _values.Add(value);
            Step(filter.Step.StartOf(point.Time)).Add(value);
        }
    }

    private void Note(SeriesPoint point)
    {
        _first = Math.Min(_first ?? long.MaxValue, point.Time);
        _last = Math.Max(_last ?? long.MinValue, point.Time);
    }

    private List<double> Step(long start)
    {
        if (!_steps.TryGetValue(start, out var values))
        {
            _steps[start] = values = [];
        }

        return values;
    }

    private MetricSeriesView View(Func<List<double>, double> stepValue) => new(
        labels,
        ValueStatistics.Of(_values, _first, _last),
        [.. _steps.Select(step => new MetricStep(Nanos.ToTime(step.Key), ValueStatistics.Finite(stepValue(step.Value))))]);
}
