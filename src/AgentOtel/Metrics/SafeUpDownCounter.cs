using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>As <see cref="SafeCounter{T}"/>, of what goes up and down.</summary>
internal readonly struct SafeUpDownCounter<T>(UpDownCounter<T> counter, DropCounts drops)
    where T : struct
{
    public UpDownCounter<T> Instrument => counter;

    public void Add(T value, in TagList tags)
    {
        if (!counter.Enabled)
        {
            return;
        }

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
