using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel.Benchmarks;

/// <summary>How much is listened to.</summary>
public enum Listening
{
    /// <summary>Nobody listens.</summary>
    Nobody,

    /// <summary>Spans are sampled out; metrics are measured.</summary>
    SampledOut,

    /// <summary>Spans are recorded; metrics are measured.</summary>
    Recorded,
}

/// <summary>Puts a source and a meter into the state that a rung of the ladder claims, and checks that it is.</summary>
internal sealed class Rung : IDisposable
{
    private readonly ActivityListener _spans = new();
    private readonly MeterListener _metrics = new();
    private long _measured;

    public Rung(Listening listening, string name)
    {
        if (listening is Listening.Nobody)
        {
            return;
        }

        var sampling = listening is Listening.Recorded ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None;
        _spans.ShouldListenTo = source => source.Name == name;
        _spans.Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling;
        ActivitySource.AddActivityListener(_spans);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<double>((_, _, _, _) => _measured++);
        _metrics.SetMeasurementEventCallback<long>((_, _, _, _) => _measured++);
        _metrics.Start();
    }

    /// <summary>Runs the act once and fails unless it did what the rung claims.</summary>
    public void Check(Listening listening, Func<Activity?> act)
    {
        _measured = 0;
        var span = act();
        if ((span?.Recorded ?? false) != (listening is Listening.Recorded) || _measured > 0 != listening is not Listening.Nobody)
        {
            throw new InvalidOperationException($"The rung {listening} is not in the state that it claims.");
        }
    }

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }
}
