using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AgentOtel.LogFiles.Tests;

/// <summary>The reasons that <c>agentotel.telemetry.dropped</c> was counted with for logs, one for each line.</summary>
internal sealed class DroppedLines : IDisposable
{
    private readonly MeterListener _listener;

    public DroppedLines()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Name: "agentotel.telemetry.dropped", Meter.Name: "AgentOtel" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string?)tag.Value);
            for (var i = 0; i < count && named["agentotel.signal"] == "logs"; i++)
            {
                Reasons.Enqueue(named["agentotel.reason"]!);
            }
        });
        _listener.Start();
    }

    public ConcurrentQueue<string> Reasons { get; } = [];

    public void Dispose() => _listener.Dispose();
}
