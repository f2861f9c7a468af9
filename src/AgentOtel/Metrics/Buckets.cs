using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>The boundaries that the GenAI conventions advise for each histogram, and our own beside them.</summary>
internal static class Buckets
{
    public static readonly InstrumentAdvice<double> ClientSeconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    public static readonly InstrumentAdvice<double> AgentSeconds = new()
    {
        HistogramBucketBoundaries = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6],
    };

    /// <summary>Ours: a task's attempt takes milliseconds or hours.</summary>
    public static readonly InstrumentAdvice<double> TaskSeconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6, 1200, 3600,
        ],
    };

    public static readonly InstrumentAdvice<double> WorkflowSeconds = new()
    {
        HistogramBucketBoundaries = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200],
    };

    /// <summary>Ours: a person answers after minutes or days.</summary>
    public static readonly InstrumentAdvice<double> ApprovalSeconds = new()
    {
        HistogramBucketBoundaries = [1, 10, 60, 300, 900, 3600, 14400, 43200, 86400, 259200, 604800],
    };

    /// <summary>Ours: most scores are fractions; some scales end at 5, 10 or 100.</summary>
    public static readonly InstrumentAdvice<double> Score = new()
    {
        HistogramBucketBoundaries = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 3, 4, 5, 10, 100],
    };

    public static readonly InstrumentAdvice<long> Tokens = new()
    {
        HistogramBucketBoundaries =
            [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    public static readonly InstrumentAdvice<long> Calls = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128],
    };
}
