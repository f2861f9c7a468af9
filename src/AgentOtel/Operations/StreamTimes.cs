using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentOtel;

/// <summary>When the chunks of a stream came. Further chunks are recorded as they come, so that nothing is held.</summary>
internal sealed class StreamTimes(TimeProvider time, long startedAt)
{
    private long _lastAt;

    public double? ToFirstChunk { get; private set; }

    public void Chunk(ModelCallInstruments instruments, in TagList tags)
    {
        var now = time.GetTimestamp();
        if (ToFirstChunk is null)
        {
            var seconds = time.GetElapsedTime(startedAt, now).TotalSeconds;
            ToFirstChunk = seconds;
            Record(instruments.TimeToFirstChunk, instruments.InferenceTimeToFirstChunk, seconds, tags);
        }
        else
        {
            var seconds = time.GetElapsedTime(_lastAt, now).TotalSeconds;
            Record(instruments.TimePerOutputChunk, instruments.InferenceTimePerOutputChunk, seconds, tags);
        }

        _lastAt = now;
    }

    private static void Record(Histogram<double>? established, Histogram<double>? latest, double seconds, in TagList tags)
    {
        established?.Record(seconds, tags);
        latest?.Record(seconds, tags);
    }
}
