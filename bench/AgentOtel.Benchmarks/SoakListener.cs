using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel.Benchmarks;

/// <summary>Records every span and measurement of one telemetry, and keeps none.</summary>
internal sealed class SoakListener : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics;

    public SoakListener(Action<Activity> ended)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == AgentTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended,
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == AgentTelemetry.SourceName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _metrics.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _metrics.SetMeasurementEventCallback<int>(static (_, _, _, _) => { });
        _metrics.SetMeasurementEventCallback<long>(Measured);
        _metrics.Start();
    }

    public long Active { get; private set; }

    public long NeverEnded { get; private set; }

    public void Observe() => _metrics.RecordObservableInstruments();

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private void Measured(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        switch (instrument.Name)
        {
            case "agentotel.active":
                Active = value;
                break;
            case "agentotel.telemetry.dropped":
                NeverEnded = value;
                break;
        }
    }
}
