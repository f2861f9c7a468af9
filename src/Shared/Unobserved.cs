using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>
/// Meters and a source that nobody can listen to, for servers and clients that carry telemetry: their own requests must not show in the
/// app's telemetry, which would feed itself for ever. A disposed source or meter takes no listeners.
/// </summary>
internal sealed class Unobserved : IMeterFactory
{
    public static ActivitySource Source(string name)
    {
        var source = new ActivitySource(name);
        source.Dispose();
        return source;
    }

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options.Name);
        meter.Dispose();
        return meter;
    }

    public void Dispose()
    {
    }
}
