using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace AgentOtel.Tests;

/// <summary>An <see cref="AgentTelemetry"/> of a test's own, and all that it emits.</summary>
internal sealed class Recorder : ILogger<AgentTelemetry>, IDisposable
{
    private readonly ActivityListener _activities = new();
    private readonly MeterListener _metrics = new();
    private readonly List<Measurement> _observed = [];

    public Recorder(AgentTelemetryOptions? options = null, ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        Telemetry = new AgentTelemetry(options, this);
        _activities.ShouldListenTo = source => ReferenceEquals(source, Telemetry.Core.Source);
        _activities.Sample = (ref ActivityCreationOptions<ActivityContext> creation) =>
        {
            AtStart[creation.Name] = creation.Tags?.ToDictionary() ?? [];
            return sampling;
        };
        _activities.ActivityStopped = Spans.Enqueue;
        ActivitySource.AddActivityListener(_activities);

        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, Telemetry.Core.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>(Measured);
        _metrics.SetMeasurementEventCallback<double>(Measured);
        _metrics.Start();
    }

    public AgentTelemetry Telemetry { get; }

    public ConcurrentDictionary<string, Dictionary<string, object?>> AtStart { get; } = [];

    public ConcurrentQueue<Activity> Spans { get; } = [];

    public ConcurrentQueue<Measurement> Measurements { get; } = [];

    public ConcurrentQueue<LogEvent> Events { get; } = [];

    public Activity Span(string name) => Assert.Single(Spans, span => span.DisplayName == name);

    public Measurement Measurement(string name) => Assert.Single(All(name));

    public LogEvent Event(string name) => Assert.Single(Events, e => e.Name == name);

    public double Sum(string name) => All(name).Sum(m => m.Value);

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var fields = ((IReadOnlyList<KeyValuePair<string, object?>>)state!).ToDictionary();
        Events.Enqueue(new LogEvent(eventId.Name!, logLevel, fields, Activity.Current?.SpanId.ToHexString()));
    }

    /// <summary>What was measured, and what is when asked for.</summary>
    private List<Measurement> All(string name)
    {
        lock (_observed)
        {
            _observed.Clear();
            _metrics.RecordObservableInstruments();
            return [.. Measurements.Concat(_observed).Where(m => m.Name == name)];
        }
    }

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
        Telemetry.Dispose();
    }

    private void Measured<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var measurement = new Measurement(
            instrument.Name,
            Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
            tags.ToArray().ToDictionary(),
            Activity.Current?.SpanId.ToHexString());
        if (instrument.IsObservable)
        {
            _observed.Add(measurement);
        }
        else
        {
            Measurements.Enqueue(measurement);
        }
    }
}

internal sealed record Measurement(string Name, double Value, Dictionary<string, object?> Tags, string? SpanId);

internal sealed record LogEvent(string Name, LogLevel Level, Dictionary<string, object?> Fields, string? SpanId);
