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
    private HashSet<string>? _names;

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
        _metrics.SetMeasurementEventCallback<double>(Measured);
        _metrics.SetMeasurementEventCallback<int>(Measured);
        _metrics.SetMeasurementEventCallback<long>(Measured);
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

    /// <summary>Fails unless both acts emit the same tags and the same measurements.</summary>
    public static void CheckSame(Rung one, Rung other, Func<Activity?> act, Func<Activity?> otherAct)
    {
        var (emitted, otherEmitted) = (one.Emitted(act), other.Emitted(otherAct));
        if (!emitted.SetEquals(otherEmitted))
        {
            throw new InvalidOperationException(
                $"Not the same: {string.Join(", ", emitted.Except(otherEmitted).Concat(otherEmitted.Except(emitted)))}");
        }
    }

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private HashSet<string> Emitted(Func<Activity?> act)
    {
        _names = [];
        var span = act();
        _names.UnionWith(span?.TagObjects.Select(tag => "span " + tag.Key) ?? []);
        var emitted = _names;
        _names = null;
        return emitted;
    }

    private void Measured<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        _measured++;
        if (_names is not null)
        {
            _names.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Key).Order())}");
        }
    }
}
