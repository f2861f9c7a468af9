using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>
/// Counts what the kit itself cut or lost (<c>agentotel.telemetry.dropped</c>). Counting calls nobody, so it may be done
/// anywhere, in a finalizer too; the figures are read when metrics are collected.
/// </summary>
internal sealed class DropCounts
{
    // Reasons are words of the kit's own; one that is not still may not make it grow.
    private const int MaxReasons = 100;

    private readonly ConcurrentDictionary<(string Signal, string Reason), DropTotal> _counts = [];

    public void Add(string signal, string reason, long count = 1)
    {
        if (!_counts.TryGetValue((signal, reason), out var known))
        {
            known = _counts.GetOrAdd((signal, _counts.Count < MaxReasons ? reason : "other"), static _ => new DropTotal());
        }

        known.Add(count);
    }

    public IEnumerable<Measurement<long>> Measure()
    {
        foreach (var ((signal, reason), count) in _counts)
        {
            yield return new Measurement<long>(
                count.Value,
                new KeyValuePair<string, object?>(SemanticConventions.AgentOtel.Signal, signal),
                new KeyValuePair<string, object?>(SemanticConventions.AgentOtel.Reason, reason));
        }
    }

    private sealed class DropTotal
    {
        private long _value;

        public long Value => Volatile.Read(ref _value);

        public void Add(long count) => Interlocked.Add(ref _value, count);
    }
}
