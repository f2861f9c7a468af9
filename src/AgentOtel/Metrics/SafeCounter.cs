using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>A counter whose listeners may throw: each measurement is a boundary of its own, so that one lost costs no other.</summary>
internal readonly struct SafeCounter<T>(Counter<T> counter, DropCounts drops)
    where T : struct
{
    public Counter<T> Instrument => counter;

    public bool Enabled => counter is { Enabled: true };

    public void Add(T value, in TagList tags)
    {
        if (Enabled)
        {
            TryAdd(value, tags);
        }
    }

    public void Add(T value, KeyValuePair<string, object?>[] tags)
    {
        if (Enabled)
        {
            TryAdd(value, tags);
        }
    }

    private void TryAdd(T value, in TagList tags)
    {
        try
        {
            counter.Add(value, tags);
        }
        catch (Exception)
        {
            drops.Add("metrics", "fault");
        }
    }

    private void TryAdd(T value, KeyValuePair<string, object?>[] tags)
    {
        try
        {
            counter.Add(value, tags);
        }
        catch (Exception)
        {
            drops.Add("metrics", "fault");
        }
    }
}
