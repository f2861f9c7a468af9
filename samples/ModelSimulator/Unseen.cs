using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ModelSimulator;

/// <summary>Meters and a source that nobody can listen to: a disposed one takes no listeners.</summary>
internal sealed class Unseen : IMeterFactory
{
    public static ActivitySource Source()
    {
        var source = new ActivitySource("ModelSimulator");
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
