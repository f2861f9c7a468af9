namespace AgentOtel;

/// <summary>When the chunks of a stream came. Further chunks are recorded as they come, so that nothing is held.</summary>
internal sealed class StreamTimes(OperationClock clock)
{
    private long _lastAt = clock.Now;

    public double? ToFirstChunk { get; private set; }

    public void Chunk(ModelCallInstruments instruments, KeyValuePair<string, object?>[] tags)
    {
        var now = clock.Now;
        var seconds = clock.SecondsBetween(_lastAt, now);
        _lastAt = now;
        if (ToFirstChunk is null)
        {
            ToFirstChunk = seconds;
            instruments.TimeToFirstChunk.Record(seconds, tags);
            instruments.InferenceTimeToFirstChunk.Record(seconds, tags);
        }
        else
        {
            instruments.TimePerOutputChunk.Record(seconds, tags);
            instruments.InferenceTimePerOutputChunk.Record(seconds, tags);
        }
    }
}
