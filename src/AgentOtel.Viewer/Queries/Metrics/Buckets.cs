using AgentOtel.Viewer.Telemetry;

namespace AgentOtel.Viewer.Queries;

/// <summary>
/// What was measured, in buckets of any bounds: plain and exponential histograms in one form, which adds up and, for what a
/// cumulative histogram grew by, takes away. Within a bucket values are taken to lie evenly (linear interpolation).
/// </summary>
internal sealed class Buckets
{
    private readonly Dictionary<(double Low, double High), double> _counts = [];
    private bool _isMinKnown = true;
    private bool _isMaxKnown = true;
    private double? _min;
    private double? _max;

    public long Count { get; private set; }

    public double Sum { get; private set; }

    public double? Minimum => Count == 0 ? null : _isMinKnown ? _min : Edges().Select(static bucket => (double?)bucket.Low).Min();

    public double? Maximum => Count == 0 ? null : _isMaxKnown ? _max : Edges().Select(static bucket => (double?)bucket.High).Max();

    /// <summary>Adds what was measured between two points of a series, or all of one where there is none before it.</summary>
    public void Add(Distribution now, Distribution? before)
    {
        Count += (long)(now.Count - (before?.Count ?? 0));
        Sum += (now.Sum ?? 0) - (before?.Sum ?? 0);
        Add(now, 1);
        if (before is not null)
        {
            Add(before, -1);
        }

        // The extremes of a cumulative point are those since it began, not those of the time between.
        _isMinKnown &= before is null && now.Min is not null;
        _isMaxKnown &= before is null && now.Max is not null;
        _min = Math.Min(_min ?? double.PositiveInfinity, now.Min ?? double.PositiveInfinity);
        _max = Math.Max(_max ?? double.NegativeInfinity, now.Max ?? double.NegativeInfinity);
    }

    public void Add(Buckets other)
    {
        foreach (var (bucket, count) in other._counts)
        {
            _counts[bucket] = _counts.GetValueOrDefault(bucket) + count;
        }

        Count += other.Count;
        Sum += other.Sum;
        if (other.Count > 0)
        {
            _isMinKnown &= other._isMinKnown;
            _isMaxKnown &= other._isMaxKnown;
            _min = Math.Min(_min ?? double.PositiveInfinity, other._min ?? double.PositiveInfinity);
            _max = Math.Max(_max ?? double.NegativeInfinity, other._max ?? double.NegativeInfinity);
        }
    }

    /// <summary>The value below which a share of what was measured lies.</summary>
    public double? Quantile(double share)
    {
        // Goes along the edges with the number below and how fast it grows: buckets of several senders may overlap.
        var turns = new List<(double At, double Jump, double Slope)>();
        foreach (var (low, high, count) in Edges())
        {
            var slope = high > low ? count / (high - low) : 0;
            turns.Add((low, slope > 0 ? 0 : count, slope));
            turns.Add((high, 0, -slope));
        }

        turns.Sort(static (left, right) => left.At.CompareTo(right.At));
        var wanted = share * Edges().Sum(static bucket => bucket.Count);
        var (at, below, speed) = (turns.Count == 0 ? 0 : turns[0].At, 0.0, 0.0);
        foreach (var turn in turns)
        {
            var here = below + ((turn.At - at) * speed);
            if (here >= wanted && speed > 0)
            {
                return Within(at + ((wanted - below) / speed));
            }

            (at, below, speed) = (turn.At, here + turn.Jump, speed + turn.Slope);
            if (below >= wanted)
            {
                return Within(at);
            }
        }

        return Maximum;
    }

    /// <summary>Each value taken to lie in the middle of its bucket.</summary>
    public double? StandardDeviation()
    {
        var filled = Edges();
        var total = filled.Sum(static bucket => bucket.Count);
        if (total <= 0)
        {
            return null;
        }

        var mean = filled.Sum(static bucket => bucket.Count * Middle(bucket)) / total;
        return Math.Sqrt(filled.Sum(bucket => bucket.Count * Math.Pow(Middle(bucket) - mean, 2)) / total);

        static double Middle((double Low, double High, double Count) bucket) => (bucket.Low + bucket.High) / 2;
    }

    private double Within(double value) => Minimum is { } min && value < min ? min : Maximum is { } max && value > max ? max : value;

    /// <summary>The buckets that hold something, with ends where they have none: the extreme measured, else the bound itself.</summary>
    private List<(double Low, double High, double Count)> Edges()
    {
        var edges = new List<(double, double, double)>();
        foreach (var ((low, high), count) in _counts)
        {
            if (count > 0)
            {
                var start = double.IsNegativeInfinity(low) ? LowestEnd(high) : low;
                var end = double.IsPositiveInfinity(high) ? Math.Max(start, _isMaxKnown && _max is { } max ? max : start) : high;
                edges.Add((Math.Min(start, end), Math.Max(start, end), count));
            }
        }

        return edges;
    }

    private double LowestEnd(double high) => _isMinKnown && _min is { } min && min <= high ? min
        : double.IsPositiveInfinity(high) ? _min is { } any && double.IsFinite(any) ? any : 0
        : Math.Min(0, high);

    private void Add(Distribution from, int sign)
    {
        for (var i = 0; i < from.Counts.Count && i <= from.Bounds.Count; i++)
        {
            Add(i == 0 ? double.NegativeInfinity : from.Bounds[i - 1], i < from.Bounds.Count ? from.Bounds[i] : double.PositiveInfinity, from.Counts[i], sign);
        }

        var growth = Math.Pow(2, Math.Pow(2, -from.Scale));
        for (var i = 0; i < from.PositiveCounts.Count; i++)
        {
            Add(Math.Pow(growth, from.PositiveOffset + i), Math.Pow(growth, from.PositiveOffset + i + 1), from.PositiveCounts[i], sign);
        }

        for (var i = 0; i < from.NegativeCounts.Count; i++)
        {
            Add(-Math.Pow(growth, from.NegativeOffset + i + 1), -Math.Pow(growth, from.NegativeOffset + i), from.NegativeCounts[i], sign);
        }

        Add(-from.ZeroThreshold, from.ZeroThreshold, from.ZeroCount, sign);
    }

    private void Add(double low, double high, ulong count, int sign)
    {
        if (count > 0)
        {
            _counts[(low, high)] = _counts.GetValueOrDefault((low, high)) + (sign * (double)count);
        }
    }
}
