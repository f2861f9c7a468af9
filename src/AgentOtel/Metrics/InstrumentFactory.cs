using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>Makes instruments whose listeners cannot reach the app.</summary>
internal sealed class InstrumentFactory(Meter meter, DropCounts drops)
{
    public SafeCounter<T> Counter<T>(string name, string unit, string description)
        where T : struct => new(meter.CreateCounter<T>(name, unit, description), drops);

    public SafeUpDownCounter<T> UpDownCounter<T>(string name, string unit, string description)
        where T : struct => new(meter.CreateUpDownCounter<T>(name, unit, description), drops);

    public SafeHistogram<T> Histogram<T>(string name, string unit, string description, InstrumentAdvice<T> advice, bool exists = true)
        where T : struct => new(exists ? meter.CreateHistogram(name, unit, description, advice: advice) : null, drops);
}
