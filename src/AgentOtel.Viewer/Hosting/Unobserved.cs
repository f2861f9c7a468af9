using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel.Viewer.Hosting;

/// <summary>
/// Meters and a source for the viewer's own web server that nobody can listen to: in an app's process its requests must not show in
/// the app's telemetry, which would feed itself for ever. A disposed source takes no listeners.
/// </summary>
internal sealed class Unobserved : IMeterFactory
{
    public static ActivitySource Source()
    {
        var source = new ActivitySource("AgentOtel.Viewer");
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
