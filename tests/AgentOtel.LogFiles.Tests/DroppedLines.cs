using System.Diagnostics.Metrics;

namespace AgentOtel.LogFiles.Tests;

/// <summary>What <c>agentotel.telemetry.dropped</c> says now of logs: how many, by reason.</summary>
internal static class DroppedLines
{
    public static IReadOnlyDictionary<string, long> Read()
    {
        Dictionary<string, long> counts = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Name: "agentotel.telemetry.dropped", Meter.Name: "AgentOtel" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string?)tag.Value);
            if (named["agentotel.signal"] == "logs")
            {
                counts[named["agentotel.reason"]!] = count;
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return counts;
    }
}
