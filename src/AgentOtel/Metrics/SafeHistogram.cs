using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>As <see cref="SafeCounter{T}"/>, of a histogram; one that the naming leaves out does nothing.</summary>
internal readonly struct SafeHistogram<T>(Histogram<T>? histogram, DropCounts drops)
    where T : struct
{
    public Histogram<T>? Instrument => histogram;

    public bool Enabled => histogram is { Enabled: true };

    public void Record(T value, in TagList tags)
    {
        if (Enabled)
        {
            TryRecord(value, tags);
        }
    }

    public void Record(T value, KeyValuePair<string, object?>[] tags)
    {
        if (Enabled)
        {
            TryRecord(value, tags);
        }
    }

    private void TryRecord(T value, in TagList tags)
    {
        try
        {
            histogram!.Record(value, tags);
        }
        catch (Exception)
        {
            drops.Add("metrics", "fault");
        }
    }

    private void TryRecord(T value, KeyValuePair<string, object?>[] tags)
    {
        try
        {
            histogram!.Record(value, tags);
        }
        catch (Exception)
        {
            drops.Add("metrics", "fault");
        }
    }
}
