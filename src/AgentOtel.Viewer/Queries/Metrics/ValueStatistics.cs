using AgentOtel.Viewer.Api;

namespace AgentOtel.Viewer.Queries;

/// <summary>Statistics of values that are all known, and of buckets.</summary>
internal static class ValueStatistics
{
    public static MetricStatistics Of(List<double> values, long? first, long? last)
    {
        values.Sort();
        var sum = values.Sum();
        double? mean = values.Count == 0 ? null : sum / values.Count;
        return new MetricStatistics
        {
            Count = values.Count,
            Sum = sum,
            Mean = Finite(mean),
            Median = Percentile(values, 0.5),
            Minimum = values.Count == 0 ? null : values[0],
            Maximum = values.Count == 0 ? null : values[^1],
            StandardDeviation = mean is { } middle ? Finite(Math.Sqrt(values.Sum(value => (value - middle) * (value - middle)) / values.Count)) : null,
            P90 = Percentile(values, 0.9),
            P95 = Percentile(values, 0.95),
            P99 = Percentile(values, 0.99),
            FirstTime = Time(first),
            LastTime = Time(last),
        };
    }

    public static MetricStatistics Of(Buckets buckets, long? first, long? last) => new()
    {
        Count = buckets.Count,
        Sum = buckets.Sum,
        Mean = buckets.Count == 0 ? null : Finite(buckets.Sum / buckets.Count),
        Median = Finite(buckets.Quantile(0.5)),
        Minimum = Finite(buckets.Minimum),
        Maximum = Finite(buckets.Maximum),
        StandardDeviation = Finite(buckets.StandardDeviation()),
        P90 = Finite(buckets.Quantile(0.9)),
        P95 = Finite(buckets.Quantile(0.95)),
        P99 = Finite(buckets.Quantile(0.99)),
        FirstTime = Time(first),
        LastTime = Time(last),
    };

    /// <summary>What JSON has no number for is left out.</summary>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>Between the two nearest of sorted values, in proportion.</summary>
    private static double? Percentile(List<double> sorted, double share)
    {
        if (sorted.Count == 0)
        {
            return null;
        }

        var rank = share * (sorted.Count - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (rank - below));
    }

    private static DateTimeOffset? Time(long? nanos) => nanos is { } time ? Nanos.ToTime(time) : null;
}
